"""What a calendar says: an entry for each day and kind of date, however many people it is about."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from data.days.day import Day
from data.days.rows import Row, rows
from data.days.scope import Scope
from data.outputs.templates import one_line
from data.settings.saying import in_own_words
from data.sql.files import sql

_MOST_NAMED = 50  # people that an entry names; the others are counted
# What queries/calendar/dates.sql is about: for the MVP, and for those who see several.
_SAID = {
    "exam": ("Pass the exam", "Exam due: {whom}"),
    "certificate": ("Your certificate ends", "Certificate ends: {whom}"),
    "decision": (
        "Last day to decide about another year",
        "Last day to decide about another year: {whom}",
    ),
}


@dataclass(frozen=True)
class Entry:
    """A day in a calendar: its summary, and lines with more. There is one per day and `about`."""

    about: str
    day: date
    summary: str
    lines: tuple[str, ...]


def entries(day: Day, scope: Scope, is_own: bool) -> list[Entry]:
    """The entries of `day` about the people in `scope`, in order; `is_own`: about the reader."""
    people = rows(day, scope, sql("pages/shared/everybody"))
    names = {row["mvp_id"]: one_line(row["distinct_name"]) for row in people}
    as_of = f"As of {day.as_of:%B} {day.as_of.day}, {day.as_of.year}."
    found = [*_checkpoints(day, scope, is_own, names), *_dates(day, scope, is_own, names)]
    found.sort(key=lambda entry: (entry.day, entry.about))
    return [Entry(e.about, e.day, e.summary, (*e.lines, as_of)) for e in found]


def _checkpoints(day: Day, scope: Scope, is_own: bool, names: Mapping[str, str]) -> Iterator[Entry]:
    """The checkpoints ahead, with what is missing by the next one and by the final one."""
    needs = defaultdict(list)
    for row in rows(day, scope, sql("calendar/needs")):
        needs[row["day"]].append(row)
    for row in rows(day, scope, sql("calendar/checkpoints")):
        judged = needs[row["day"]]
        missing = [need for need in judged if need["missing"] is not None]
        said = _needed(judged, missing, is_own)
        title = "Final checkpoint of {year}{said}" if row["is_final"] else "Checkpoint{said}"
        summary = in_own_words(title, year=row["year_label"], said=said and f": {said}")
        lines = () if is_own else _named(missing, "missing", names)
        yield Entry("checkpoint", row["day"], summary, lines)


def _needed(judged: list[Row], missing: list[Row], is_own: bool) -> str:
    """What is missing by a checkpoint, in a few words; empty where nothing is known."""
    if not judged:
        return ""
    if not missing:
        return "nothing more is needed by then"
    if is_own:
        return str(missing[0]["missing"])
    return in_own_words("{some} of {all} MVPs need more", some=len(missing), all=len(judged))


def _dates(day: Day, scope: Scope, is_own: bool, names: Mapping[str, str]) -> Iterator[Entry]:
    """Exams, certificates and decisions, those of a day in one entry."""
    found = rows(day, scope, sql("calendar/dates"))
    for (on, about), group in groupby(found, key=lambda row: (row["day"], row["about"])):
        people = list(group)
        own, others = _SAID[about]
        one = names[people[0]["mvp_id"]]
        whom = one if len(people) == 1 else in_own_words("{n} MVPs", n=f"{len(people):,}")
        summary = own if is_own else others.format(whom=whom)
        lines = (people[0]["said"],) if is_own else _named(people, "said", names)
        yield Entry(about, on, summary, lines)


def _named(people: list[Row], key: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """A line for each person, up to _MOST_NAMED, and how many more there are."""
    lines = [f"{names[row['mvp_id']]}: {row[key]}" for row in people[:_MOST_NAMED]]
    if (more := len(people) - _MOST_NAMED) > 0:
        lines.append(f"and {more:,} more")
    return tuple(lines)
