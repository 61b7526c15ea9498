"""The first and the last day that rows and questions may speak of."""

from datetime import date, timedelta

FIRST_DAY = date(2000, 1, 1)
DAYS_AHEAD = 366


def last_day(as_of: date) -> date:
    """The last day that a row, or a question, may speak of in a database built as of `as_of`."""
    return as_of + timedelta(days=DAYS_AHEAD)
