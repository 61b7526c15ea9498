"""The settings of what counts: tracks, leaves and addresses (docs/rules.md section 2)."""

from collections.abc import Iterator
from fractions import Fraction
from math import floor, log
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

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
from data.settings.toml import as_toml

_DAYS_A_YEAR, _MONTHS_A_YEAR = 365.25, 12
DAYS_A_MONTH = _DAYS_A_YEAR / _MONTHS_A_YEAR
_WEEKDAYS_A_DAY = 5 / 7
_RATES = ("cadence_months", "per_year", "weekday_share")  # a track has one of them

# Keys, and what is wrong there; perhaps the keys below them of which the file may have one.
Contradiction = tuple[tuple[str, ...], str] | tuple[tuple[str, ...], str, tuple[str, ...]]

# An optional key that is dumped only when it is given: settings without it keep their digest.
_left_out: Any = Field(default=None, exclude_if=lambda value: value is None)


class Table(BaseModel):
    """A table of the settings; it refuses keys that it does not know."""

    def contradictions(self) -> Iterator[Contradiction]:
        """What its values say that cannot hold together; the keys are those below the table."""
        yield from ()

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True
    )


class Length(NamedTuple):
    """How long a year of the program is, from its first day to its final checkpoint.

    `months` are the whole ones, and `weekdays` the fewest that a year can have.
    """

    months: int
    weekdays: int


class Track(Table):
    """A way to contribute; so much is expected in a year, every so many months or each weekday."""

    use: bool = True
    counts: Annotated[Words, Field(min_length=1)]
    shown: Words = []
    measure: Literal["days", "pieces", "points"] | None = _left_out
    pieces: Amount | None = None
    cadence_months: Count | None = None
    per_year: Amount | None = _left_out
    weekday_share: PerDay | None = None
    min_solution_share: Share | None = None
    repeats: Literal["any_day", "same_day", "never"] = "any_day"
    unit: Annotated[list[Label], Field(min_length=2, max_length=2)]
    label: TrackLabel | None = _left_out
    color: Color | None = _left_out
    _year: Length = PrivateAttr(Length(_MONTHS_A_YEAR, 260))

    @model_validator(mode="before")
    @classmethod
    def _points_in_words(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("measure") == "points":
            return {"unit": ["point", "points"]} | given
        return given

    def contradictions(self) -> Iterator[Contradiction]:
        """Of the rate, and of the kinds."""
        rates = [key for key in _RATES if getattr(self, key) is not None]
        if len(rates) > 1:
            yield (
                (),
                f"has {' and '.join(rates)}; write one of them, as each is a rate",
                tuple(rates),
            )
        elif not rates:
            yield (), _without_rate(self.pieces), ("pieces",)
        elif self.pieces and not self.cadence_months:
            yield (), f"pieces goes with cadence_months, and not with {rates[0]}", ("pieces",)
        if both := sorted(set(self.counts) & set(self.shown)):
            yield (), f"counts and shown both name {', '.join(both)}", ("shown", "counts")

    @property
    def is_consistent(self) -> bool:
        """Whether nothing in it contradicts itself, so that it has one rate."""
        return not any(self.contradictions())

    @property
    def counted_in(self) -> Literal["days", "pieces", "points"]:
        """What is counted: `measure`, or what goes with the rate."""
        return self.measure or ("days" if self.weekday_share else "pieces")

    @property
    def solution_share(self) -> Fraction | None:
        """The least share of accepted answers; None when the track has no such criterion."""
        return self.min_solution_share or None

    def in_years_of(self, length: Length) -> None:
        """Spread what is expected in a year over years of this length."""
        self._year = length

    @property
    def rate(self) -> str:
        """The key of the rate."""
        return next(key for key in _RATES if getattr(self, key) is not None)

    @property
    def each_month(self) -> Fraction | None:
        """How much is expected in a month, exactly; None where it is a share of weekdays."""
        if self.per_year:
            return self.per_year / max(1, self._year.months)
        return (self.pieces or Fraction(1)) / self.cadence_months if self.cadence_months else None

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
        if self.each_month:
            return floor(self._year.months * self.each_month)
        return floor(self._year.weekdays * (self.weekday_share or 0))

    @property
    def lacks_months(self) -> bool:
        """Whether what is expected is spread over months, and the year has no whole one."""
        return self.each_month is not None and not self._year.months

    @property
    def meant_a_year(self) -> int | None:
        """What `pieces` every so many months seem to ask of a year that is shorter than these.

        None where the year has as many months, or where they are more than any year has.
        """
        if self.cadence_months and 0 < self._year.months < self.cadence_months <= _MONTHS_A_YEAR:
            return floor(self.pieces or 1)
        return None

    @property
    def _expected_a_month(self) -> float:
        if self.each_month:
            return float(self.each_month)
        return (self.weekday_share or 0) * _WEEKDAYS_A_DAY * _DAYS_A_YEAR / _MONTHS_A_YEAR


def nearest_rate(track: Track, others: dict[str, Track]) -> str:
    """The name of the track with the nearest rate, by their ratio; the first of equal ones."""
    return min(others, key=lambda name: abs(log(others[name].a_month / track.a_month)))


def _without_rate(pieces: Fraction | None) -> str:
    """What to say of a track that has no rate, and perhaps `pieces`."""
    if pieces is None:
        return (
            "needs a rate, such as per_year = 10 for 10 a year, cadence_months = 2 for one every "
            "two months, or weekday_share = 1.0 for every weekday"
        )
    many = as_toml(pieces)
    return (
        f"pieces = {many} needs a time: {pieces} a year is per_year = {many} without pieces, "
        f"and {pieces} a month is pieces = {many} with cadence_months = 1"
    )


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
