"""Writes a realistic, made-up program as input files: the same seed gives the same bytes."""

import random
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from data.errors import ProgramError
from data.sample.accounts import account_rows
from data.sample.activity import Activity, simulate
from data.sample.benefits import benefit_rows
from data.sample.certificates import (
    Attempt,
    Exams,
    certification_rows,
    invent_attempts,
    is_certified,
)
from data.sample.files import Row, columns_of, is_file_of, refuse_other_files, write_rows
from data.sample.goals import attainment
from data.sample.leaves import Leaves, days_on_leave, invent_leaves, leave_rows
from data.sample.nominations import invent_nominees, nomination_tables
from data.sample.people import (
    Person,
    choose_form,
    commit,
    commitment_rows,
    invent_people,
    mvp_rows,
)
from data.sample.program import Program
from data.sample.renewals import Renewal, close_year, renewal_rows
from data.sample.season import Year, add_months
from data.sample.writing import contribution_rows
from data.settings.files import OWN_SETTINGS, load
from data.settings.model import Settings

# The first people enter up to eighteen years before, and no date may be before 2000.
EARLIEST_AS_OF = date(2020, 1, 1)
# Of a program that begins on a day, there is at least half a year, and at most ten years.
SHORTEST, LONGEST = 6, 120  # months

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
    since: date | None = None,
    settings: Path | None = None,
    report_step: Callable[[str], None] = lambda step: None,
) -> dict[str, int]:
    """Write a sample program to the folder `out`; returns the number of rows by file name.

    `settings` is the file that says what differs from the standard program. The sample covers the
    year of the as-of date and the two years before it, with contributions of one more year before;
    with `since`, the program begins on that day instead. `mvps` is the number of rows in
    `mvps.csv`. The same arguments give the same bytes on every machine.

    `report_step` is called with a line of text before each step.

    Raises OSError when `out` cannot be written or has other input files, ProgramError for an as-of
    date before 2020, for a `since` that does not fit it and for wrong settings, and ValueError for
    fewer than one MVP.
    """
    if mvps < 1:
        raise ValueError(f"the number of MVPs must be 1 or more, not {mvps}")
    _refuse_dates(as_of, since)
    program = Program(_in_force(load(settings), as_of), mvps, seed, as_of, since)
    out.mkdir(parents=True, exist_ok=True)
    report_step(f"making up {len(program.years)} years of {mvps:,} MVPs")
    has = program.settings.has
    tables = {n: rows for n, rows in make_tables(program).items() if is_file_of(has, n)}
    refuse_other_files(out, tables)
    _write_settings(settings, out / OWN_SETTINGS)
    written = {}
    for name, rows in tables.items():
        report_step(f"writing {name}")
        written[name] = write_rows(out / name, columns_of(program.settings, name), rows)
    return written


def _in_force(settings: Settings, day: date) -> Settings:
    """The set of settings that is in force on a day."""
    return settings.sets[max(from_on for from_on in settings.sets if from_on <= day)]


def _refuse_dates(as_of: date, since: date | None) -> None:
    """Raise ProgramError for an as-of date that is too early, and a begin that does not fit it."""
    if as_of < EARLIEST_AS_OF:
        raise ProgramError(f"a sample as of {as_of} is too early: choose {EARLIEST_AS_OF} or later")
    first, last = add_months(as_of, -LONGEST), add_months(as_of, -SHORTEST)
    if since and not first <= since <= last:
        raise ProgramError(f"--since {since}: choose a day from {first} to {last}")


def _write_settings(settings: Path | None, path: Path) -> None:
    """Write the program's settings into its folder, unless they are that file already."""
    if settings is None:
        path.write_text(_SETTINGS, encoding="utf-8", newline="")
    elif settings.resolve() != path.resolve():
        shutil.copyfile(settings, path)


