"""Who stayed, renewals, levels and tracks of the years up to a day: docs/rules.md section 15."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median

from tests.reference.changes import judging
from tests.reference.inputs import Inputs, Mvp, read_inputs
from tests.reference.membership import status_of
from tests.reference.parts import with_its_inputs
from tests.reference.progress import Progress, overall_level, progress_of
from tests.reference.renewal import decide_by, renewal_seen
from tests.reference.settings import PROGRAM_TOML, Settings, read_settings
from tests.reference.sources import is_stale, span_of
from tests.reference.years import Year, year_before, year_of

NOT_ACTIVE, GONE = "not active", "gone"
OPEN, NOT_RENEWED, LEFT = "still open", "not renewed", "left during the year"


@dataclass(frozen=True, eq=False)
class Past:
    """A program as of a day: its settings of all dates, and its files."""

    source: Path
    every: Settings
    as_of: date
    built_as_of: date

    @property
    def settings(self) -> Settings:
        """The settings by which the day is judged."""
        return judging(self.every, self.as_of)

    def years(self, first: date) -> list[Year]:
        """The years from that of `first` to that of the as-of date."""
        found = [year_of(self.settings, self.as_of)]
        while found[0].first > first:
            found.insert(0, year_before(self.settings, found[0]))
        return found

    def last_day(self, year: Year) -> date:
        """The last day of a year, or the as-of date while the year is not over."""
        return min(year.final, self.as_of)

    def label(self, year: Year) -> str:
        """The label of a year."""
        return year.label if self.as_of >= year.final else f"{year.label} so far"


def inputs_on(past: Past, day: date) -> Inputs:
    """The inputs by the settings that judge a day."""
    settings = judging(past.every, day)
    return _inputs_since(past, next(begins for begins, each in past.every.sets if each is settings))


@cache
def _inputs_since(past: Past, begins: date) -> Inputs:
    settings = dict(past.every.sets)[begins]
    return with_its_inputs(settings, read_inputs(past.source, settings, past.built_as_of))


def read_past(source: Path, as_of: date, built_as_of: date = date.max) -> Past:
    """The program in a folder of valid input CSVs, as of a day."""
    return Past(source, read_settings(PROGRAM_TOML, source / "program.toml"), as_of, built_as_of)


def is_there(mvp: Mvp, first: date, last: date) -> bool:
    """Whether an MVP was in the program on a day from `first` to `last`: section 5."""
    return any(
        max(first, spell.from_on) <= last
        and (spell.to_on is None or max(first, spell.from_on) < spell.to_on)
        for spell in mvp.spells
    )


def first_departure(inputs: Inputs, as_of: date) -> date | None:
    """The day of the first departure of anybody up to a day."""
    ends = [spell.to_on for mvp in inputs.mvps.values() for spell in mvp.spells if spell.to_on]
    return min((end for end in ends if end <= as_of), default=None)


def cohorts(past: Past) -> list[tuple[str, int, str, int]]:
    """Cohort, how many entered, year, and how many of these were there on its last day."""
    inputs = inputs_on(past, past.as_of)
    departure = first_departure(inputs, past.as_of)
    if departure is None:
        return []
    tracked = year_of(past.settings, departure)
    entries = [(mvp, year_of_entry(past, mvp)) for mvp in inputs.mvps.values()]
    of_cohort = defaultdict(list)  # None: before departures are tracked
    for mvp, year in entries:
        if year is not None:
            of_cohort[None if year.first < tracked.first else year].append(mvp)
    found = []
    for cohort, entered in of_cohort.items():
        name = f"before {tracked.label}" if cohort is None else cohort.label
        for year in past.years((cohort or tracked).first):
            day = past.last_day(year)
            stayed = [mvp for mvp in entered if is_there(mvp, day, day)]
            found.append((name, len(entered), past.label(year), len(stayed)))
    return sorted(found)


def year_of_entry(past: Past, mvp: Mvp) -> Year | None:
    """The first year with a day, up to the as-of date, on which the MVP was in the program."""
    years = past.years(mvp.spells[0].from_on)
    return next((year for year in years if is_there(mvp, year.first, past.last_day(year))), None)


def renewals(past: Past) -> Counter[tuple[str, str]]:
    """How many MVPs of each year that is over have which outcome."""
    inputs, found = inputs_on(past, past.as_of), Counter()
    if "renewals" not in inputs.supplied or not inputs.mvps:
        return found
    for year in past.years(min(mvp.spells[0].from_on for mvp in inputs.mvps.values())):
        if past.as_of < year.final or not is_recorded(past, inputs, year):
            continue
        for mvp in inputs.mvps.values():
            if is_there(mvp, year.first, year.final):
                found[year.label, outcome(past, inputs, mvp, year)] += 1
    return found


def is_recorded(past: Past, inputs: Inputs, year: Year) -> bool:
    """Whether something is known about the renewals of a year, or can still come."""
    days = [
        day
        for (_, number), row in inputs.renewals.items()
        if number == year.number
        for day in (row.invited_on, row.decided_on, row.renewed_on)
        if day is not None
    ]
    return past.as_of <= decide_by(past.every, year, past.as_of) or any(
        day <= past.as_of for day in days
    )


def outcome(past: Past, inputs: Inputs, mvp: Mvp, year: Year) -> str:
    """What became of the renewal of one MVP: the first line that applies."""
    if not is_there(mvp, year.final, year.final):
        return LEFT
    renewal = renewal_seen(inputs, mvp, year, past.as_of)
    if renewal.renewed_on:
        return "renewed"
    if renewal.decision:
        return {"decline": "stepping down", "extend": "extending"}[renewal.decision]
    has_left = status_of(past.settings, inputs, mvp, past.as_of) == "left"
    is_open = past.as_of <= decide_by(past.every, year, past.as_of) and not has_left
    return OPEN if is_open else NOT_RENEWED


def years_with_data(past: Past) -> list[Year]:
    """The years in which a track has data."""
    inputs = inputs_on(past, past.as_of)
    tracks = {track for _, each in past.every.sets for track in each.tracks}
    begins = [span_of(past.settings, inputs, track).complete_from for track in sorted(tracks)]
    known = [day for day in begins if day is not None]
    return [year for year in past.years(min(known)) if year.final >= min(known)] if known else []


@cache
def active_on(past: Past, year: Year) -> dict[str, list[Progress]]:
    """The progress on the last day of a year of those who are active on it, by mvp_id."""
    day = past.last_day(year)
    settings, inputs = judging(past.every, day), inputs_on(past, day)
    return {
        mvp.mvp_id: progress_of(settings, inputs, mvp, day)
        for mvp in inputs.mvps.values()
        if status_of(settings, inputs, mvp, day) == "active"
    }


def levels(past: Past) -> Counter[tuple[str, str]]:
    """How many MVPs went from which level of a year to which level of the next one."""
    found: Counter[tuple[str, str]] = Counter()
    of_years = []
    for year in years_with_data(past):
        settings = judging(past.every, past.last_day(year))
        of_mvps = {
            mvp_id: overall_level(settings, tracks).replace("_", " ")
            for mvp_id, tracks in active_on(past, year).items()
        }
        of_years.append((past.label(year), of_mvps))
    for (label, before), (next_label, after) in pairwise(of_years):
        for mvp_id in before.keys() | after.keys():
            came_from, went_to = before.get(mvp_id, NOT_ACTIVE), after.get(mvp_id, GONE)
            found[f"{label}: {came_from}", f"{next_label}: {went_to}"] += 1
    return found


def tracks(past: Past) -> dict[tuple[str, str], tuple[int, Fraction | None]]:
    """Of each year and track: how many have committed, and the median of what they have done."""
    found = {}
    for year in years_with_data(past):
        day = past.last_day(year)
        settings, inputs = judging(past.every, day), inputs_on(past, day)
        active = active_on(past, year).values()
        for track in settings.tracks:
            committed = [each for of_mvp in active for each in of_mvp if each.track == track]
            committed = [each for each in committed if each.committed]
            asked = [each.target if day == year.final else each.expected for each in committed]
            shares = [
                Fraction(each.done, expected)
                for each, expected in zip(committed, asked, strict=True)
                if each.known and expected and not is_stale(settings, inputs, track, day)
            ]
            if committed:
                share = median(shares) if shares else None
                found[past.label(year), track] = (len(committed), share)
    return found
