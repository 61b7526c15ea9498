"""The news of the week for each team, as Markdown for a chat or a mail."""

from collections.abc import Callable
from datetime import date

from data.days.day import Day
from data.days.rows import Row, rows
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.markdown import escaped_in_chat
from data.settings.saying import in_own_words, speaking
from data.sql.files import sql

_NOTHING = "Nothing new this week."
_CHANGED = "Rules changed on {day}: flags can be new for that."
_CHANGES = "Rules change on {day}: flags are by the rules before that."
_WITHOUT_TEAM = "No team"
_ABOUT = (
    "known risks",
    "certifications",
    "commitments",
    "renewals",
    "nda",
    "accepted",
)  # said when absent


def digest(day: Day, team: str | None = None) -> str:
    """The week up to `day`, for each team or for `team` alone.

    It has the flags that are new or cleared since a week ago, the exams that are due and the
    certificates that end up to the next checkpoint, and the decisions that are pending.

    Raises ProgramError when nobody on the roster is in `team`.
    """
    with speaking(day.words):
        return _digest(day, team)


def _digest(day: Day, team: str | None) -> str:
    found = [row["team"] for row in _read(day, "pages/shared/teams")]
    teams: list[str] = [team for team in found if team is not None]
    if team is not None and team not in teams:
        raise ProgramError(f"{team}: no such team; the teams are {', '.join(teams) or 'none'}")
    (checkpoint,) = _read(day, "pages/shared/checkpoint")
    news = {query: _news(day, query) for query in sorted({query for _, query, *_ in _PARTS})}
    has_no_team = any(row["team"] is None for query_rows in news.values() for row in query_rows)
    title = in_own_words("# MVP program, the week up to {day}", day=_on(day.as_of))
    parts = [title, checkpoint["sentence"]]
    for change in _read(day, "digest/changes"):
        text = _CHANGES if change["is_ahead"] else _CHANGED
        parts.append(text.format(day=_on(change["changed_on"])))
    absent = rows(day, Scope(everybody=True, only_team=team), sql("pages/shared/absent"))
    if sentences := [row["sentence"] for row in absent if row["about"] in _ABOUT]:
        parts.append(" ".join(sentences))
    first = len(parts)
    for name in [team] if team else [*teams, *[None] * has_no_team]:
        parts.append(f"## {escaped_in_chat(name or _WITHOUT_TEAM)}")
        parts += _of_team(name, news)
    return "\n\n".join(parts if len(parts) > first else [*parts, _NOTHING]) + "\n"


def _of_team(team: str | None, news: dict[str, list[Row]]) -> list[str]:
    """The parts of one team, each a title and its list; one sentence when there are none."""
    parts = []
    for title, query, belongs, in_words in _PARTS:
        of_team = [row for row in news[query] if row["team"] == team and belongs(row)]
        if of_team:
            lines = [f"- **{escaped_in_chat(row['name'])}**: {in_words(row)}" for row in of_team]
            parts.append("\n".join([f"### {title}", "", *lines]))
    return parts or [_NOTHING]


def _read(day: Day, query: str) -> list[Row]:
    return rows(day, Scope(everybody=True), sql(query))


def _news(day: Day, query: str) -> list[Row]:
    """The rows of a query about MVPs; those who share name and team have the id beside the name."""
    alike = {row["mvp_id"] for row in _read(day, "pages/shared/everybody") if row["needs_id"]}
    return [
        row | {"name": f"{row['name']} · {row['mvp_id']}"} if row["mvp_id"] in alike else row
        for row in _read(day, query)
    ]


def _on(day: date) -> str:
    """Aug 20, 2024."""
    return f"{day:%b} {day.day}, {day.year}"


def _new(row: Row) -> str:
    return f"{escaped_in_chat(row['about'])}, {row['risk']} ({row['reason']})"


def _cleared(row: Row) -> str:
    return f"{escaped_in_chat(row['about'])}, was {row['risk']}"


def _exam(row: Row) -> str:
    return str(row["reason"])


def _decision(row: Row) -> str:
    invited = f"invited on {_on(row['invited_on'])}" if row["invited_on"] else "not invited yet"
    left = "1 day" if row["days_left"] == 1 else f"{row['days_left']} days"
    return f"{invited}, to decide by {_on(row['decide_by'])}, {left} left"


def _is_unknown_now(row: Row) -> bool:
    return bool(row["change"] == "unknown now")


# The title of a part, its query, which rows of the query it has, and a row in words.
_PARTS: tuple[tuple[str, str, Callable[[Row], bool], Callable[[Row], str]], ...] = (
    ("New flags", "pages/at_risk/changes", lambda row: row["change"] == "new", _new),
    ("Flags that are unknown now", "pages/at_risk/changes", _is_unknown_now, _new),
    ("Cleared flags", "pages/at_risk/changes", lambda row: row["change"] == "cleared", _cleared),
    ("Exams and certificates ahead", "digest/exams", lambda row: True, _exam),
    ("Decisions pending", "pages/renewals/pending", lambda row: True, _decision),
)
