"""Writes a realistic, made-up program as input files: the same seed gives the same bytes."""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from data.errors import ProgramError
from data.sample.accounts import account_rows
from data.sample.activity import Activity, attainment, simulate
from data.sample.benefits import benefit_rows
from data.sample.certificates import Attempt, certification_rows, invent_attempts, is_certified
from data.sample.files import Row, refuse_other_files, write_rows
from data.sample.leaves import Leaves, days_on_leave, invent_leaves, leave_rows
from data.sample.names import TEAMS
from data.sample.nominations import invent_nominees, nomination_tables
from data.sample.people import (
    Person,
    choose_form,
    commit,
    commitment_rows,
    invent_people,
    mvp_rows,
)
from data.sample.renewals import Renewal, close_year, renewal_rows
from data.sample.season import Year
from data.sample.writing import contribution_rows
from data.settings.files import OWN_SETTINGS

# How many days before the as-of date the data of each track ends; that of meetup is stale.
DAYS_BEHIND = {"forum": 0, "forge": 1, "content": 1, "meetup": 26}
# The first people enter up to eighteen years before, and no date may be before 2000.
EARLIEST_AS_OF = date(2020, 1, 1)

_SETTINGS = """\
# What differs from the standard program; see docs/own-program.md.
[letters]
contact = "mvp.program@outsystems.example"
"""

YearOfActivity = list[tuple[Person, Activity]]


def write_sample(
    out: Path,
    *,
    mvps: int = 300,
    seed: int = 7,
    as_of: date,
    report_step: Callable[[str], None] = lambda step: None,
) -> dict[str, int]:
    """Write a sample program to the folder `out`; returns the number of rows by file name.

    The program covers the year of the as-of date and the two years before it, with contributions
    of one more year before. `mvps` is the number of rows in `mvps.csv`. The same arguments give
    the same bytes on every machine.

    `report_step` is called with a line of text before each step.

    Raises OSError when `out` cannot be written or has other input files, ProgramError for an as-of
    date before 2020, and ValueError for fewer than one MVP.
    """
    if mvps < 1:
        raise ValueError(f"the number of MVPs must be 1 or more, not {mvps}")
    if as_of < EARLIEST_AS_OF:
        raise ProgramError(f"a sample as of {as_of} is too early: choose {EARLIEST_AS_OF} or later")
    out.mkdir(parents=True, exist_ok=True)
    report_step(f"making up four years of {mvps:,} MVPs")
    tables = make_tables(mvps, seed, as_of)
    refuse_other_files(out, tables)
    (out / OWN_SETTINGS).write_text(_SETTINGS, encoding="utf-8", newline="")
    written = {}
    for name, rows in tables.items():
        report_step(f"writing {name}")
        written[name] = write_rows(out, name, rows)
    return written


def make_tables(mvps: int, seed: int, as_of: date) -> dict[str, Iterable[Row]]:
    """The rows of every input file, by file name. Contributions are generated lazily."""
    years = [Year(as_of.year - back) for back in (3, 2, 1, 0)]
    people = invent_people(seed, mvps, as_of)
    attempts = invent_attempts(seed, people, as_of)
    leaves = invent_leaves(seed, people, as_of)
    activities, renewals = simulate_years(seed, years, people, attempts, leaves, as_of)
    nominations, feedback = nomination_tables(seed, invent_nominees(seed, people, as_of), people)
    return {
        "mvps.csv": mvp_rows(people, as_of),
        "accounts.csv": account_rows(seed, people, as_of),
        "refusals.csv": [],  # no proposed link was refused
        "memberships.csv": [],  # nobody has left and come back
        "commitments.csv": commitment_rows(people),
        **{
            f"contributions-{year.number}.csv": year_rows(seed, year, activity)
            for year, activity in zip(years, activities, strict=True)
        },
        "leaves.csv": leave_rows(leaves, people),
        "certifications.csv": certification_rows(people, attempts),
        "renewals.csv": renewal_rows(renewals, as_of),
        "nominations.csv": nominations,
        "feedback.csv": feedback,
        "benefits.csv": benefit_rows(seed, people, as_of),
        "sources.csv": source_rows(as_of),
        "access.csv": access_rows(),
    }


def simulate_years(
    seed: int,
    years: list[Year],
    people: list[Person],
    attempts: dict[str, list[Attempt]],
    leaves: Leaves,
    as_of: date,
) -> tuple[list[YearOfActivity], list[Renewal]]:
    """Simulate the years one after another: commitments, contributions, then the renewal.

    The first year has only contributions, as history for the years after it. Returns the activity
    of each year and all renewals. Sets the commitments and the leaving dates of `people`.
    """
    activities, renewals = [], []
    for year in years:
        has_renewals = year != years[0]
        start_year(seed, year, people, has_commitments=has_renewals)
        activity, outcomes = [], {}
        for person in people:
            on_leave = days_on_leave(leaves, person.mvp_id, year)
            done = simulate(seed, person, year, on_leave, track_ends(as_of))
            outcomes[person.mvp_id] = attainment(person, year, done, on_leave)
            activity.append((person, done))
        activities.append(activity)
        if not has_renewals:
            continue
        members = [p for p in people if p.is_in(year.day(year.length - 1))]
        middle = year.day(year.length + 14)
        certified = {p.mvp_id for p in members if is_certified(attempts[p.mvp_id], middle)}
        rng = random.Random(f"{seed}/renewals/{year.number}")
        renewals += close_year(rng, year, members, outcomes, certified)
    return activities, renewals


def start_year(seed: int, year: Year, people: list[Person], *, has_commitments: bool) -> None:
    """Choose how the year goes for everyone who is a member after the renewal, and who commits."""
    after_renewal = date(year.number, 3, 1)
    for person in people:
        first = max(person.entered_on, after_renewal)
        if first.year != year.number or not person.is_in(first):
            continue
        rng = random.Random(f"{seed}/commitments/{person.mvp_id}/{year.number}")
        choose_form(rng, person)
        if has_commitments:
            commit(rng, person, year.number)


def track_ends(as_of: date) -> dict[str, date]:
    """The day until which the data of each track is complete."""
    return {track: as_of - timedelta(days=days) for track, days in DAYS_BEHIND.items()}


def year_rows(seed: int, year: Year, activity: YearOfActivity) -> Iterator[Row]:
    """The rows of `contributions` of one year, by MVP and day."""
    for person, done in activity:
        yield from contribution_rows(seed, person, year, done)


def source_rows(as_of: date) -> Iterator[Row]:
    """The rows of `sources`."""
    for track, day in track_ends(as_of).items():
        yield {"track": track, "complete_until": day}


def access_rows() -> Iterator[Row]:
    """The rows of `access`: one user of the program team, and the leads; one leads two teams."""
    yield {"email": "program@example.org", "role": "program"}
    for number, team in enumerate(TEAMS):
        yield {"email": f"lead{max(1, number)}@example.org", "role": "lead", "team": team}
