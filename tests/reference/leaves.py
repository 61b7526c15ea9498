"""Days on leave, which do not count as time: docs/rules.md section 2."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from tests.reference.dates import ONE_DAY, days, is_weekday
from tests.reference.inputs import EVERYBODY, Inputs, Leave


@dataclass(frozen=True)
class Absence:
    """The leaves that apply to one MVP as of a date, and the days between two spells."""

    leaves: tuple[Leave, ...]

    def share(self, day: date) -> Fraction:
        """The leave share of `day`, the largest of the leaves that cover it: section 2."""
        shares = [
            leave.share
            for leave in self.leaves
            if leave.from_on <= day and (leave.to_on is None or day <= leave.to_on)
        ]
        return max(shares, default=Fraction(0))

    def days_on_leave(self, first: date, last: date) -> Fraction:
        """The sum of the leave shares of [first, last]: docs/rules.md section 2."""
        if not self.leaves:
            return Fraction(0)
        return sum((self.share(day) for day in days(first, last)), Fraction(0))

    def working_days(self, first: date, last: date) -> Fraction:
        """Days of [first, last] without the leave in them."""
        return max(0, (last - first).days + 1) - self.days_on_leave(first, last)

    def weekdays_on_leave(self, first: date, last: date) -> Fraction:
        """The same sum over Mondays to Fridays."""
        if not self.leaves:
            return Fraction(0)
        weekdays = (day for day in days(first, last) if is_weekday(day))
        return sum((self.share(day) for day in weekdays), Fraction(0))


def is_seen(leave: Leave, as_of: date) -> bool:
    """Whether a leave was agreed and not cancelled by a date: docs/rules.md section 1."""
    is_cancelled = leave.cancelled_on is not None and leave.cancelled_on <= as_of
    return leave.seen_on <= as_of and not is_cancelled


def between_spells(inputs: Inputs, mvp_id: str) -> list[Leave]:
    """The days between two spells, as leave: docs/rules.md section 5."""
    spells = inputs.mvps[mvp_id].spells
    return [
        Leave(mvp_id, left.to_on, back.from_on - ONE_DAY, left.to_on, None, Fraction(1))
        for left, back in pairwise(spells)
    ]


def absence_of(inputs: Inputs, mvp_id: str, as_of: date) -> Absence:
    """The leaves seen as of a date, with all their days."""
    leaves = [leave for leave in inputs.leaves if leave.mvp_id in (mvp_id, EVERYBODY)]
    leaves += between_spells(inputs, mvp_id)
    return Absence(tuple(leave for leave in leaves if is_seen(leave, as_of)))
