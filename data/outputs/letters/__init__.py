"""Checkpoint letters: the figures of one MVP on a checkpoint in words, as text and as HTML."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import TOKEN_DATA, Token, TokenStream

from data.days.day import Day
from data.days.rows import Row, rows
from data.days.scope import Scope
from data.errors import ProgramError
from data.settings.own_words import OwnWords
from data.settings.saying import in_own_words, speaking, spoken
from data.sql.files import sql

_NO_CONTACT = (
    "letters.contact is not set, so letters cannot say whom to ask about a wrong number: write "
    '`[letters]` and `contact = "somebody@example.org"` in program.toml, and build again'
)
_NO_LETTERS = "this program writes no letters: its settings switch them off (parts.letters)"


@dataclass(frozen=True)
class Letter:
    """A letter to one MVP; `subject` is one line, `html` a complete page that loads nothing."""

    mvp_id: str
    name: str
    email: str
    subject: str
    text: str
    html: str


def letters(day: Day, scope: Scope, link: str | None = None) -> list[Letter]:
    """The letters of the checkpoint `day` to MVPs in `scope`, in the order of mvp_id.

    Active MVPs and those who await their NDA get one. `link` is the URL of an MVP's own page.

    Raises ProgramError like `recipients`.
    """
    with speaking(day.words):
        return [letter_to(recipient, link) for recipient in recipients(day, scope)]


@dataclass(frozen=True)
class Recipient:
    """Who gets a letter: the rows of queries/letters about them."""

    person: Row
    tracks: list[Row]

    @property
    def mvp_id(self) -> str:
        return str(self.person["mvp_id"])


def recipients(day: Day, scope: Scope) -> list[Recipient]:
    """Who gets a letter of the checkpoint `day`, in the order of mvp_id.

    Raises ProgramError when the program writes no letters, or when the settings do not say whom an
    MVP can ask.
    """
    if "letters" not in day.parts:
        raise ProgramError(_NO_LETTERS)
    tracks = defaultdict(list)
    for track in rows(day, scope, sql("letters/tracks")):
        tracks[track["mvp_id"]].append(track)
    people = rows(day, scope, sql("letters/people"))
    if people and people[0]["contact"] is None:
        raise ProgramError(_NO_CONTACT)
    return [Recipient(person, tracks[person["mvp_id"]]) for person in people]


def letter_to(recipient: Recipient, link: str | None = None) -> Letter:
    """The letter to one MVP, in the words of the program of this run."""
    own = spoken()
    person, tracks = recipient.person, recipient.tracks
    who = person | {"name": _line(person["name"])}
    values = {"who": who, "tracks": tracks, "link": link}
    return Letter(
        mvp_id=who["mvp_id"],
        name=who["name"],
        email=who["email"],
        subject=_line(_subject(who, own)),
        text=_templates(own, is_html=False).get_template("letter.txt.j2").render(values),
        html=_templates(own, is_html=True).get_template("letter.html.j2").render(values),
    )


def _subject(who: Row, own: OwnWords) -> str:
    """What the macro of that name in words.j2 writes."""
    words = _templates(own, is_html=False).get_template("words.j2").module
    subject: str = words.subject(who)  # type: ignore[attr-defined]  # macros have no types
    return subject


def _line(text: str) -> str:
    """A text as one line; an escaped text (markupsafe) stays escaped."""
    return type(text)(" ".join(text.split()))


def _on(day: date) -> str:
    """September 30, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


class _InOwnWords(Extension):
    """Says the text of templates in the program's own words, and leaves values as they are."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            is_text = token.type == TOKEN_DATA
            yield Token(token.lineno, TOKEN_DATA, in_own_words(token.value)) if is_text else token


@lru_cache(maxsize=8)
def _templates(own: OwnWords, is_html: bool) -> Environment:
    """The templates for one part of the mail in the words `own`, which are those of this run.

    The HTML part escapes its values.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=[_InOwnWords],
    )
    environment.filters |= {"line": _line, "on": _on}
    return environment
