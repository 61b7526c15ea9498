"""Program years: docs/rules.md section 1."""

from dataclasses import dataclass
from datetime import date

from tests.reference.dates import ONE_DAY
from tests.reference.settings import Settings


@dataclass(frozen=True)
class Year:
    """A program year; `checkpoints` are in order, and the last one is the year's last day."""

    number: int
    first: date
    checkpoints: tuple[date, ...]
    next_first: date

    @property
    def final(self) -> date:
        return self.checkpoints[-1]

    @property
    def label(self) -> str:
        """How people read the year: 2026, or 2025/26."""
        if self.first.year == self.final.year:
            return str(self.first.year)
        return f"{self.first.year}/{self.final.year % 100:02}"


def year_begun_in(settings: Settings, calendar_year: int) -> Year:
    """The program year that begins in a calendar year."""
    first = date(calendar_year, *settings.start)
    next_first = date(calendar_year + 1, *settings.start)
    checkpoints = [
        date(calendar_year + (day < settings.start), *day) for day in settings.checkpoints
    ]
    *_, (month, day) = settings.checkpoints
    before_start = date(2001, *settings.start) - ONE_DAY
    if (month, day) == (before_start.month, before_start.day):
        checkpoints[-1] = next_first - ONE_DAY
    number = first.year if settings.named_after == "start" else checkpoints[-1].year
    return Year(number, first, tuple(checkpoints), next_first)


def year_of(settings: Settings, day: date) -> Year:
    """The year of a day; on a day between two years, the one that has just ended."""
    begun_in = day.year - ((day.month, day.day) < settings.start)
    return year_begun_in(settings, begun_in)


def year_before(settings: Settings, year: Year) -> Year:
    """The year before a year."""
    return year_begun_in(settings, year.first.year - 1)


def next_checkpoint(settings: Settings, as_of: date) -> date:
    """The first checkpoint of the year on or after `as_of`, or the last one."""
    year = year_of(settings, as_of)
    return next((day for day in year.checkpoints if day >= as_of), year.final)
