"""The weekly digest: the news of the week for each team. Other modules give it its forms."""

from collections.abc import Callable
from dataclasses import dataclass

from data.days.day import Day
from data.days.rows import Row, rows
from data.days.scope import Scope
from data.errors import ProgramError
from data.explain.details import on
from data.outputs.digest.moved import with_what_moved
from data.settings.saying import in_own_words
from data.sql.files import sql

NOTHING = "Nothing new this week."
_CHANGED = "Rules changed on {day}: flags can be new for that."
_CHANGES = "Rules change on {day}: flags are by the rules before that."
_FLAGS = "pages/at_risk/changes"
_WITHOUT_TEAM = "No team"
_ABOUT = (
    "known risks",
    "certifications",
    "commitments",
    "renewals",
    "nda",
    "accepted",
)  # said when absent


@dataclass(frozen=True)
class Item:
    """One MVP: `about` is what a flag is about, None where there is none."""

    name: str
    about: str | None
    said: str

    @property
    def text(self) -> str:
        """What is said after the name."""
        return self.said if self.about is None else f"{self.about}, {self.said}"


@dataclass(frozen=True)
class Part:
    """News of one kind."""

    title: str
    items: list[Item]


@dataclass(frozen=True)
class TeamNews:
    """The news of one team; `parts` is empty when there are none."""

    team: str
    parts: list[Part]


@dataclass(frozen=True)
class Digest:
    """The week up to a day: a title, sentences about the day, and the news of each team."""

    title: str
    sentences: list[str]
    teams: list[TeamNews]


def team_scope(day: Day, team: str | None) -> Scope:
    """Everybody, or the MVPs of `team`; raises ProgramError when nobody on the roster is in it."""
    everybody = Scope(everybody=True)
    teams = [name for name in _teams(day, everybody) if name is not None]
    if team is not None and team not in teams:
        raise ProgramError(f"{team}: no such team; the teams are {', '.join(teams) or 'none'}")
    return Scope(everybody=True, only_team=team)


def digest(day: Day, scope: Scope) -> Digest:
    """The week up to `day`, for each team of the MVPs in `scope`, in the words of this run.

    It has the flags that are new or cleared since a week ago, the exams that are due and the
    certificates that end up to the next checkpoint, and the decisions that are pending. MVPs
    without a team are there when they have any of these.
    """
    news = {query: _news(day, scope, query) for query in sorted({each.query for each in _PARTS})}
    news[_FLAGS] = with_what_moved(day, news[_FLAGS])
    has_no_team = any(row["team"] is None for query_rows in news.values() for row in query_rows)
    teams = [team for team in _teams(day, scope) if team is not None]
    return Digest(
        title=in_own_words("MVP program, the week up to {day}", day=on(day.as_of)),
        sentences=_sentences(day, scope),
        teams=[_of_team(team, news) for team in [*teams, *[None] * has_no_team]],
    )


def _sentences(day: Day, scope: Scope) -> list[str]:
    """Sentences about the day, the rules and what is unknown; each is a paragraph."""
    (checkpoint,) = rows(day, scope, sql("pages/shared/checkpoint"))
    found = [checkpoint["sentence"]]
    for change in rows(day, scope, sql("digest/changes")):
        text = _CHANGES if change["is_ahead"] else _CHANGED
        found.append(text.format(day=on(change["changed_on"])))
    absent = rows(day, scope, sql("pages/shared/absent"))
    if sentences := [row["sentence"] for row in absent if row["about"] in _ABOUT]:
        found.append(" ".join(sentences))
    return found


def _of_team(team: str | None, news: dict[str, list[Row]]) -> TeamNews:
    parts = []
    for part in _PARTS:
        of_team = [row for row in news[part.query] if row["team"] == team and part.has(row)]
        if of_team:
            parts.append(Part(part.title, [part.item(row) for row in of_team]))
    return TeamNews(team or _WITHOUT_TEAM, parts)


def _teams(day: Day, scope: Scope) -> list[str | None]:
    return [row["team"] for row in rows(day, scope, sql("pages/shared/teams"))]


def _news(day: Day, scope: Scope, query: str) -> list[Row]:
    """The rows of a query about MVPs; those who share name and team have the id beside the name."""
    people = rows(day, scope, sql("pages/shared/everybody"))
    alike = {row["mvp_id"] for row in people if row["needs_id"]}
    return [
        row | {"name": f"{row['name']} · {row['mvp_id']}"} if row["mvp_id"] in alike else row
        for row in rows(day, scope, sql(query))
    ]


def _new(row: Row) -> Item:
    return Item(row["name"], row["about"], f"{row['risk']} ({row['reason']}){_moved(row)}")


def _cleared(row: Row) -> Item:
    return Item(row["name"], row["about"], f"was {row['risk']}{_moved(row)}")


def _moved(row: Row) -> str:
    return f". In the week: {row['moved']}" if row["moved"] else ""


def _exam(row: Row) -> Item:
    return Item(row["name"], None, row["reason"])


def _decision(row: Row) -> Item:
    invited = f"invited on {on(row['invited_on'])}" if row["invited_on"] else "not invited yet"
    left = "1 day" if row["days_left"] == 1 else f"{row['days_left']} days"
    said = f"{invited}, to decide by {on(row['decide_by'])}, {left} left"
    return Item(row["name"], None, said)


@dataclass(frozen=True)
class _Kind:
    """A part: its title, its query, which rows of the query it has, and a row in words."""

    title: str
    query: str
    has: Callable[[Row], bool]
    item: Callable[[Row], Item]


def _is(change: str) -> Callable[[Row], bool]:
    return lambda row: bool(row["change"] == change)


def _always(row: Row) -> bool:
    return True


_PARTS = (
    _Kind("New flags", _FLAGS, _is("new"), _new),
    _Kind("Flags that are unknown now", _FLAGS, _is("unknown now"), _new),
    _Kind("Cleared flags", _FLAGS, _is("cleared"), _cleared),
    _Kind("Exams and certificates ahead", "digest/exams", _always, _exam),
    _Kind("Decisions pending", "pages/renewals/pending", _always, _decision),
)
