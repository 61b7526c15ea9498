"""Whose rows a calendar has: those that its person would see after signing in at this moment."""

from dashboard.reading.people import identity
from dashboard.viewers import access
from data.days.scope import Scope
from data.events.kinds import PROGRAM
from data.events.model import LOCAL, Event


def viewer_of(calendar: Event) -> access.Viewer | None:
    """The person of a calendar with the role of today; None when they have none any more.

    An address that another MVP has meanwhile gives nothing. Where people sign in, no calendar of
    local mode works, and in local mode none of somebody who signed in.
    """
    if (calendar.by == LOCAL) == access.has_sign_in():
        return None
    if calendar.by == LOCAL:
        is_program = calendar.role == PROGRAM
        return access.Viewer(PROGRAM, Scope(everybody=True)) if is_program else None
    if calendar.mvp_id not in (None, identity(calendar.by).mvp_id):
        return None
    viewer = access.with_address(calendar.by)
    return viewer if isinstance(viewer, access.Viewer) else None
