"""The days of a program's year as arrays (weekdays, season), and months between dates."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from data.settings.year import Year as YearSettings

_AUGUST, _DECEMBER = 8, 12


@dataclass(frozen=True)
class Year:
    """One year of a program; every array has one element per day, from its first day."""

    number: int
    first: date
    checkpoints: tuple[date, ...]

    @classmethod
    def of(cls, settings: YearSettings, number: int) -> "Year":
        """The year with this number."""
        is_over_two = settings.is_in_next_calendar_year(settings.checkpoints[-1])
        begins_in = number - 1 if is_over_two and settings.named_after == "end" else number
        checkpoints = tuple(
            date(begins_in + settings.is_in_next_calendar_year(day), *day)
            for day in settings.checkpoints
        )
        return cls(number, date(begins_in, *settings.start), checkpoints)

    @property
    def next_first(self) -> date:
        """The first day of the next year."""
        return self.first.replace(year=self.first.year + 1)

    @cached_property
    def length(self) -> int:
        return self.day_index(self.next_first)

    @property
    def goal_length(self) -> int:
        """The number of days to the last checkpoint, on which the goals of the year are due."""
        return self.day_index(self.checkpoints[-1]) + 1

    @cached_property
    def is_weekday(self) -> np.ndarray:
        """True on Mondays to Fridays."""
        return (np.arange(self.length) + self.first.weekday()) % 7 < 5

    @cached_property
    def season(self) -> np.ndarray:
        """How busy each day is, 1 on average: more before checkpoints, less in holidays."""
        weight = np.ones(self.length)
        for checkpoint in self.checkpoints:
            end = self.day_index(checkpoint) + 1
            weight[max(0, end - 24) : max(0, end - 12)] *= 1.3
            weight[max(0, end - 12) : end] *= 1.7
        days = [self.day(index) for index in range(self.length)]
        weight[[day.month == _AUGUST for day in days]] *= 0.6
        weight[[day.month == _DECEMBER and day.day >= 20 for day in days]] = 0.45
        normalized: np.ndarray = weight / weight.mean()
        return normalized

    def covers(self, day: date) -> bool:
        """Whether a date is in this year."""
        return self.first <= day < self.next_first

    def day_index(self, day: date) -> int:
        """The index of a date: 0 is the first day; earlier dates are negative."""
        return (day - self.first).days

    def day(self, index: int) -> date:
        """The date of an index."""
        return self.first + timedelta(days=int(index))

    def after(self, month: int, day: int) -> date:
        """A day of the next year: (1, 31) is the 31st day of its first month."""
        return add_months(self.next_first, month - 1) + timedelta(days=day - 1)

    def mask(self, from_on: date, to_on: date | None = None) -> np.ndarray:
        """True from `from_on` to `to_on`, both included; None: until the end of the year."""
        index = np.arange(self.length)
        end = self.length if to_on is None else self.day_index(to_on)
        return (index >= self.day_index(from_on)) & (index <= end)


def year_of(settings: YearSettings, day: date) -> Year:
    """The year of a program in which a date is."""
    years = (Year.of(settings, number) for number in range(day.year - 1, day.year + 2))
    return next(year for year in years if year.covers(day))


def add_months(day: date, months: int) -> date:
    """The same day some months later (or earlier), or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    next_first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (next_first - first).days))


def months_between(start: date, end: date) -> int:
    """The number of whole months from start to end, 0 when end is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    return max(0, months)
