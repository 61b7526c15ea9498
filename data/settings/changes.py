"""Settings that change on a date: the [[from]] tables of a program's file."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any, NamedTuple

from pydantic import ValidationError

from data.nearest import most_like, nearest
from data.settings.faults import Fault, faults
from data.settings.model import Settings
from data.settings.toml import as_toml

FROM = "from"  # the name of the tables
_FIRST_YEAR, _LAST_YEAR = 2000, 2999
_MOST_CHANGES = 50
_WRITTEN_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# The tables that cannot change on a date, and why; of some, all keys but these.
_FIXED: dict[str, tuple[str, tuple[str, ...]]] = {
    "year": ("years of another length could not be compared", ("checkpoints",)),
    "leaves": ("a leave can go on over the date", ()),
    "addresses": ("contributions of all years are compared by their addresses", ()),
    "words": ("people would read two words for one thing", ()),
    "requests": ("whoever decides today decides about any day", ()),
    "access": ("it is about who looks, and not about a day", ()),
    "record": ("the track record looks at all years in one way", ()),
    "patterns": ("they change no number, and look at the year as a whole", ()),
    "letters": ("an MVP asks the same people about any day", ()),
    "mail": ("it is about sending, and not about a day", ()),
    "data": ("a build reads all days in one way", ()),
}


class Change(NamedTuple):
    """A [[from]] table: its place in the file, from 0, its day, and what it lays over the rest."""

    number: int
    day: date
    tables: dict[str, Any]

    def fault(self, fault: Fault) -> Fault:
        """A fault of the settings from that day on, as one of this table of the file."""
        said = f"[[{FROM}]] of {self.day}: {fault.said}"
        return fault._replace(keys=(FROM, *fault.keys), number=self.number, said=said)


def read_changes(sections: object) -> tuple[list[Change], list[Fault]]:
    """The [[from]] tables in the order of their days, and what is wrong in them by themselves."""
    if not isinstance(sections, list) or not all(isinstance(each, dict) for each in sections):
        said = f"write [[{FROM}]] in double brackets, a date, and the settings from that day on"
        return [], [Fault((FROM,), 0, f"{FROM}: {said}")]
    if len(sections) > _MOST_CHANGES:
        said = f"{FROM}: may have at most {_MOST_CHANGES} tables"
        return [], [Fault((FROM,), _MOST_CHANGES, said)]
    changes, found = list[Change](), list[Fault]()
    days = dict[date, int]()
    for number, section in enumerate(sections):
        day, said = _day(section.get("date"))
        if day is None:
            found.append(Fault((FROM, "date"), number, f"{FROM}.date: {said}"))
            continue
        if day in days:
            said = f"{FROM}.date: {day} is named twice; write both in one table"
            found.append(Fault((FROM, "date"), number, said))
            continue
        days[day] = number
        tables = {key: value for key, value in section.items() if key != "date"}
        if _is_empty(tables):
            said = f"{FROM}.date: nothing changes on {day}; write what does in a table such as "
            found.append(Fault((FROM, "date"), number, f"{said}[{FROM}.levels]"))
            continue
        changes.append(change := Change(number, day, tables))
        found += [change.fault(fault) for fault in _fixed(tables)]
    return sorted(changes, key=lambda change: change.day), found


def _is_empty(table: dict[str, Any]) -> bool:
    """Whether a table says nothing, nor do the tables in it."""
    return all(isinstance(value, dict) and _is_empty(value) for value in table.values())


def laid_over(table: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """A table with the values of another one in place of its own, key by key.

    A rate takes the place of one of another kind.
    """
    result = {key: value for key, value in table.items() if key not in _replaced(other)}
    for key, value in other.items():
        below = result.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            value = laid_over(below, value)
        result[key] = value
    return result


def _replaced(track: dict[str, Any]) -> tuple[str, ...]:
    """The keys of rates that the rate of a table takes the place of."""
    if "weekday_share" in track:
        return "cadence_months", "pieces", "per_year"
    if "per_year" in track:
        return "cadence_months", "pieces", "weekday_share"
    return ("weekday_share", "per_year") if "cadence_months" in track else ()


def checked(first: dict[str, Any], changes: list[Change]) -> tuple[Settings | None, list[Fault]]:
    """Settings with those of each change in turn, and every fault that is found, each once."""
    found, known = list[Fault](), set[str]()
    sets = list[tuple[Change, Settings]]()
    table, settings = first, None
    for change in [None, *changes]:
        table = laid_over(table, change.tables) if change else table
        wrong, in_force = [*_without_track(table)], None
        try:
            in_force = Settings.model_validate(_leaving_out(table, wrong))
        except ValidationError as error:
            wrong += faults(error, Settings)
        new = [fault for fault in wrong if fault.said not in known]
        known |= {fault.said for fault in new}
        found += [change.fault(fault) if change else fault for fault in new]
        if wrong or in_force is None:
            continue
        if change is None:
            settings = in_force
        else:
            sets.append((change, in_force))
    found += [change.fault(fault) for change, fault in _ends(settings, sets)] if settings else []
    if settings is None or found:
        return None, found
    return settings.followed_by((change.day, in_force) for change, in_force in sets), found


def _without_track(table: dict[str, Any]) -> Iterator[Fault]:
    """Tracks that are not there and shall not be used, or whose names are almost those of others,
    and forecasts of tracks that are not there."""
    tracks, forecast = (table.get(name) for name in ("tracks", "forecast"))
    if not isinstance(tracks, dict) or not isinstance(forecast, dict):
        return
    of_tables = {name: track for name, track in tracks.items() if isinstance(track, dict)}
    whole = [name for name, track in of_tables.items() if "counts" in track]
    unused = [
        name
        for name, track in of_tables.items()
        if name not in whole and (track == {"use": False} or most_like(name, whole))
    ]
    there = [name for name in tracks if name not in unused]
    for keys in (
        *(("tracks", name) for name in unused),
        *(("forecast", name) for name in forecast if name not in there),
    ):
        said = f"{'.'.join(keys)}: there is no such track{nearest(keys[-1], there)}"
        yield Fault(keys, 0, said)


def _leaving_out(table: dict[str, Any], found: list[Fault]) -> dict[str, Any]:
    """The settings without the tables that have these faults."""
    result = dict(table)
    for name, key in (fault.keys for fault in found):
        result[name] = {other: value for other, value in result[name].items() if other != key}
    return result


def _day(value: object) -> tuple[date | None, str]:
    """The day that a value of TOML says, or what is wrong with it."""
    if value is None:
        return None, f'missing key; write the first day, such as date = "{_FIRST_YEAR + 27}-01-01"'
    day = value if isinstance(value, date) and not isinstance(value, datetime) else None
    if isinstance(value, str) and _WRITTEN_DAY.fullmatch(value):
        with suppress(ValueError):
            day = date.fromisoformat(value)
    if day is None:
        return None, f"{as_toml(value)} is not a date such as {_FIRST_YEAR + 27}-01-01"
    if not _FIRST_YEAR < day.year <= _LAST_YEAR:
        return None, f"{day} is not a day from {_FIRST_YEAR + 1} to {_LAST_YEAR}"
    return day, ""


def _fixed(tables: dict[str, Any]) -> Iterator[Fault]:
    """The settings of a change that cannot change."""
    for name, (why, changeable) in _FIXED.items():
        said = tables.get(name, {})
        keys = [key for key in said if key not in changeable] if isinstance(said, dict) else []
        for key in keys:
            yield Fault((name, key), 0, f"{name}.{key}: cannot change on a date: {why}")


def _ends(
    settings: Settings, sets: list[tuple[Change, Settings]]
) -> Iterator[tuple[Change, Fault]]:
    """Changes of the last checkpoint, with which a year ends, and of the parts of the program."""
    end = settings.year.checkpoints[-1]
    for change, in_force in sets:
        if in_force.year.checkpoints[-1] != end:
            month, day = end
            said = f"the last checkpoint is the end of a year and stays {month:02}-{day:02}"
            yield change, Fault(("year", "checkpoints"), 0, f"year.checkpoints: {said}")
        if in_force.has != settings.has:
            key = ("parts",) if in_force.parts != settings.parts else ("membership", "nda")
            said = "a part of the program is there on all days or on none"
            yield change, Fault(key, 0, f"{'.'.join(key)}: {said}")
