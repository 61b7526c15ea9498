"""Why the numbers of one MVP moved, as the viewer of a page may know it.

The rows of the MVP alone are read, in the build of the page and in the one before it, and only
where the scope of the viewer has that MVP.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from dashboard.reading import days
from dashboard.reading.builds import count_day, database, turn
from dashboard.reading.rows import ViewContext, mvp_in_scope
from data.errors import NoDatabaseError
from data.explain.parts import Explanation, explain
from data.explain.seen import Moment
from data.sql.files import sql
from data.store.connect import built_as_of
from data.store.publishing import before, begun_at

_CHECKPOINTS = "checkpoint_progress/past_checkpoints"
_built_as_of = lru_cache(maxsize=4)(built_as_of)  # a build never changes


@dataclass(frozen=True)
class Since:
    """A moment from which numbers are explained; `begun` is when its build was made, in UTC, if it
    is another one than that of the page."""

    moment: Moment
    begun: datetime | None = None

    @property
    def day(self) -> date:
        """The day as of which it is seen."""
        return self.moment.day


def last_checkpoint(view: ViewContext) -> Since | None:
    """The last checkpoint before the day of `view`; None when there is none."""
    asked = days.query(view.build, view.as_of, view.scope, sql(_CHECKPOINTS), {})
    found = [day for (day,) in asked.fetchall()]
    return Since(Moment(view.build.location, max(found))) if found else None


def build_before(view: ViewContext) -> Since | None:
    """The build before that of `view`, as of its own day; None where there is none to compare."""
    shown, name = view.build.location, database()
    if not isinstance(shown, Path) or not isinstance(name, Path):
        return None
    try:
        if (earlier := before(name, shown)) is None:
            return None
        day = _built_as_of(earlier)
    except (NoDatabaseError, OSError):  # of another version, or deleted meanwhile
        return None
    return Since(Moment(earlier, day), begun_at(earlier)) if day <= view.as_of else None


def explained(view: ViewContext, since: Since) -> Explanation | None:
    """Why the numbers of the one MVP in `view` moved; None where the viewer may not see that MVP.

    Raises NoDatabaseError when a build cannot be read any more, and TooManyDaysError when this
    person has asked for many.
    """
    if (mvp_id := mvp_in_scope(view)) is None:
        return None
    count_day()
    with turn():
        found = explain(since.moment, Moment(view.build.location, view.as_of), [mvp_id])
    return found[mvp_id]
