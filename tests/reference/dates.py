"""Days, months and checkpoints: docs/rules.md section 1."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from tests.reference.settings import Settings

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


def checkpoints(settings: Settings, year: int) -> list[date]:
    """The checkpoints of a year, in order: docs/rules.md section 1."""
    return [date(year, month, day) for month, day in settings.checkpoints]


def next_checkpoint(settings: Settings, as_of: date) -> date:
    """The first checkpoint on or after `as_of`: docs/rules.md section 1."""
    return next(day for day in checkpoints(settings, as_of.year) if day >= as_of)


def final_checkpoint(settings: Settings, year: int) -> date:
    """The year's last checkpoint: docs/rules.md section 1."""
    return checkpoints(settings, year)[-1]