def make_tables(program: Program) -> dict[str, Iterable[Row]]:
    """The rows of every input file, by file name. Contributions are generated lazily."""
    as_of = program.as_of
    people = invent_people(program)
    attempts = invent_attempts(program, people)
    leaves = invent_leaves(program, people)
    activities, renewals = simulate_years(program, people, attempts, leaves)
    nominations, feedback = nomination_tables(
        program.seed, invent_nominees(program, people), people
    )
    nothing: list[Row] = []  # no proposed link was refused, and nobody has left and come back
    return {
        "mvps.csv": mvp_rows(program, people),
        "accounts.csv": account_rows(program, people),
        **({} if program.since else {"refusals.csv": nothing, "memberships.csv": nothing}),
        "commitments.csv": commitment_rows(people),
        **{
            f"contributions-{year.number}.csv": year_rows(program, year, activity)
            for year, activity in zip(program.years, activities, strict=True)
        },
        "leaves.csv": leave_rows(leaves, people),
        "certifications.csv": certification_rows(people, attempts),
        "renewals.csv": renewal_rows(renewals, as_of),
        "nominations.csv": nominations,
        "feedback.csv": feedback,
        "benefits.csv": benefit_rows(program, people),
        "sources.csv": source_rows(program),
        "access.csv": access_rows(program.teams),
    }


def simulate_years(
    program: Program,
    people: list[Person],
    attempts: dict[str, list[Attempt]],
    leaves: Leaves,
) -> tuple[list[YearOfActivity], list[Renewal]]:
    """Simulate the years one after another: commitments, contributions, then the renewal.

    The first year of a program that has been there for years has only contributions, as history
    for the years after it. Returns the activity of each year and all renewals. Sets the
    commitments and the leaving dates of `people`.
    """
    exams = Exams.of(program.settings)
    activities, renewals = [], []
    for year in program.years:
        has_goals = year in program.years_with_goals
        start_year(program, year, people, has_commitments=has_goals)
        activity, outcomes = [], {}
        for person in people:
            on_leave = days_on_leave(leaves, person.mvp_id, year)
            done = simulate(program, person, year, on_leave)
            outcomes[person.mvp_id] = attainment(program, person, year, done, on_leave)
            activity.append((person, done))
        activities.append(activity)
        if not has_goals:
            continue
        members = [p for p in people if p.is_in(year.day(year.length - 1))]
        middle = year.after(1, 15)
        certified = {
            person.mvp_id
            for person in members
            if not exams.are_required or is_certified(exams, attempts[person.mvp_id], middle)
        }
        rng = random.Random(f"{program.seed}/renewals/{year.number}")
        renewals += close_year(rng, year, members, outcomes, certified)
    return activities, renewals


def start_year(
    program: Program, year: Year, people: list[Person], *, has_commitments: bool
) -> None:
    """Choose how the year goes for everyone who is a member after the renewal, and who commits."""
    after_renewal = add_months(year.first, 2)
    for person in people:
        first = max(person.entered_on, after_renewal)
        if not (year.covers(first) and person.is_in(first)):
            continue
        rng = random.Random(f"{program.seed}/commitments/{person.mvp_id}/{year.number}")
        choose_form(rng, person)
        if has_commitments:
            commit(rng, program, person, year.number)


def year_rows(program: Program, year: Year, activity: YearOfActivity) -> Iterator[Row]:
    """The rows of `contributions` of one year, by MVP and day."""
    for person, done in activity:
        yield from contribution_rows(program, person, year, done)


def source_rows(program: Program) -> Iterator[Row]:
    """The rows of `sources`."""
    for track in program.tracks:
        yield {"track": track.name, "complete_until": program.ends_on(track)}


def access_rows(teams: Sequence[str]) -> Iterator[Row]:
    """The rows of `access`: one user of the program team, and the leads; one leads two teams."""
    yield {"email": "program@example.org", "role": "program"}
    for number, team in enumerate(teams):
        yield {"email": f"lead{max(1, number)}@example.org", "role": "lead", "team": team}
