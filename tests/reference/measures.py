"""What a track counts, and how much it expects: docs/rules.md section 2."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol


class Row(Protocol):
    day: date
    points: int | None


@dataclass(frozen=True)
class Measure:
    counts: str  # days, pieces or points
    weekday_share: Fraction | None
    pieces: Fraction
    cadence_months: int | None
    solution_share: Fraction | None  # the second criterion
    repeats: str  # any_day, same_day or never

    @property
    def has_answers(self) -> bool:
        """Whether answers and solutions are counted."""
        return self.counts == "days" or self.solution_share is not None

    @property
    def has_repeats(self) -> bool:
        """Whether rows with the same address can be one contribution."""
        return self.counts != "days" and self.repeats != "never"

    @property
    def usual_points(self) -> float:
        """The points of a contribution as long as none is known: docs/forecast.md."""
        return float(self.weekday_share or self.pieces / self.cadence_months)

    @property
    def events_a_month(self) -> float:
        """How many events are expected in a month: docs/forecast.md."""
        in_points = self.counts == "points"
        if self.weekday_share is not None:
            return (1 if in_points else float(self.weekday_share)) * 365.25 / 12 * 5 / 7
        return 1 if in_points else float(self.pieces) / self.cadence_months

    def amount(self, rows: Iterable[Row]) -> int:
        """How much rows that count are worth together, in the unit of the track."""
        if self.counts == "days":
            return len({row.day for row in rows})
        if self.counts == "pieces":
            return len(list(rows))
        return sum(points_of(row) for row in rows)


def points_of(row: Row) -> int:
    """The points of a contribution, 1 where it has none."""
    return 1 if row.points is None else row.points


def measure_of(track: dict, months_of_a_year: int = 12) -> Measure:
    """The settings of a track, as in the file; so many a year are spread over its whole months."""
    share, solutions = track.get("weekday_share"), track.get("min_solution_share")
    per_year = track.get("per_year")
    return Measure(
        counts=track.get("measure", "days" if share else "pieces"),
        weekday_share=Fraction(str(share)) if share else None,
        pieces=Fraction(str(per_year or track.get("pieces", 1))),
        cadence_months=months_of_a_year if per_year else track.get("cadence_months"),
        solution_share=Fraction(solutions or 0) or None,
        repeats=track.get("repeats", "any_day"),
    )


def units_of(track: dict) -> tuple[str, str]:
    """The words for one unit of a track and for several."""
    if track.get("measure") == "points" and "unit" not in track:
        return "point", "points"
    one, many = track["unit"]
    return one, many
