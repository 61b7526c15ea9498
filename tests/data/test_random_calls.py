"""Programs drawn at random, whose people do about what is expected: by when to call each of them.

In other random programs hardly anybody can still make it, so nobody can wait for a call. Some
people have done nothing at all.
"""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from data.build.build import build
from data.days.day import Day
from data.settings.files import load_program
from tests.reference import calls as reference
from tests.reference.measures import measure_of
from tests.reference.settings import PROGRAM_TOML, read_settings
from tests.rules.calls_compared import assert_calls_as_in_the_reference

from .folders import AS_OF, Outcome, written
from .test_properties import text_of
from .test_random_tracks import NAMES, STANDARD, Row, as_toml, some_track

BEGINS, DAYS = date(2024, 1, 1), 330
PEOPLE = [f"p{number:02}" for number in range(14)]
IDLE = PEOPLE[:3]
TEAMS = ("Iberia", "", "+Lab")
Track = dict[str, object]


def some_tracks(random: Random) -> dict[str, Track]:
    """Tracks of a program's own, with a piece in three months or more each; one counts days."""
    tracks = {name: some_track(random, name) for name in random.sample(NAMES, 3)}
    first = next(iter(tracks.values()))
    for key in ("per_year", "pieces", "cadence_months"):
        first.pop(key, None)
    first |= {"measure": "days", "weekday_share": round(random.uniform(0.2, 0.6), 3)}
    for track in tracks.values():
        track["repeats"] = "never"
        if "per_year" in track:
            track["per_year"] = random.randrange(4, 13)
        if "pieces" in track:
            track["cadence_months"] = random.randrange(1, 4)
    track["min_solution_share"] = "1/3"  # in the last one, about as many as are accepted
    return tracks


def a_day(track: Track) -> float:
    """How many contributions a day about reach what a track expects, of two points each."""
    measure = measure_of(track)
    units = float(measure.weekday_share or 0) * 5 / 7
    units = units or float(measure.pieces) / measure.cadence_months * 12 / 365
    return units / 2 if measure.counts == "points" else units


def some_contributions(random: Random, who: str, name: str, track: Track) -> list[Row]:
    """Contributions of somebody at about the pace that is expected, which changes on some day."""
    rows, changes_after = [], random.randrange(DAYS)
    paces = [a_day(track) * random.uniform(0.7, 1.2) for _ in range(2)]
    for number in range(DAYS):
        left = paces[number > changes_after]
        while random.random() < left:
            left -= 1
            row = {"mvp_id": who, "track": name, "kind": track["counts"][0]}
            row["contribution_id"] = f"{who}-{name}-{number}-{left}"
            row["occurred_at"] = str(BEGINS + timedelta(number))
            row["accepted"] = random.choice(["yes", "no", "no"])
            rows.append(row | {"points": random.choice(["1", "2", "3"])})
    return rows


def some_leaves(random: Random) -> list[Row]:
    """Leaves of whole days and parts of days, known since the year began."""
    found = []
    for who in random.sample(PEOPLE, 9):
        first = BEGINS + timedelta(random.randrange(340))
        last = first + timedelta(random.randrange(25))
        row = {"mvp_id": who, "from_on": str(first), "to_on": str(last), "agreed_on": str(BEGINS)}
        found.append(row | {"share": random.choice(["1", "0.5", "0.25"])})
    return found


def source_of(folder: Path, random: Random) -> Path:
    tracks = some_tracks(random)
    committed = {who: random.sample(list(tracks), random.choice([0, 1, 2])) for who in PEOPLE}
    rows = {
        "mvps": [
            {"mvp_id": who, "name": who, "email": f"{who}@example.org"}
            | {"entered_on": str(BEGINS), "team": random.choice(TEAMS)}
            for who in PEOPLE
        ],
        "commitments": [
            {"mvp_id": who, "year": "2024", "track": name}
            for who, names in committed.items()
            for name in names
        ],
        "contributions": [
            row
            for who in PEOPLE
            if who not in IDLE
            for name in committed[who] or tracks
            for row in some_contributions(random, who, name, tracks[name])
        ],
        "leaves": some_leaves(random),
    }
    unused = {name: {"use": False} for name in STANDARD}
    files = {f"{name}.csv": text_of(each) for name, each in rows.items()}
    return written(folder, files | {"program.toml": as_toml(tracks | unused)})


def test_calls_are_those_of_the_reference_and_some_can_wait(
    tmp_path_factory: pytest.TempPathFactory,
):
    reasons: Counter[str | None] = Counter()
    idle_in_days = 0
    for seed in range(4):
        random = Random(seed)
        folder = tmp_path_factory.mktemp("calls")
        source = source_of(folder / "input", random)
        outcome = Outcome(build(source, folder / "out" / "mvp.duckdb", AS_OF, load_program(source)))
        assert outcome.rejects == []
        for number in random.sample(range(60, DAYS), 4):
            as_of = BEGINS + timedelta(number)
            day = Day(outcome.built.path, as_of)
            assert_calls_as_in_the_reference(source, day, as_of, AS_OF)
            calls = reference.calls(source, as_of, AS_OF)
            reasons.update(call.why_now for call in calls)
            measures = read_settings(PROGRAM_TOML, source / "program.toml").measures
            idle = [call.track for call in calls if call.why_now == reference.NOTHING_DONE]
            idle_in_days += sum(measures[track].counts == "days" for track in idle)
    assert reasons.keys() >= {None, reference.NOT_ENOUGH, reference.NEXT_ANSWERS}
    assert idle_in_days > 0
    assert reasons[None] > 10
