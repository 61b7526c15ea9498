"""When an event begins, and when it begins again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import cast

from dateutil.rrule import rrulestr
from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from data.inputs.time_zones import zone_info, zone_names
from data.sources.formats.calendar_lines import Component, Property

MOST_REPEATS = 2_000  # of an event; one a day for five years
_TIME = re.compile(r"\d{8}(?P<time>T\d{4}(?:\d\d)?(?P<utc>Z)?)?")
_SLOW = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


@dataclass(frozen=True)
class Start:
    """When an event begins: the text of the file if it is no time, else a day or a time.

    `zone` is None for a day, and for a time that is the same on the clocks of all places.
    """

    text: str
    at: datetime | None = None
    is_day: bool = False
    zone: tzinfo | None = None

    @property
    def iso(self) -> str:
        """As ISO 8601: a day, a time, or a moment with its offset."""
        if self.at is None:
            return self.text
        if self.is_day:
            return self.at.date().isoformat()
        return self.at.replace(tzinfo=self.zone).isoformat()


class Zones:
    """The time zones of a calendar; `unknown` are the names that nothing explains."""

    def __init__(self, calendar: Component) -> None:
        self._texts = calendar.zones
        self._zones: dict[str, tzinfo | None] = {}
        self.unknown: set[str] = set()

    def zone(self, name: str) -> tzinfo | None:
        """The zone with a name of the time zone database or of Windows, or as the file says."""
        if name not in self._zones:
            self._zones[name] = self._found(name)
            self.unknown |= {name} if self._zones[name] is None else set()
        return self._zones[name]

    def _found(self, name: str) -> tzinfo | None:
        last_parts = "/".join(name.split("/")[-2:])  # some programs put their own name in front
        for known in (name, WINDOWS_TO_OLSON.get(name, ""), last_parts):
            if known in zone_names():
                return zone_info(known)
        if not (text := self._texts.get(name)):
            return None
        try:
            zone: tzinfo = cast(Timezone, Timezone.from_ical(text)).to_tz(lookup_tzid=False)
            datetime.now(zone).utcoffset()
        except (ValueError, KeyError, AttributeError, IndexError, TypeError):
            return None
        return zone


def start_of(line: Property | None, zones: Zones) -> Start:
    """The time of a line such as DTSTART."""
    if line is None:
        return Start("")
    match = _TIME.fullmatch(line.value.strip())
    try:
        at = datetime.fromisoformat(line.value.strip().removesuffix("Z")) if match else None
    except ValueError:
        at = None
    if not match or at is None:
        return Start(line.value)
    if match["time"] is None:
        return Start(line.value, at, is_day=True)
    name = line.parameters.get("TZID")
    zone = UTC if match["utc"] else zones.zone(name) if name else None
    return Start(line.value, at, zone=zone)


def repeats(event: Component, start: Start, zones: Zones, until: date) -> Iterator[Start] | None:
    """The starts of a recurring event up to the day `until`, by its RRULE, RDATE and EXDATE.

    They are counted on the clock of the place, so that summer time does not shift them. None when
    the rule cannot be read, or repeats the event several times a day.
    """
    rule = event.value("RRULE")
    if start.at is None or (rule and not re.search(rf"FREQ=({'|'.join(_SLOW)})\b", rule.upper())):
        return None
    last = datetime.combine(until, time.max)
    found = {start.at}
    if rule:
        try:
            found.update(
                islice(rrulestr(_ended(rule, start, last), dtstart=start.at), MOST_REPEATS)
            )
        except (ValueError, TypeError, KeyError):
            return None
    for name, change in (("RDATE", found.update), ("EXDATE", found.difference_update)):
        change(set(_listed(event, name, start, zones)))
    return (Start(start.text, at, start.is_day, start.zone) for at in sorted(found) if at <= last)


def local(at: Start, start: Start) -> datetime | None:
    """A time of the same event on the clock of its start."""
    if at.at is None or at.zone is None or start.zone is None:
        return at.at
    return at.at.replace(tzinfo=at.zone).astimezone(start.zone).replace(tzinfo=None)


def _listed(event: Component, name: str, start: Start, zones: Zones) -> Iterator[datetime]:
    for line in event.all_of(name):
        for value in line.value.split(","):
            at = local(start_of(line._replace(value=value.partition("/")[0]), zones), start)
            if at is not None and start.at is not None:
                yield at


def _ended(rule: str, start: Start, last: datetime) -> str:
    """The rule with an end on the clock of the start, at the latest `last`, unless it counts."""
    parts = [part for part in rule.split(";") if not part.upper().startswith("UNTIL=")]
    if "COUNT=" in rule.upper():
        return ";".join(parts)
    match = re.search(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?", rule, re.IGNORECASE)
    end = last
    if match:
        end = datetime.fromisoformat(f"{match[1]}T{match[2] or '235959'}")
        if match[3] and start.zone:
            end = end.replace(tzinfo=UTC).astimezone(start.zone).replace(tzinfo=None)
        elif match[3] and start.is_day:
            end += timedelta(days=1)
    return ";".join([*parts, f"UNTIL={min(end, last):%Y%m%dT%H%M%S}"])
