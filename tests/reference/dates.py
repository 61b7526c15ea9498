"""Days and months: docs/rules.md section 1."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def days(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included; none when last < first."""
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def add_months(day: date, months: int) -> date:
    """`day` + calendar months, clamped to the month's end: docs/rules.md section 1."""
    years, month_index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month_index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def whole_months(first: date, last: date) -> int:
    """months(a, b), the largest n with a + n months <= b, at least 0: docs/rules.md section 1."""
    months = 0
    while add_months(first, months + 1) <= last:
        months += 1
    return months


def is_weekday(day: date) -> bool:
    """Whether `day` is one of Monday to Friday."""
    return day.weekday() < 5
