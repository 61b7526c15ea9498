"""What follows from a plan for one MVP, as the viewer of a page may know it.

The rows of that MVP alone are read, and only where the scope of the viewer has them.
"""

from datetime import date
from functools import lru_cache

from dashboard.reading.builds import turn
from dashboard.reading.rows import ViewContext, mvp_in_scope
from data.explain.seen import Moment, Seen, seen_of
from data.plan.ahead import look_ahead
from data.plan.plan import Ahead, Plan
from data.store.locations import Location

_PEOPLE_KEPT = 8  # whose rows are kept for their next plan
_PLANS_KEPT = 64  # what followed from them


def planned(view: ViewContext, plan: Plan) -> Ahead | None:
    """What follows from `plan` for the one MVP in `view`; None where the viewer may not see them.

    Raises NoDatabaseError when the build cannot be read any more, and TooManyDaysError when the
    turn of this person does not come.
    """
    if (mvp_id := mvp_in_scope(view)) is None:
        return None
    return _ahead(view.build.location, view.as_of, mvp_id, plan)


@lru_cache(maxsize=_PLANS_KEPT)
def _ahead(build: Location, day: date, mvp_id: str, plan: Plan) -> Ahead:
    with turn():
        return look_ahead(_seen(build, day, mvp_id), plan)


@lru_cache(maxsize=_PEOPLE_KEPT)
def _seen(build: Location, day: date, mvp_id: str) -> Seen:
    return seen_of(Moment(build, day), [mvp_id])
