"""Programs with tracks of their own, drawn at random: the snapshot is that of the reference."""

import csv
import io
import json
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build.build import build
from data.settings.files import load_program
from tests import reference

from .folders import AS_OF, Outcome, written
from .test_properties import snapshot, steady, text_of
from .test_random_parts import some_parts
from .tiny_rows import tiny_rows

STANDARD = ("forum", "forge", "content", "meetup")
NAMES = ("podcasts", "code review", "übungen", "talks-2", "mentoring", "a")
DAYS = (date(2024, 8, 15), date(2024, 12, 31), date(2025, 2, 1))
Row = dict[str, str]


def some_track(random: Random, name: str) -> dict[str, object]:
    """A table of settings; its kinds are named after the track."""
    track: dict[str, object] = {
        "counts": [f"{name} kind", f"{name} other"],
        "shown": random.choice([[], [f"{name} shown"]]),
        "unit": ["piece", "pieces"],
        "repeats": random.choice(["any_day", "same_day", "never"]),
    }
    measure = random.choice([None, "days", "pieces", "points"])
    if measure:
        track["measure"] = measure
    rate = random.random()
    if rate < 0.3:
        track["weekday_share"] = round(
            random.uniform(0.01, 1 if measure in (None, "days") else 3), 3
        )
    elif rate < 0.5:
        track["per_year"] = random.choice([1, random.randrange(1, 40), "37/3", 1.5, 60.25])
    else:
        track["cadence_months"] = random.randrange(1, 13)
        track["pieces"] = random.choice([1, random.randrange(1, 40), "7/3", 1.5, 12.25])
    if random.random() < 0.3:
        track["min_solution_share"] = random.choice(["1/3", "0.25", "1", 0])
    if random.random() < 0.5:
        track["label"] = f"{name}!"
    return track


def some_settings(random: Random) -> dict[str, dict[str, object]]:
    """Tables of tracks: some of one's own, and some standard ones that are not in use."""
    own = random.sample(NAMES, random.randrange(5))
    unused = random.sample(STANDARD, random.randrange(0 if not own else 1, 5 if own else 4))
    return {name: some_track(random, name) for name in own} | {
        name: {"use": False} for name in unused
    }


def as_toml(tracks: dict[str, dict[str, object]]) -> str:
    lines = []
    for name, track in tracks.items():
        lines += [f"[tracks.{json.dumps(name, ensure_ascii=False)}]"]
        lines += [
            f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in track.items()
        ]
    return "\n".join(lines) + "\n"


def in_use(rows: list[Row], tracks: dict[str, dict[str, object]]) -> list[Row]:
    """Rows that are about no track, or about one that is in use."""
    unused = {name for name, track in tracks.items() if track.get("use") is False}
    return [row for row in rows if row.get("track", "").strip().lower() not in unused]


def some_contributions(random: Random, people: list[str], name: str, track: dict) -> list[Row]:
    kinds = [*track["counts"], *track["shown"]]
    return [
        {
            "contribution_id": f"{name}-{number}",
            "mvp_id": random.choice(people),
            "track": name,
            "kind": random.choice(kinds),
            "occurred_at": (date(2023, 6, 1) + timedelta(random.randrange(600))).isoformat(),
            "url": random.choice(["", "", f"https://x.example/{random.randrange(9)}"]),
            "accepted": random.choice(["", "yes", "no"]),
            "points": random.choice(["", "0", "1", "3.0", str(random.randrange(60))]),
        }
        for number in range(random.randrange(1, 120))
    ]


def some_sources(random: Random, names: list[str]) -> list[Row]:
    """What is stated about the data of some tracks: from when it is complete, up to when, both."""
    days = {"complete_from": date(2023, 1, 1), "complete_until": date(2024, 6, 1)}
    columns = random.choice([["complete_from"], ["complete_until"], [*days]])
    return [
        {"track": name}
        | {
            column: random.choice(
                ["", (days[column] + timedelta(random.randrange(250))).isoformat()]
            )
            for column in columns
        }
        for name in names
        if random.random() < 0.6
    ]


@steady(6)
@given(st.randoms(use_true_random=False))
def test_any_tracks_give_the_snapshot_of_the_reference(
    tmp_path_factory: pytest.TempPathFactory, random: Random
):
    tracks = some_settings(random)
    own = {name: track for name, track in tracks.items() if "counts" in track}
    tiny = tiny_rows()
    kept = {name: in_use(rows, tracks) for name, rows in tiny.items()}
    files = {f"{name}.csv": text_of(rows) for name, rows in kept.items() if rows}
    files["program.toml"] = as_toml(tracks) + some_parts(random)
    people = [row["mvp_id"].strip() for row in tiny["mvps"]]
    if own:
        rows = [r for name in own for r in some_contributions(random, people, name, own[name])]
        files["contributions_own.csv"] = text_of(rows)
        committed = [
            {"mvp_id": who, "year": year, "track": random.choice(list(own))}
            for who in random.sample(people, 6)
            for year in ("2024", "2025")
        ]
        files["commitments_own.csv"] = text_of(committed)
        if stated := some_sources(random, [*own]):
            files["sources_own.csv"] = text_of(stated)
    folder = tmp_path_factory.mktemp("tracks")
    source = written(folder / "input", files)
    outcome = Outcome(build(source, folder / "out" / "mvp.duckdb", AS_OF, load_program(source)))
    assert outcome.rejects == []
    for day in DAYS:
        found = snapshot(outcome, day, folder / day.isoformat())
        for name, expected in reference.snapshot(source, day).items():
            assert list(csv.DictReader(io.StringIO(found[name], newline=""))) == expected, name
