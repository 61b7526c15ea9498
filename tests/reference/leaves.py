"""Days on leave, which do not count as time: docs/rules.md section 2."""

from dataclasses import dataclass
from datetime import date

from tests.reference.dates import days, is_weekday
from tests.reference.inputs import EVERYBODY, Inputs, Leave


@dataclass(frozen=True)
class Absence:
    """The leaves that apply to one MVP as of a date."""

    leaves: tuple[Leave, ...]

    def covers(self, day: date) -> bool:
        """Whether at least one leave covers `day`; an open one has no end."""
        return any(
            leave.from_on <= day and (leave.to_on is None or day <= leave.to_on)
            for leave in self.leaves
        )

    def days_on_leave(self, first: date, last: date) -> int:
        """Days of [first, last] on leave, each counted once: docs/rules.md section 2."""
        return sum(self.covers(day) for day in days(first, last)) if self.leaves else 0

    def working_days(self, first: date, last: date) -> int:
        """Days of [first, last] that are not on leave."""
        return max(0, (last - first).days + 1) - self.days_on_leave(first, last)

    def working_weekdays(self, first: date, last: date) -> int:
        """Mondays to Fridays of [first, last] that are not on leave: docs/rules.md section 2."""
        return sum(is_weekday(day) and not self.covers(day) for day in days(first, last))


def absence_of(inputs: Inputs, mvp_id: str, as_of: date) -> Absence:
    """The leaves seen as of a date: those begun by then, with all their days."""
    return Absence(
        tuple(
            leave
            for leave in inputs.leaves
            if leave.mvp_id in (mvp_id, EVERYBODY) and leave.from_on <= as_of
        )
    )
