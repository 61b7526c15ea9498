"""The settings of what counts: tracks, leaves and addresses (docs/rules.md section 2)."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data.settings.kinds import Count, Label, Ratio, Share, Words

TRACKS = ("content", "forge", "forum", "meetup")


class Table(BaseModel):
    """A table of the settings; it refuses keys that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Track(Table):
    counts: Annotated[Words, Field(min_length=1)]
    shown: Words
    cadence_months: Count | None = None
    weekday_share: Share | None = None
    min_solution_share: Annotated[Ratio, Field(le=1)] | None = None
    repeats: Literal["any_day", "same_day"] = "any_day"
    unit: Annotated[list[Label], Field(min_length=2, max_length=2)]

    @model_validator(mode="after")
    def _one_pace(self) -> "Track":
        if (self.cadence_months is None) == (self.weekday_share is None):
            raise ValueError("needs either cadence_months or weekday_share, and not both")
        if both := sorted(set(self.counts) & set(self.shown)):
            raise ValueError(f"counts and shown both name {', '.join(both)}")
        return self


class Tracks(Table):
    forum: Track
    forge: Track
    content: Track
    meetup: Track


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
