"""Checkpoint letters: what each MVP is told on a checkpoint, in words, as text and as HTML."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from data.days.day import Day
from data.days.scope import Scope
from data.outputs.rows import Row, rows
from data.sql.files import sql

# What is expected by the next checkpoint after D: the rules, asked about a horizon of their own.
_AHEAD = {
    "horizons": "letters/horizons",
    "deadlines": "rules/deadlines",
    "expected_ahead": "rules/expected",
}


@dataclass(frozen=True)
class Letter:
    """A letter to one MVP; `subject` is one line, `html` a whole page with nothing to load."""

    mvp_id: str
    name: str
    email: str
    subject: str
    text: str
    html: str


def letters(day: Day, scope: Scope, link: str | None = None) -> list[Letter]:
    """The letter to each MVP in `scope` who is told where they stand on the checkpoint `day`.

    These are the active MVPs and those who await their NDA, in the order of mvp_id. `link` is the
    address of an MVP's own page.
    """
    tracks = defaultdict(list)
    for track in rows(day, scope, _with_ahead(sql("letters/tracks"))):
        tracks[track["mvp_id"]].append(track)
    return [
        _letter(who, tracks[who["mvp_id"]], link) for who in rows(day, scope, sql("letters/people"))
    ]


def _with_ahead(text: str) -> str:
    steps = ",\n".join(f"{name} as (\n{sql(query)})" for name, query in _AHEAD.items())
    return f"with {steps}\n{text}"


def _letter(who: Row, tracks: list[Row], link: str | None) -> Letter:
    who = who | {"name": _line(who["name"])}
    given = {"who": who, "tracks": tracks, "link": link}
    return Letter(
        mvp_id=who["mvp_id"],
        name=who["name"],
        email=who["email"],
        subject=_line(_subject(who)),
        text=_TEXT.get_template("letter.txt.j2").render(given),
        html=_HTML.get_template("letter.html.j2").render(given),
    )


def _subject(who: Row) -> str:
    """What the macro of that name in words.j2 writes."""
    words = _TEXT.get_template("words.j2").module
    subject: str = words.subject(who)  # type: ignore[attr-defined]  # macros have no types
    return subject


def _line(text: str) -> str:
    """A text as one line; what is escaped in it stays so."""
    return type(text)(" ".join(text.split()))


def _on(day: date) -> str:
    """September 30, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def _templates(is_html: bool) -> Environment:
    """The templates, and with them the sentences that both parts share, for one kind of text."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"line": _line, "on": _on}
    return made


_TEXT, _HTML = _templates(is_html=False), _templates(is_html=True)
