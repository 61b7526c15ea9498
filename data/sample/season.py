"""The days of a year as arrays (weekdays, season), and whole months between dates."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

CHECKPOINTS = ((3, 31), (7, 31), (9, 30), (12, 31))


@dataclass(frozen=True)
class Year:
    """One calendar year; every array has one element per day, from January 1."""

    number: int

    @cached_property
    def first(self) -> date:
        return date(self.number, 1, 1)

    @cached_property
    def length(self) -> int:
        return self.day_index(date(self.number + 1, 1, 1))

    @cached_property
    def is_weekday(self) -> np.ndarray:
        """True on Mondays to Fridays."""
        return (np.arange(self.length) + self.first.weekday()) % 7 < 5

    @cached_property
    def season(self) -> np.ndarray:
        """How busy each day is, 1 on average: more before checkpoints, less in holidays."""
        weight = np.ones(self.length)
        for month, day in CHECKPOINTS:
            end = self.day_index(date(self.number, month, day)) + 1
            weight[end - 24 : end - 12] *= 1.3
            weight[end - 12 : end] *= 1.7
        weight[self.mask(date(self.number, 8, 1), date(self.number, 8, 31))] *= 0.6
        weight[self.mask(date(self.number, 12, 20), date(self.number, 12, 31))] = 0.45
        normalized: np.ndarray = weight / weight.mean()
        return normalized

    def day_index(self, day: date) -> int:
        """The index of a date: 0 is January 1; earlier dates are negative."""
        return (day - self.first).days

    def day(self, index: int) -> date:
        """The date of an index."""
        return self.first + timedelta(days=int(index))

    def mask(self, from_on: date, to_on: date | None = None) -> np.ndarray:
        """True from `from_on` to `to_on`, both included; None: until the end of the year."""
        index = np.arange(self.length)
        end = self.length if to_on is None else self.day_index(to_on)
        return (index >= self.day_index(from_on)) & (index <= end)


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
