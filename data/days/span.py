"""The first and the last day that data and questions may be about."""

from datetime import date, timedelta

from data.errors import ProgramError
from data.store.locations import Location

FIRST_DAY = date(2000, 1, 1)
DAYS_AHEAD = 366


def last_day(as_of: date) -> date:
    """The last day that data and questions may be about in a build made as of `as_of`."""
    return as_of + timedelta(days=DAYS_AHEAD)


def refuse_unknown_day(day: date, built_as_of: date, build: Location) -> None:
    """Raise ProgramError when a build that was made as of `built_as_of` does not reach the day."""
    first, last = FIRST_DAY, last_day(built_as_of)
    if not first <= day <= last:
        raise ProgramError(f"{build.name}: knows the days from {first} to {last}, not {day}")
