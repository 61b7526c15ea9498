"""The program's settings: the content of `program.toml`, checked."""

import hashlib
import json
from typing import Annotated, Literal

from pydantic import Field, model_validator

from data.settings.counting import TRACKS, Addresses, Leaves, Table, Tracks
from data.settings.kinds import (
    Address,
    Chance,
    Checkpoints,
    Count,
    Days,
    MonthDay,
    Positive,
    Ratio,
    Word,
    Words,
)


class Year(Table):
    checkpoints: Checkpoints


class Membership(Table):
    nda: Literal["auto", "required", "off"]


class Commitments(Table):
    require: Literal["all", "any"]


class Levels(Table):
    ahead: Ratio
    on_track: Ratio
    behind: Ratio

    @model_validator(mode="after")
    def _falling(self) -> "Levels":
        if not self.ahead > self.on_track > self.behind:
            raise ValueError("must fall: ahead > on_track > behind")
        return self


class Certification(Table):
    levels: Annotated[Words, Field(min_length=1)]
    qualifying_from: Word
    expiring_days: Count
    exam_months: Count
    attempts: Count

    @model_validator(mode="after")
    def _known_level(self) -> "Certification":
        if self.qualifying_from not in self.levels:
            raise ValueError(f"qualifying_from must be one of {', '.join(self.levels)}")
        return self


class Risk(Table):
    low: Chance
    medium: Chance
    recent_days: Count
    few_answers: Count

    @model_validator(mode="after")
    def _falling(self) -> "Risk":
        if not self.low > self.medium:
            raise ValueError("must fall: low > medium")
        return self


class Renewal(Table):
    shown_through_month: Annotated[int, Field(ge=1, le=11)]
    decide_by: MonthDay
    at_risk_below: Chance


class Nominations(Table):
    years_of_use: Count


class Benefits(Table):
    standard: Words


class Access(Table):
    max_session_hours: Count


class Record(Table):
    look_ahead_days: Days
    flagged_below: Chance
    too_few: Count
    bands: Count


class Letters(Table):
    """Where an MVP can report a wrong number: `contact` has no default."""

    contact: Address | None = None


class Data(Table):
    stale_days: Count
    small_team: Count
    max_rejected_share: Chance


class Pace(Table):
    half_life_days: Positive
    prior_events: Positive
    prior_days: Positive
    overdispersion: Positive
    prior_accepted: Positive | None = None
    prior_not_accepted: Positive | None = None


class Forecast(Table):
    forum: Pace
    forge: Pace
    content: Pace
    meetup: Pace


class Fan(Table):
    low: Chance
    middle: Chance
    high: Chance

    @model_validator(mode="after")
    def _rising(self) -> "Fan":
        if not self.low < self.middle < self.high < 1:
            raise ValueError("must rise below 1: low < middle < high")
        return self


class Settings(Table):
    """Everything in `program.toml`; the file says which section of docs/rules.md each serves."""

    year: Year
    commitments: Commitments
    membership: Membership
    tracks: Tracks
    leaves: Leaves
    addresses: Addresses
    levels: Levels
    certification: Certification
    risk: Risk
    renewal: Renewal
    nominations: Nominations
    benefits: Benefits
    access: Access
    record: Record
    letters: Letters = Letters()
    fan: Fan
    data: Data
    forecast: Forecast

    @model_validator(mode="after")
    def _acceptance_is_assumed(self) -> "Settings":
        for track in TRACKS:
            pace = getattr(self.forecast, track)
            if getattr(self.tracks, track).min_solution_share is not None and (
                pace.prior_accepted is None or pace.prior_not_accepted is None
            ):
                raise ValueError(
                    f"tracks.{track}.min_solution_share needs forecast.{track}.prior_accepted "
                    f"and forecast.{track}.prior_not_accepted"
                )
        return self

    @property
    def digest(self) -> str:
        """SHA-256 of all settings, as hex: equal settings give an equal digest."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()
