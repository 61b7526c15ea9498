"""The program's settings: the content of `program.toml`, checked."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from data.nearest import most_like
from data.settings.contradictions import contradictions
from data.settings.counting import (
    Addresses,
    Contradiction,
    Leaves,
    Pace,
    Table,
    Track,
    nearest_rate,
)
from data.settings.faults import CONTRADICTIONS
from data.settings.kinds import (
    Address,
    Chance,
    Count,
    Days,
    MonthsOfYear,
    TrackName,
    Word,
    Words,
)
from data.settings.mail import Mail
from data.settings.own_words import OwnWords
from data.settings.parts import parts_of, without_lacking_benefits
from data.settings.patterns import Patterns
from data.settings.scales import Fan, Levels, Risk
from data.settings.year import Year


class Membership(Table):
    nda: Literal["auto", "required", "off"]


class Parts(Table):
    """The parts that a program may lack; the NDA is `membership.nda`."""

    certification: Literal["required", "shown", "off"]
    nominations: bool
    benefits: bool
    renewal: bool
    letters: bool


class Commitments(Table):
    require: Literal["all", "any"]


class Certification(Table):
    levels: Annotated[Words, Field(min_length=1)]
    qualifying_from: Word
    expiring_days: Count
    exam_months: Count
    attempts: Count

    def contradictions(self) -> Iterator[Contradiction]:
        """Of the level from which a certificate qualifies."""
        if self.qualifying_from not in self.levels:
            said = f"qualifying_from must be one of {', '.join(self.levels)}"
            meant = most_like(self.qualifying_from, self.levels)
            more = f"; is {meant} meant?" if meant else ""
            yield (), said + more, ("qualifying_from", "levels")


class Renewal(Table):
    shown_months: MonthsOfYear
    decide_months: MonthsOfYear
    at_risk_below: Chance


class Nominations(Table):
    years_of_use: Count


class Benefits(Table):
    standard: Words


class Access(Table):
    max_session_hours: Count


class Requests(Table):
    """Who decides about what people ask for on pages, beside the program team."""

    decided_by: Literal["program", "leads"]


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


class Settings(Table):
    """Everything in `program.toml`; the file says which section of docs/rules.md each serves."""

    further_tables: ClassVar = ("from",)  # which a file may have beside these: see changes.py
    year: Year
    commitments: Commitments
    membership: Membership
    parts: Parts
    tracks: dict[TrackName, Track]
    leaves: Leaves
    addresses: Addresses
    levels: Levels
    certification: Certification
    risk: Risk
    renewal: Renewal
    nominations: Nominations
    benefits: Benefits
    access: Access
    requests: Requests
    record: Record
    patterns: Patterns = Patterns()
    letters: Letters = Letters()
    mail: Mail
    words: OwnWords
    fan: Fan
    data: Data
    forecast: dict[TrackName, Pace]
    _later: dict[date, "Settings"] = PrivateAttr(default_factory=dict)

    @property
    def sets(self) -> dict[date, "Settings"]:
        """Each set of settings by the day from which it is in force; this one is the first."""
        return {date.min: self, **self._later}

    @property
    def known_tracks(self) -> dict[str, Track]:
        """The tracks of all sets; of a track in several of them, the latest."""
        return {name: track for each in self.sets.values() for name, track in each.tracks.items()}

    @property
    def standard_benefits(self) -> list[str]:
        """What every active MVP should have, in a program with benefits."""
        return without_lacking_benefits(self.benefits.standard, self.has)

    @property
    def counts_points(self) -> bool:
        """Whether a track of some set counts points."""
        tracks = (track for each in self.sets.values() for track in each.tracks.values())
        return any(track.counted_in == "points" for track in tracks)

    @property
    def known_levels(self) -> list[str]:
        """The levels of certificates of all sets."""
        levels = (level for each in self.sets.values() for level in each.certification.levels)
        return [*dict.fromkeys(levels)]

    def followed_by(self, later: Iterable[tuple[date, "Settings"]]) -> "Settings":
        """These settings, with those that are in force from later days on, in their order."""
        settings = self.model_copy()
        settings._later = dict(later)
        return settings

    @model_validator(mode="after")
    def _tracks_in_use(self) -> "Settings":
        """A track without a forecast of its own has that of the one with the nearest rate."""
        faults = [*self._within_tables()]
        for track in self.tracks.values() if not any(self.year.contradictions()) else ():
            track.in_years_of(self.year.length)
        whole = {name: track for name, track in self.tracks.items() if track.is_consistent}
        given = {name: self.forecast[name] for name in self.forecast if name in whole}
        for name in [name for name in whole if given and name not in given]:
            self.forecast[name] = self._nearest_pace(self.tracks[name], given)
        if faults := [*faults, *contradictions(self.tracks, self.forecast)]:
            raise PydanticCustomError(CONTRADICTIONS, "contradictions", {"faults": faults})
        for name in [name for name, track in self.tracks.items() if not track.use]:
            del self.tracks[name], self.forecast[name]
        return self

    def _within_tables(self) -> Iterator[Contradiction]:
        """What each table says that cannot hold together."""
        tables = [((name,), table) for name, table in self if isinstance(table, Table)]
        tracks = [(("tracks", name), track) for name, track in self.tracks.items()]
        for above, table in [*tables, *tracks]:
            for keys, *said in table.contradictions():
                yield (*above, *keys), *said

    def _nearest_pace(self, track: Track, given: Mapping[str, Pace]) -> Pace:
        """The forecast of the track with the nearest rate; for answers, of those that have one."""
        pace = given[nearest_rate(track, {name: self.tracks[name] for name in given})]
        answering = {name: self.tracks[name] for name in given if given[name].prior_accepted}
        if track.solution_share is None or pace.prior_accepted or not answering:
            return pace
        answers = given[nearest_rate(track, answering)]
        return pace.model_copy(
            update={
                "prior_accepted": answers.prior_accepted,
                "prior_not_accepted": answers.prior_not_accepted,
            }
        )

    @property
    def has(self) -> frozenset[str]:
        """The parts that the program has, of PARTS."""
        return parts_of(self.parts.certification, self.membership.nda, dict(self.parts))

    @property
    def digest(self) -> str:
        """SHA-256 of all settings that can change a figure, as hex: the same for the same ones."""
        held = self.model_dump(mode="json", exclude={"words", "requests", "mail", "patterns"})
        text = json.dumps(held, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()
