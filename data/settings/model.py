"""The program's settings: the content of `program.toml`, checked."""

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from data.errors import ProgramError
from data.settings.kinds import (
    Address,
    Chance,
    Checkpoints,
    Count,
    Days,
    MonthDay,
    Positive,
    Ratio,
    Share,
    Word,
    Words,
)

PROGRAM_TOML = Path(__file__).resolve().parents[1] / "program.toml"

TRACKS = ("content", "forge", "forum", "meetup")


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Year(_Table):
    checkpoints: Checkpoints


class Membership(_Table):
    nda: Literal["auto", "required", "off"]


class Commitments(_Table):
    require: Literal["all", "any"]


class Track(_Table):
    counts: Annotated[Words, Field(min_length=1)]
    shown: Words
    cadence_months: Count | None = None
    weekday_share: Share | None = None
    min_solution_share: Annotated[Ratio, Field(le=1)] | None = None
    repeats: Literal["any_day", "same_day"] = "any_day"
    unit: Annotated[list[str], Field(min_length=2, max_length=2)]

    @model_validator(mode="after")
    def _one_pace(self) -> "Track":
        if (self.cadence_months is None) == (self.weekday_share is None):
            raise ValueError("needs either cadence_months or weekday_share, and not both")
        if both := sorted(set(self.counts) & set(self.shown)):
            raise ValueError(f"counts and shown both name {', '.join(both)}")
        return self


class Tracks(_Table):
    forum: Track
    forge: Track
    content: Track
    meetup: Track


class Leaves(_Table):
    no_effect: Words
    half_days: Words

    @model_validator(mode="after")
    def _one_meaning(self) -> "Leaves":
        if both := sorted(set(self.no_effect) & set(self.half_days)):
            raise ValueError(f"no_effect and half_days both name {', '.join(both)}")
        return self


class Addresses(_Table):
    no_address: Words
    tracking_parameters: Words


class Levels(_Table):
    ahead: Ratio
    on_track: Ratio
    behind: Ratio

    @model_validator(mode="after")
    def _falling(self) -> "Levels":
        if not self.ahead > self.on_track > self.behind:
            raise ValueError("must fall: ahead > on_track > behind")
        return self


class Certification(_Table):
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


class Risk(_Table):
    low: Chance
    medium: Chance
    recent_days: Count
    few_answers: Count

    @model_validator(mode="after")
    def _falling(self) -> "Risk":
        if not self.low > self.medium:
            raise ValueError("must fall: low > medium")
        return self


class Renewal(_Table):
    shown_through_month: Annotated[int, Field(ge=1, le=11)]
    decide_by: MonthDay
    at_risk_below: Chance


class Nominations(_Table):
    years_of_use: Count


class Benefits(_Table):
    standard: Words


class Access(_Table):
    max_session_hours: Count


class Record(_Table):
    look_ahead_days: Days
    flagged_below: Chance
    too_few: Count
    bands: Count


class Letters(_Table):
    contact: Address


class Data(_Table):
    stale_days: Count
    small_team: Count
    max_rejected_share: Chance


class Pace(_Table):
    half_life_days: Positive
    prior_events: Positive
    prior_days: Positive
    overdispersion: Positive
    prior_accepted: Positive | None = None
    prior_not_accepted: Positive | None = None


class Forecast(_Table):
    forum: Pace
    forge: Pace
    content: Pace
    meetup: Pace


class Fan(_Table):
    low: Chance
    middle: Chance
    high: Chance

    @model_validator(mode="after")
    def _rising(self) -> "Fan":
        if not self.low < self.middle < self.high < 1:
            raise ValueError("must rise below 1: low < middle < high")
        return self


class Settings(_Table):
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
    letters: Letters
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


def load(path: Path = PROGRAM_TOML) -> Settings:
    """The settings in the TOML file at `path`.

    Raises ProgramError naming the file, the key and what is wrong with it.
    """
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ProgramError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProgramError(f"{path}: not a TOML file: {error}") from None
    except ValidationError as error:
        raise ProgramError(f"{path}: {_first_fault(error)}") from None


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    key = ".".join(str(part) for part in fault["loc"])
    said = {"extra_forbidden": "unknown key", "missing": "missing key"}
    return f"{key}: {said.get(fault['type'], fault['msg'].removeprefix('Value error, '))}"
