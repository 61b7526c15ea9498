"""Calendar addresses: whose one is, making and ending one, and the file behind it.

An address has a token that nobody can guess. Only its digest is kept, in an event; whoever has the
token has the calendar (docs/security.md, Calendars).
"""

import secrets
from hashlib import sha256

from dashboard.reading import days
from dashboard.reading.builds import database
from dashboard.reading.cache import cached_answer
from dashboard.reading.days import current_build, current_date
from dashboard.reading.events import Speaker
from dashboard.reading.rows import ViewContext
from data.events.checks import Limits, check
from data.events.folder import EventFolder
from data.events.kinds import PROGRAM
from data.events.model import LOCAL, Event, new
from data.events.place import events_folder
from data.events.requests import fold

_BYTES = 32  # of a token: 256 bits that nobody guesses
_KINDS = ("calendar", "calendar_revoked")


def new_token() -> str:
    """A token for an address, in letters, digits, `-` and `_`."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def calendar_with(token: str) -> Event | None:
    """The calendar that works with a token; None for any other text."""
    return _in_force().get(digest_of(token))


def calendar_of(me: Speaker) -> Event | None:
    """The calendar of a person; None when they have none that works."""
    return next((event for event in _in_force().values() if _is_of(event, me)), None)


def new_calendar(me: Speaker, token: str) -> Event:
    """A calendar of a person, in place of the one before; raises ProgramError like `ended`."""
    return _checked(new("calendar", me.by, me.role, me.mvp_id, {"digest": digest_of(token)}))


def ended(me: Speaker, calendar: Event) -> Event:
    """The event that ends a calendar of a person.

    Raises ProgramError, with a sentence for the person, when it may not be written.
    """
    event = new("calendar_revoked", me.by, me.role, calendar.mvp_id, answers=calendar.id)
    return _checked(event)


@cached_answer
def file_of(view: ViewContext, owner: str, is_own: bool) -> bytes:
    """The iCalendar file about the people in a view; see `data.outputs.calendar`."""
    from data.outputs.calendar import calendar_file  # late: pages do without its packages

    return calendar_file(days.day(view.build, view.as_of), view.scope, owner, is_own)


def _in_force() -> dict[str, Event]:
    """All calendars that work, by the digest of their token."""
    events = EventFolder(events_folder(database())).read().events
    return dict(fold(event for event in events if event.kind in _KINDS).calendars)


def _is_of(calendar: Event, me: Speaker) -> bool:
    """Whether it is theirs; in local mode, that of the role in which they look."""
    if calendar.by != me.by:
        return False
    return me.by != LOCAL or (calendar.role, calendar.mvp_id) == (me.role, me.mvp_id)


def _checked(event: Event) -> Event:
    build = current_build()
    limits = Limits(current_date(build), {}, PROGRAM)
    check(event, EventFolder(events_folder(database())).read().events, limits)
    return event
