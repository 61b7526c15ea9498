"""The first and the last day that data and questions may be about."""

from datetime import date, timedelta

FIRST_DAY = date(2000, 1, 1)
DAYS_AHEAD = 366


def last_day(as_of: date) -> date:
    """The last day that data and questions may be about in a build made as of `as_of`."""
    return as_of + timedelta(days=DAYS_AHEAD)
