"""Whom other settings would change, for the program team alone."""

from datetime import date
from functools import lru_cache

from dashboard.reading.builds import count_day, turn
from dashboard.reading.rows import ViewContext
from data.rehearse.overlay import Overlay
from data.rehearse.rehearsal import Rehearsal, days_of, rehearse_on
from data.settings.toml import read_toml
from data.store.locations import Build

_SHOWN = "These settings"  # how errors name them


def rehearsed(view: ViewContext, text: str) -> Rehearsal | None:
    """What the settings in `text`, as TOML, would change on the day of `view`; None for a viewer
    who does not see everybody.

    Raises ProgramError when they cannot be tried, NoDatabaseError when the build cannot be read any
    more, and TooManyDaysError when this person has asked for many.
    """
    if not view.scope.everybody:
        return None
    day, _ = days_of(view.build, view.as_of)
    return _rehearsed(view.build, (day,), text)


def rehearsed_before(view: ViewContext, text: str) -> Rehearsal | None:
    """The same at the checkpoints of the two years before it; None also where there is none."""
    if not view.scope.everybody:
        return None
    _, past = days_of(view.build, view.as_of)
    return _rehearsed(view.build, past, text) if past else None


@lru_cache(maxsize=4)  # the last ones, while somebody looks at other days of their list
def _rehearsed(build: Build, days: tuple[date, ...], text: str) -> Rehearsal:
    count_day()
    with turn():
        return rehearse_on(days, build, Overlay(read_toml(text, _SHOWN), "", _SHOWN))
