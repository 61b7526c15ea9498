"""What a lead should know this week, team by team, as Markdown for a chat or a mail."""

import re
from collections.abc import Callable
from datetime import date

from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.rows import Row, rows
from data.sql.files import sql

_NOTHING = "Nothing new this week."
_WITHOUT_TEAM = "No team"
# What Markdown or a chat would take for more than a letter; a dot, where it may be part of a link.
_MARKS = re.compile(r"[\\`*_{}\[\]<>()#+!|~&:@]|(?<=\S)\.(?=\S)")


def digest(day: Day, team: str | None = None) -> str:
    """The week up to `day`, which is one with its history: for each team, or for `team` alone.

    It tells which flags are new and which have cleared since a week ago, which exams are due or
    certificates end up to the next checkpoint, and which decisions are pending.

    Raises ProgramError when nobody on the roster is of `team`.
    """
    teams: list[str] = [row["team"] for row in _found(day, "pages/shared/teams")]
    if team is not None and team not in teams:
        raise ProgramError(f"{team}: no such team; the teams are {', '.join(teams) or 'none'}")
    (checkpoint,) = _found(day, "pages/shared/checkpoint")
    found = {query: _found(day, query) for query in sorted({query for _, query, *_ in _PARTS})}
    of_none = [None] if any(row["team"] is None for of in found.values() for row in of) else []
    parts = [f"# MVP program, the week up to {_on(day.as_of)}", checkpoint["sentence"]]
    for of_team in [team] if team else [*teams, *of_none]:
        parts.append(f"## {_escaped(of_team or _WITHOUT_TEAM)}")
        parts += _of_team(of_team, found)
    return "\n\n".join(parts if len(parts) > 2 else [*parts, _NOTHING]) + "\n"


def _of_team(team: str | None, found: dict[str, list[Row]]) -> list[str]:
    """The parts of one team, each a title and its list; one sentence when there is none."""
    parts = []
    for title, query, belongs, said in _PARTS:
        of_team = [row for row in found[query] if row["team"] == team and belongs(row)]
        if of_team:
            lines = "\n".join(f"- **{_escaped(row['name'])}**: {said(row)}" for row in of_team)
            parts.append(f"### {title}\n\n{lines}")
    return parts or [_NOTHING]


def _found(day: Day, query: str) -> list[Row]:
    return rows(day, Scope(everybody=True), sql(query))


def _escaped(text: str) -> str:
    """A text from the data as one line that Markdown shows as it stands."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))


def _on(day: date) -> str:
    """Aug 20, 2024."""
    return f"{day:%b} {day.day}, {day.year}"


def _new(row: Row) -> str:
    return f"{row['about']}, {row['risk']} ({row['reason']})"


def _cleared(row: Row) -> str:
    return f"{row['about']}, was {row['risk']}"


def _exam(row: Row) -> str:
    return str(row["reason"])


def _decision(row: Row) -> str:
    invited = f"invited on {_on(row['invited_on'])}" if row["invited_on"] else "not invited yet"
    left = "1 day" if row["days_left"] == 1 else f"{row['days_left']} days"
    return f"{invited}, to decide by {_on(row['decide_by'])}, {left} left"


# The title of a part, its query, which of the rows belong to it, and what is said of one.
_PARTS: tuple[tuple[str, str, Callable[[Row], bool], Callable[[Row], str]], ...] = (
    ("New flags", "pages/at_risk/changes", lambda row: row["change"] == "new", _new),
    ("Cleared flags", "pages/at_risk/changes", lambda row: row["change"] == "cleared", _cleared),
    ("Exams and certificates ahead", "digest/exams", lambda row: True, _exam),
    ("Decisions pending", "pages/renewals/pending", lambda row: True, _decision),
)
