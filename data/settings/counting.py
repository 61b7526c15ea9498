"""The settings of what counts: tracks, leaves and addresses (docs/rules.md section 2)."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data.settings.kinds import Color, Count, Label, Positive, Ratio, Share, TrackLabel, Words

_DAYS_A_YEAR, _MONTHS_A_YEAR = 365.25, 12
_WEEKDAYS_A_DAY = 5 / 7

# An optional key that is dumped only when it is given: settings without it keep their digest.
_left_out: Any = Field(default=None, exclude_if=lambda value: value is None)


class Table(BaseModel):
    """A table of the settings; it refuses keys that it does not know."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True
    )


class Track(Table):
    """A way to contribute; what is expected is a share of weekdays, or pieces per some months."""

    use: bool = True
    counts: Annotated[Words, Field(min_length=1)]
    shown: Words = []
    pieces: Count | None = None
    cadence_months: Count | None = None
    weekday_share: Share | None = None
    min_solution_share: Annotated[Ratio, Field(le=1)] | None = None
    repeats: Literal["any_day", "same_day"] = "any_day"
    unit: Annotated[list[Label], Field(min_length=2, max_length=2)]
    label: TrackLabel | None = _left_out
    color: Color | None = _left_out

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
    def a_month(self) -> float:
        """How much is expected in a month, on average; of a track of days, how many days."""
        if self.cadence_months:
            return (self.pieces or 1) / self.cadence_months
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

    @model_validator(mode="after")
    def _one_meaning(self) -> "Leaves":
        if both := sorted(set(self.no_effect) & set(self.half_days)):
            raise ValueError(f"no_effect and half_days both name {', '.join(both)}")
        return self


class Addresses(Table):
    no_address: Words
    tracking_parameters: Words
