"""Programs whose year begins on another day, drawn at random: the snapshot is the reference's."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build.build import build
from data.days.day import Day
from data.settings.files import load_program
from tests import reference
from tests.reference.dates import add_months
from tests.reference.settings import PROGRAM_TOML, Settings, read_settings
from tests.reference.years import year_begun_in
from tests.rules.calls_compared import assert_calls_as_in_the_reference
from tests.rules.years_compared import assert_as_in_the_reference

from .folders import AS_OF, Outcome, written
from .test_properties import snapshot, steady, text_of
from .tiny_rows import tiny_rows

ONE_DAY = timedelta(days=1)
# Beside leap days, at the ends of months, in the middle of one, and the starts of real programs.
STARTS = ("01-01", "02-28", "03-01", "01-31", "07-15", "07-01", "12-01", "12-31")
KINDS = {"forum": "answer", "forge": "component", "content": "article", "meetup": "spoke"}
Row = dict[str, str]


def some_days(random: Random, start: str) -> list[str]:
    """Checkpoints in the order of a year; in half of the programs, the last day of it is one.

    The last one leaves two whole months, in which every track expects something.
    """
    first = date.fromisoformat(f"2001-{start}")
    final = 364 if random.random() < 0.5 else random.randrange(62, 364)
    after = [*sorted(random.sample(range(final), random.randrange(4))), final]
    return [f"{first + timedelta(days=number):%m-%d}" for number in after]


def some_settings(random: Random) -> dict[str, dict[str, object]]:
    start = random.choice(STARTS)
    return {
        "year": {
            "start": start,
            "named_after": random.choice(["end", "start"]),
            "checkpoints": some_days(random, start),
        },
        "renewal": {
            "shown_months": random.randrange(1, 6),
            "decide_months": random.randrange(1, 4),
        },
        "tracks.meetup": {"per_year": random.choice([1, 4, "7/2", 31])},
    }


def as_toml(tables: dict[str, dict[str, object]]) -> str:
    return "".join(
        f"[{table}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())
        for table, keys in tables.items()
    )


def some_contributions(random: Random, people: list[str]) -> list[Row]:
    rows = []
    for number in range(300):
        track = random.choice(list(KINDS))
        rows.append(
            {
                "contribution_id": f"drawn-{number}",
                "mvp_id": random.choice(people),
                "track": track,
                "kind": KINDS[track],
                "occurred_at": str(date(2023, 1, 1) + timedelta(random.randrange(1000))),
                "accepted": random.choice(["true", "false"]) if track == "forum" else "",
            }
        )
    return rows


def some_renewals(random: Random, people: list[str]) -> list[Row]:
    def some_day(year: int) -> str:
        return str(date(year, 1, 1) + timedelta(random.randrange(730)))

    return [
        {
            "mvp_id": who,
            "year": str(year),
            "invited_on": some_day(year),
            "decision": random.choice(["", "extend", "decline"]),
            "decided_on": random.choice(["", some_day(year)]),
            "renewed_on": random.choice(["", "", some_day(year)]),
        }
        for who in random.sample(people, 5)
        for year in (2023, 2024, 2025)
    ]


def some_spells(random: Random, people: list[str]) -> list[Row]:
    """Further spells of some people, who left and came back; some follow each other at once."""
    return [
        {
            "mvp_id": who,
            "from_on": str(from_on := date(2022, 6, 1) + timedelta(random.randrange(1200))),
            "to_on": random.choice(["", str(from_on + timedelta(random.randrange(500)))]),
        }
        for who in people
        if random.random() < 0.6
    ]


def edges(settings: Settings) -> list[date]:
    """Days around the ends of two years, and around the ends of the months of renewal."""
    found = []
    for year in (year_begun_in(settings, 2023), year_begun_in(settings, 2024)):
        months = (settings.shown_months, settings.decide_months)
        later = [add_months(year.next_first, number) for number in months]
        found += [year.first, *(day + ONE_DAY for day in year.checkpoints), *year.checkpoints]
        found += [year.next_first - ONE_DAY, year.next_first, *later, *(d - ONE_DAY for d in later)]
    return found


def source_of(folder: Path, random: Random) -> Path:
    tiny = dict(tiny_rows())
    people = [row["mvp_id"].strip() for row in tiny["mvps"]]
    if random.random() < 0.7:
        del tiny["sources"]
    files = {f"{name}.csv": text_of(rows) for name, rows in tiny.items()}
    files["contributions_drawn.csv"] = text_of(some_contributions(random, people))
    files["renewals_drawn.csv"] = text_of(some_renewals(random, people))
    files["memberships.csv"] = text_of(some_spells(random, people))
    files["program.toml"] = as_toml(some_settings(random))
    return written(folder, files)


@steady(6)
@given(st.randoms(use_true_random=False))
def test_any_year_gives_the_snapshot_of_the_reference(
    tmp_path_factory: pytest.TempPathFactory, random: Random
):
    folder = tmp_path_factory.mktemp("years")
    source = source_of(folder / "input", random)
    outcome = Outcome(build(source, folder / "out" / "mvp.duckdb", AS_OF, load_program(source)))
    assert outcome.rejects == []
    settings = read_settings(PROGRAM_TOML, source / "program.toml")
    for day in random.sample(edges(settings), 3):
        found = snapshot(outcome, day, folder / day.isoformat())
        for name, expected in reference.snapshot(source, day).items():
            rows = list(csv.DictReader(io.StringIO(found[name], newline="")))
            assert rows == expected, (name, day, settings)
        assert_as_in_the_reference(source, Day(outcome.built.path, day), day, AS_OF)
        assert_calls_as_in_the_reference(source, Day(outcome.built.path, day), day, AS_OF)
