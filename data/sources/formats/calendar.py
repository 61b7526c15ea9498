"""An iCalendar file as a raw table: one row for each person of each event."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote

import duckdb

from data.inputs.decoding import UTF_8, WINDOWS_1252
from data.sources.formats.calendar_lines import Component, Property, calendars, unescaped
from data.sources.formats.calendar_times import Start, Zones, local, repeats, start_of
from data.sources.formats.rows import RawRows, ReadOptions, RowCollector

COLUMNS = (
    "uid",
    "summary",
    "start",
    "status",
    "role",
    "answer",
    "attendee_type",
    "email",
    "name",
    "url",
    "location",
)
_PERSON = ("ORGANIZER", "ATTENDEE")
_BROKEN = "is a line that cannot be read: its quotes, or a sign such as ; or : are not in order"
_MOST_NAMED = 5


def read(
    con: duckdb.DuckDBPyConnection, path: Path, place: str, options: ReadOptions, table: str
) -> RawRows:
    """Fill `table` with the COLUMNS of the organizer and each attendee of each event.

    An organizer who is also in the list of attendees is one row. An event without any person is a
    row too. `start` is a day, a moment with its offset, or a time without one, as written. Repeats
    of an event are listed up to `options.until`.
    """
    found, is_utf_8 = calendars(path)
    reader = _Reader(options.until)
    for calendar, events in found:
        reader.add(calendar, events)
    columns, names, count = reader.rows.fill(con, table)
    notices = [] if is_utf_8 else [f"is not UTF-8 and was read as {WINDOWS_1252}"]
    notices = [f"{place}: {notice}" for notice in [*notices, *reader.notices()]]
    return RawRows(place, columns, names, count, notices, UTF_8 if is_utf_8 else WINDOWS_1252)


class _Reader:
    def __init__(self, until: date | None) -> None:
        self.rows = RowCollector(COLUMNS)
        self._until = until
        self._broken: list[int] = []
        self._unknown_zones: set[str] = set()
        self._not_repeated: list[str] = []

    def add(self, calendar: Component, events: list[Component]) -> None:
        """Add the rows of a calendar."""
        zones = Zones(calendar)
        self._broken += [line for line, _ in calendar.broken]
        moved = _moved(events, zones)
        is_cancelled = calendar.value("METHOD").upper() == "CANCEL"
        for event in events:
            start = start_of(event.first("DTSTART"), zones)
            for at in self._starts(event, start, zones, moved.get(event.value("UID"), set())):
                self._add_event(event, at, is_cancelled)
            self._add_broken(event)
        self._unknown_zones |= zones.unknown

    def _starts(
        self, event: Component, start: Start, zones: Zones, moved: set[datetime | None]
    ) -> Iterator[Start]:
        """When the event begins each time, but for the times that another event stands for."""
        if not (event.first("RRULE") or event.first("RDATE")) or event.first("RECURRENCE-ID"):
            yield start
            return
        found = repeats(event, start, zones, self._until) if self._until else None
        if found is None:
            self._not_repeated.append(unescaped(event.value("SUMMARY")) or event.value("UID"))
            yield start
        else:
            yield from (at for at in found if local(at, start) not in moved)

    def _add_event(self, event: Component, start: Start, is_cancelled: bool) -> None:
        cells = {
            "uid": event.value("UID"),
            "summary": unescaped(event.value("SUMMARY")),
            "start": start.iso,
            "status": "cancelled" if is_cancelled else event.value("STATUS").lower() or "confirmed",
            "url": event.value("URL"),
            "location": unescaped(event.value("LOCATION")),
        }
        organizers, attendees = event.all_of("ORGANIZER"), event.all_of("ATTENDEE")
        organizing = {_email(person).lower() for person in organizers} - {""}
        people = [*organizers, *(p for p in attendees if _email(p).lower() not in organizing)]
        for person in people:
            self.rows.add(person.line, cells | _person(person))
        if not people:
            self.rows.add(event.line, cells)

    def _add_broken(self, event: Component) -> None:
        """A broken line of a person is a row that cannot be read; others are named."""
        for line, text in event.broken:
            if text.upper().startswith(_PERSON):
                self.rows.add_unreadable(line, _BROKEN, text)
            else:
                self._broken.append(line)

    def notices(self) -> Iterator[str]:
        """What people should know about how the file was read."""
        for what, names in (
            ("lines that cannot be read were left out: line", [f"{n:,}" for n in self._broken]),
            (
                "times in a zone that nobody defines are read as written: zone",
                sorted(self._unknown_zones),
            ),
            ("only the first time of these recurring events was read:", self._not_repeated),
        ):
            if names:
                more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
                yield f"{what} {', '.join(names[:_MOST_NAMED])}{more}"


def _moved(events: list[Component], zones: Zones) -> dict[str, set[datetime | None]]:
    """For each UID, the times of a recurring event for which there is an event of its own."""
    starts = {
        event.value("UID"): start_of(event.first("DTSTART"), zones)
        for event in events
        if not event.first("RECURRENCE-ID")
    }
    found: dict[str, set[datetime | None]] = {}
    for event in events:
        if line := event.first("RECURRENCE-ID"):
            start = starts.get(event.value("UID"), Start(""))
            found.setdefault(event.value("UID"), set()).add(local(start_of(line, zones), start))
    return found


def _person(person: Property) -> dict[str, str | None]:
    is_organizer = person.name == "ORGANIZER"
    return {
        "role": "organizer" if is_organizer else "attendee",
        "answer": "organizer"
        if is_organizer
        else person.parameters.get("PARTSTAT", "needs-action").lower(),
        "attendee_type": person.parameters.get("CUTYPE", "individual").lower(),
        "email": _email(person),
        "name": person.parameters.get("CN"),
    }


def _email(person: Property) -> str:
    """The address of a person, without `mailto:`; "" when there is none."""
    scheme, _, address = person.value.strip().rpartition(":")
    if scheme.lower() != "mailto":
        address = person.parameters.get("EMAIL", "")
    return unquote(address).strip()
