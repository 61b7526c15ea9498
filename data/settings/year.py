"""When a program year begins and ends (docs/rules.md section 1)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from data.settings.contradictions import Fault
from data.settings.counting import Table
from data.settings.kinds import Checkpoints, MonthDay

_ANY_YEAR = 2001  # without a February 29, like the days of the settings


class Year(Table):
    start: MonthDay
    named_after: Literal["end", "start"]
    checkpoints: Checkpoints

    @property
    def is_whole(self) -> bool:
        """Whether the last checkpoint is the day before the start, so that no day is left over."""
        last = date(_ANY_YEAR, *self.start) - timedelta(days=1)
        return self.checkpoints[-1] == (last.month, last.day)

    def is_in_next_calendar_year(self, day: tuple[int, int]) -> bool:
        """Whether a month and day comes in the calendar year after that of the start."""
        return day < self.start


def out_of_order(year: Year) -> Iterator[Fault]:
    """The fault of checkpoints that are not in the order of a year from its start on."""
    in_order = sorted(year.checkpoints, key=lambda day: (year.is_in_next_calendar_year(day), day))
    if year.checkpoints != in_order:
        yield (
            ("year", "checkpoints"),
            f"must be in the order of a year from {_text(year.start)} on: "
            f"{', '.join(map(_text, in_order))}; the last one ends the year",
        )


def _text(day: tuple[int, int]) -> str:
    return f"{day[0]:02}-{day[1]:02}"
