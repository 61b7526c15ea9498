"""When a program year begins and ends (docs/rules.md section 1)."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from pydantic import TypeAdapter

from data.settings import faults
from data.settings.counting import Contradiction, Length, Table
from data.settings.kinds import Checkpoints, MonthDay
from data.settings.toml import as_toml

ANY_YEAR = 2001  # without a February 29, like the days of the settings
_MONTHS_A_YEAR = 12
_DAYS_A_WEEK, _WEEKDAYS = 7, 5
_CHECKPOINTS = ("year", "checkpoints")


class Year(Table):
    start: MonthDay
    named_after: Literal["end", "start"]
    checkpoints: Checkpoints

    def contradictions(self) -> Iterator[Contradiction]:
        """Checkpoints that are not in the order of a year from its start on."""
        in_order = sorted(self.checkpoints, key=lambda day: (day < self.start, day))
        if self.checkpoints != in_order:
            yield (
                ("checkpoints",),
                f"must be in the order of a year from {_text(self.start)} on: "
                f"{', '.join(map(_text, in_order))}; the last one ends the year",
            )

    @property
    def is_whole(self) -> bool:
        """Whether the last checkpoint is the day before the start, so that no day is left over."""
        last = date(ANY_YEAR, *self.start) - timedelta(days=1)
        return self.checkpoints[-1] == (last.month, last.day)

    @property
    def length(self) -> Length:
        """How long a year is whose days are those of years without a February 29."""
        first = date(ANY_YEAR, *self.start)
        last = self.checkpoints[-1]
        end = date(ANY_YEAR + self.is_in_next_calendar_year(last), *last) + timedelta(days=1)
        months = (end.year - first.year) * _MONTHS_A_YEAR + end.month - first.month
        months -= end.day < min(first.day, monthrange(end.year, end.month)[1])
        weeks, days = divmod((end - first).days, _DAYS_A_WEEK)
        return Length(months, weeks * _WEEKDAYS + max(0, days - _DAYS_A_WEEK + _WEEKDAYS))

    def is_in_next_calendar_year(self, day: tuple[int, int]) -> bool:
        """Whether a month and day comes in the calendar year after that of the start."""
        return day < self.start


def with_checkpoints_to_write(
    fault: faults.Fault, year: object, standard: list[str]
) -> faults.Fault:
    """The fault of a file, whose table `year` may have a start of its own and no checkpoints.

    Then it proposes those of the `standard` program, which are ends of months, moved to the start.
    """
    if fault.keys != _CHECKPOINTS or not isinstance(year, dict) or "checkpoints" in year:
        return fault
    start = TypeAdapter(MonthDay).validate_python(year.get("start"))
    moved = [_last_day(start, int(day.partition("-")[0])) for day in standard]
    said = (
        "year.start: with it, write the checkpoints too, in their order from then on, such as "
        f"checkpoints = {as_toml(moved)}; the last one ends the year"
    )
    return faults.Fault(("year", "start"), 0, said)


def _last_day(start: tuple[int, int], months: int) -> tuple[int, int]:
    """The last day of so many months from a month and day on."""
    years, month = divmod(start[0] - 1 + months, _MONTHS_A_YEAR)
    month += 1
    day = min(start[1], monthrange(ANY_YEAR + years, month)[1])
    last = date(ANY_YEAR + years, month, day) - timedelta(days=1)
    return last.month, last.day


def _text(day: tuple[int, int]) -> str:
    return f"{day[0]:02}-{day[1]:02}"
