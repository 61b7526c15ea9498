"""A realistic made-up program as input files of the contract: the same bytes for the same seed."""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from data.errors import ProgramError
from data.sample.activity import Activity, attainment, simulate
from data.sample.benefits import benefit_rows
from data.sample.certificates import Attempt, certification_rows, invent_attempts, is_certified
from data.sample.files import Row, refuse_a_mix, write_rows
from data.sample.leaves import Leaves, days_on_leave, invent_leaves, leave_rows
from data.sample.names import TEAMS
from data.sample.nominations import invent_nominees, nomination_tables
from data.sample.people import (
    Person,
    commit,
    commitment_rows,
    invent_people,
    mvp_rows,
    settle_form,
)
from data.sample.renewals import Renewal, close_year, renewal_rows
from data.sample.season import Year
from data.sample.writing import contribution_rows

# How many days before the as-of date each track's data ends; meetup's is stale.
DAYS_BEHIND = {"forum": 0, "forge": 1, "content": 1, "meetup": 26}
# People enter up to eighteen years before, and no day may lie before 2000.
EARLIEST_AS_OF = date(2020, 1, 1)

YearOfActivity = list[tuple[Person, Activity]]


def write_sample(
    out: Path,
    *,
    mvps: int = 300,
    seed: int = 7,
    as_of: date,
    report_step: Callable[[str], None] = lambda step: None,
) -> dict[str, int]:
    """Writes a sample program into the folder `out` and returns the rows written by file name.

    The program covers the as-of date's year and the two before it, and the contributions of the
    year before those; `mvps` is the number of rows in `mvps.csv`. The same arguments give the same
    bytes on every machine.

    `report_step` is called with a line of text before each step.

    Raises OSError when `out` cannot be written or holds input files of something else,
    ProgramError for an as-of date before 2020 and ValueError for fewer than one MVP.
    """
    if mvps < 1:
        raise ValueError(f"the number of MVPs must be 1 or more, not {mvps}")
    if as_of < EARLIEST_AS_OF:
        raise ProgramError(f"a sample as of {as_of} is too early: choose {EARLIEST_AS_OF} or later")
    out.mkdir(parents=True, exist_ok=True)
    report_step(f"making up four years of {mvps:,} MVPs")
    tables = invent_tables(mvps, seed, as_of)
    refuse_a_mix(out, tables)
    written = {}
    for name, rows in tables.items():
        report_step(f"writing {name}")
        written[name] = write_rows(out, name, rows)
    return written


def invent_tables(mvps: int, seed: int, as_of: date) -> dict[str, Iterable[Row]]:
    """The rows of every input file, by file name; contributions are made up as they are read."""
    years = [Year(as_of.year - back) for back in (3, 2, 1, 0)]
    people = invent_people(seed, mvps, as_of)
    attempts = invent_attempts(seed, people, as_of)
    leaves = invent_leaves(seed, people, as_of)
    activities, renewals = play(seed, years, people, attempts, leaves, as_of)
    nominations, feedback = nomination_tables(seed, invent_nominees(seed, people, as_of), people)
    return {
        "mvps.csv": mvp_rows(people, as_of),
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
        "sources.csv": track_ends(as_of).items(),
        "access.csv": access_rows(),
    }


def play(
    seed: int,
    years: list[Year],
    people: list[Person],
    attempts: dict[str, list[Attempt]],
    leaves: Leaves,
    as_of: date,
) -> tuple[list[YearOfActivity], list[Renewal]]:
    """The years one after another: commitments, contributions, then the renewal they lead to.

    Of the first year there are only contributions: what is known of people when the others begin.
    Returns each year's activity and all renewals; sets the people's commitments and leaving.
    """
    activities, renewals = [], []
    for year in years:
        is_judged = year != years[0]
        settle_year(seed, year, people, is_judged=is_judged)
        activity, outcomes = [], {}
        for person in people:
            on_leave = days_on_leave(leaves, person.mvp_id, year)
            done = simulate(seed, person, year, on_leave, track_ends(as_of))
            outcomes[person.mvp_id] = attainment(person, year, done, on_leave)
            activity.append((person, done))
        activities.append(activity)
        if not is_judged:
            continue
        members = [p for p in people if p.is_in(year.day(year.length - 1))]
        middle = year.day(year.length + 14)
        certified = {p.mvp_id for p in members if is_certified(attempts[p.mvp_id], middle)}
        rng = random.Random(f"{seed}/renewals/{year.number}")
        renewals += close_year(rng, year, members, outcomes, certified)
    return activities, renewals


def settle_year(seed: int, year: Year, people: list[Person], *, is_judged: bool) -> None:
    """Settles how the year goes for everybody who is a member in it and not about to leave.

    In a judged year they commit to tracks as well.
    """
    after_renewal = date(year.number, 3, 1)
    for person in people:
        first = max(person.entered_on, after_renewal)
        if first.year != year.number or not person.is_in(first):
            continue
        rng = random.Random(f"{seed}/commitments/{person.mvp_id}/{year.number}")
        settle_form(rng, person)
        if is_judged:
            commit(rng, person, year.number)


def track_ends(as_of: date) -> dict[str, date]:
    """The day up to which each track's data is complete."""
    return {track: as_of - timedelta(days=days) for track, days in DAYS_BEHIND.items()}


def year_rows(seed: int, year: Year, activity: YearOfActivity) -> Iterator[Row]:
    """The rows of one year's `contributions`, by MVP and day."""
    for person, done in activity:
        yield from contribution_rows(seed, person, year, done)


def access_rows() -> Iterator[Row]:
    """The rows of `access`: the program's user and the teams' leads, one of whom leads two."""
    yield ("program@example.org", "program", None)
    for number, team in enumerate(TEAMS):
        yield (f"lead{max(1, number)}@example.org", "lead", team)
