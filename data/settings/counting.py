"""The settings of what counts: tracks, leaves and addresses (docs/rules.md section 2)."""

from fractions import Fraction
from math import floor
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data.settings.kinds import (
    Amount,
    Color,
    Count,
    Label,
    PerDay,
    Positive,
    Share,
    TrackLabel,
    Words,
)

_DAYS_A_YEAR, _MONTHS_A_YEAR = 365.25, 12
_WEEKDAYS_A_DAY = 5 / 7
_FEWEST_WEEKDAYS = 260  # of a year

# An optional key that is dumped only when it is given: settings without it keep their digest.
_left_out: Any = Field(default=None, exclude_if=lambda value: value is None)


class Table(BaseModel):
    """A table of the settings; it refuses keys that it does not know."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True
    )


class Track(Table):
    """A way to contribute; so much is expected on each weekday, or every so many months."""

    use: bool = True
    counts: Annotated[Words, Field(min_length=1)]
    shown: Words = []
    measure: Literal["days", "pieces", "points"] | None = _left_out
    pieces: Amount | None = None
    cadence_months: Count | None = None
    weekday_share: PerDay | None = None
    min_solution_share: Share | None = None
    repeats: Literal["any_day", "same_day", "never"] = "any_day"
    unit: Annotated[list[Label], Field(min_length=2, max_length=2)]
    label: TrackLabel | None = _left_out
    color: Color | None = _left_out

    @model_validator(mode="before")
    @classmethod
    def _points_in_words(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("measure") == "points":
            return {"unit": ["point", "points"]} | given
        return given

    @model_validator(mode="after")
    def _one_pace(self) -> "Track":
        if (self.cadence_months is None) == (self.weekday_share is None):
            raise ValueError("needs either cadence_months or weekday_share, and not both")
        if self.pieces and not self.cadence_months:
            raise ValueError("pieces goes with cadence_months, and not with weekday_share")
        if both := sorted(set(self.counts) & set(self.shown)):
            raise ValueError(f"counts and shown both name {', '.join(both)}")
        return self

    @property
    def counted_in(self) -> Literal["days", "pieces", "points"]:
        """What is counted: `measure`, or what goes with the rate."""
        return self.measure or ("days" if self.weekday_share else "pieces")

    @property
    def solution_share(self) -> Fraction | None:
        """The least share of accepted answers; None when the track has no such criterion."""
        return self.min_solution_share or None

    @property
    def a_month(self) -> float:
        """How many days or pieces are expected in a month, on average.

        Of points, it is how many contributions: one a month, or one on each weekday.
        """
        return self._expected_a_month / (self.usual_points or 1)

    @property
    def usual_points(self) -> float | None:
        """The points of a contribution as long as none is known; None where none are counted."""
        if self.counted_in != "points":
            return None
        return self.weekday_share or self._expected_a_month

    @property
    def a_year(self) -> int:
        """The least target of a whole year, without leave."""
        if self.cadence_months:
            return floor((self.pieces or Fraction(1)) * _MONTHS_A_YEAR / self.cadence_months)
        return floor(_FEWEST_WEEKDAYS * (self.weekday_share or 0))

    @property
    def _expected_a_month(self) -> float:
        if self.cadence_months:
            return float(self.pieces or 1) / self.cadence_months
        return (self.weekday_share or 0) * _WEEKDAYS_A_DAY * _DAYS_A_YEAR / _MONTHS_A_YEAR


class Pace(Table):
    half_life_days: Positive
    prior_events: Positive
    prior_days: Positive
    overdispersion: Positive
    prior_accepted: Positive | None = None
    prior_not_accepted: Positive | None = None


class Leaves(Table):
    no_effect: Words
    half_days: Words


class Addresses(Table):
    no_address: Words
    tracking_parameters: Words
