"""The program that a sample is about: its tracks with their kinds, its years, its first day."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from data.sample.names import TEAMS
from data.sample.season import Year, add_months, year_of
from data.sample.styles import STYLES, Style
from data.settings.counting import Track
from data.settings.model import Settings

_MONTHS_A_YEAR = 12
_OFTEN = 40  # with so many a year, those who meet their goals are nearer to them


@dataclass(frozen=True)
class SampleTrack:
    """A track of the settings with its look, and the codes of its kinds of contribution."""

    name: str
    rules: Track
    style: Style
    counted: tuple[int, ...]
    shown: tuple[int, ...]

    @property
    def is_of_days(self) -> bool:
        """Whether days are counted, and something is expected on weekdays."""
        return self.rules.counted_in == "days" and self.rules.weekday_share is not None

    @property
    def a_year(self) -> float:
        """How many contributions are expected in a year."""
        return _MONTHS_A_YEAR * self.rules.a_month

    @property
    def is_often(self) -> bool:
        return self.a_year >= _OFTEN


@dataclass(frozen=True)
class Program:
    """What a sample is made from; the same program gives the same sample.

    `mvps` is their number. `since` is the day on which the program begins, with few teams; None
    when it has been there for years.
    """

    settings: Settings
    mvps: int
    seed: int
    as_of: date
    since: date | None = None

    @cached_property
    def tracks(self) -> tuple[SampleTrack, ...]:
        """The tracks in the order of the settings. Codes of kinds that count come first."""
        tracks = self.settings.tracks
        first, first_shown = 0, sum(len(rules.counts) for rules in tracks.values())
        found = []
        for name, rules in tracks.items():
            counted = tuple(range(first, first + len(rules.counts)))
            shown = tuple(range(first_shown, first_shown + len(rules.shown)))
            found.append(SampleTrack(name, rules, STYLES.get(name, Style()), counted, shown))
            first, first_shown = first + len(counted), first_shown + len(shown)
        return tuple(found)

    @cached_property
    def kinds(self) -> tuple[tuple[SampleTrack, str], ...]:
        """The track and the word of each code of a kind."""
        counted = [(track, kind) for track in self.tracks for kind in track.rules.counts]
        shown = [(track, kind) for track in self.tracks for kind in track.rules.shown]
        return (*counted, *shown)

    @cached_property
    def accepting(self) -> tuple[SampleTrack, ...]:
        """The tracks in which contributions are accepted or not."""
        return tuple(track for track in self.tracks if track.rules.solution_share is not None)

    @cached_property
    def judged(self) -> frozenset[int]:
        """The codes of the kinds that are accepted or not."""
        return frozenset(code for track in self.accepting for code in track.counted)

    @cached_property
    def with_points(self) -> frozenset[int]:
        """The codes of the kinds that are worth points."""
        tracks = [track for track in self.tracks if track.rules.counted_in == "points"]
        return frozenset(code for track in tracks for code in track.counted)

    @cached_property
    def announced_again(self) -> frozenset[int]:
        """The codes of works of one year that may be announced again in another."""
        return frozenset(
            code
            for track in self.tracks
            if not track.is_of_days and track.rules.repeats == "any_day"
            for code in track.counted
        )

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """The years with contributions; an old program has no goals yet in the first of four."""
        last = year_of(self.settings.year, self.as_of)
        first = last.number - 3
        if self.since:
            first = year_of(self.settings.year, self.since).number
        return tuple(
            Year.of(self.settings.year, number) for number in range(first, last.number + 1)
        )

    @property
    def years_with_goals(self) -> tuple[Year, ...]:
        return self.years if self.since else self.years[1:]

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """The teams that lead the MVPs: all of them, or those of a program that is new."""
        if not self.since:
            return TEAMS
        count = min(len(TEAMS), 2 + self.mvps // 10)
        chosen = random.Random(f"{self.seed}/teams").sample(TEAMS, count)
        return tuple(team for team in TEAMS if team in chosen)

    @property
    def begins_on(self) -> date:
        """The first day with goals."""
        return self.since or self.years[1].first

    @property
    def founded_by(self) -> date:
        """Who entered before this day was there from the beginning."""
        return add_months(self.since, 1) if self.since else self.begins_on

    def ends_on(self, track: SampleTrack) -> date:
        """The day until which the data of a track is complete."""
        return self.as_of - timedelta(days=track.style.days_behind)
