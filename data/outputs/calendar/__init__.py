"""The calendar of a person: the dates ahead of the people in a scope, as an iCalendar file.

docs/contract.md, Output: calendar, says what is in it.
"""

from datetime import UTC, datetime, time, timedelta
from hashlib import sha256

from icalendar import Calendar, Event, vDuration

from data.days.day import Day
from data.days.scope import Scope
from data.outputs.calendar.entries import Entry, entries
from data.settings.saying import own_word, speaking
from data.sql.one_row import one_row

_ASK_AGAIN = timedelta(hours=6)


def calendar_file(day: Day, scope: Scope, owner: str, is_own: bool) -> bytes:
    """The dates ahead of the people in `scope`, as of `day`; the same input gives the same bytes.

    `is_own` says that it is the calendar of the one MVP in `scope`. `owner` tells the events of
    one person's calendar from those of another's.
    """
    (built_at,) = one_row(day.query(scope, "select built_at from build"))
    begin_of_day = datetime.combine(day.as_of, time(), UTC)
    changed_at = max(built_at.replace(tzinfo=UTC, microsecond=0), begin_of_day)
    with speaking(day.words):
        calendar = _empty(own_word("program"))
        for entry in entries(day, scope, is_own):
            calendar.add_component(_event(entry, owner, changed_at))
    return bytes(calendar.to_ical())


def _empty(name: str) -> Calendar:
    calendar = Calendar()
    for key, value in (
        ("version", "2.0"),
        ("prodid", "-//mvp-dashboard//EN"),
        ("method", "PUBLISH"),
        ("name", name),
        ("x-wr-calname", name),
    ):
        calendar.add(key, value)
    calendar.add("refresh-interval", _ASK_AGAIN, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_ASK_AGAIN))
    return calendar


def _event(entry: Entry, owner: str, changed_at: datetime) -> Event:
    event = Event()
    digest = sha256(f"{owner}|{entry.about}|{entry.day}".encode()).hexdigest()
    for key, value in (
        ("uid", f"{digest[:32]}@mvp-dashboard"),
        ("dtstamp", changed_at),
        ("last-modified", changed_at),
        ("dtstart", entry.day),
        ("dtend", entry.day + timedelta(days=1)),
        ("summary", entry.summary),
        ("description", "\n".join(entry.lines)),
        ("class", "PRIVATE"),
        ("transp", "TRANSPARENT"),
    ):
        event.add(key, value)
    return event
