"""Programs whose rules change on dates, drawn at random: each day is that of the reference."""

import csv
import io
import json
from copy import deepcopy
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build.build import build
from data.days.day import Day
from data.settings.files import load_program
from tests import reference
from tests.rules.calls_compared import assert_calls_as_in_the_reference
from tests.rules.years_compared import assert_as_in_the_reference

from .folders import AS_OF, Outcome, written
from .test_properties import snapshot, steady, text_of
from .test_random_tracks import NAMES, STANDARD, some_contributions, some_track
from .tiny_rows import tiny_rows

CHANGED_ON = (date(2024, 5, 20), date(2024, 9, 1), date(2025, 1, 1), date(2025, 1, 20))
CHECKPOINTS = (["12-31"], ["06-30", "12-31"], ["01-31", "05-15", "12-31"])
Tables = dict[str, dict[str, object]]  # table -> key -> value


def some_change(random: Random, tracks: dict[str, dict[str, object]]) -> Tables:
    """Tables to lay over the settings; `tracks` are those in use, and follow the change."""
    tables: Tables = {}
    for name in random.sample(list(tracks), min(len(tracks), 2)):
        track = tracks[name]
        if name == "forum" or random.random() < 0.3:
            rate = {"weekday_share": random.choice([0.125, 0.5, 1.0])}
        else:
            rate = {"cadence_months": random.randrange(1, 7), "pieces": random.randrange(1, 5)}
            if random.random() < 0.3:
                rate = {"per_year": random.choice([2, 9, 20.5])}
            rate["repeats"] = random.choice(["any_day", "same_day"])
        if name not in STANDARD:
            rate["measure"] = random.choice(["days", "pieces", "points"])
        tables[f"tracks.{json.dumps(name, ensure_ascii=False)}"] = rate
        kinds = [*track["counts"], *track["shown"]]
        if len(kinds) > 1 and random.random() < 0.5:
            random.shuffle(kinds)
            cut = random.randrange(1, len(kinds) + 1)
            rate |= {"counts": kinds[:cut], "shown": kinds[cut:]}
            track |= {"counts": kinds[:cut], "shown": kinds[cut:]}
    if len(tracks) > 2 and random.random() < 0.7:
        gone = random.choice(list(tracks))
        tables[f"tracks.{json.dumps(gone, ensure_ascii=False)}"] = {"use": False}
        del tracks[gone]
    if new := [name for name in NAMES if name not in tracks]:
        name = random.choice(new)
        tracks[name] = some_track(random, name)
        tables[f"tracks.{json.dumps(name, ensure_ascii=False)}"] = tracks[name] | {"use": True}
    others: Tables = {
        "year": {"checkpoints": random.choice(CHECKPOINTS)},
        "levels": {"ahead": "3/2", "behind": "1/2"},
        "commitments": {"require": random.choice(["all", "any"])},
        "risk": {"low": 0.9, "medium": 0.4, "recent_days": 30},
        "certification": {"exam_months": 1, "qualifying_from": "associate"},
        "membership": {"nda": random.choice(["auto", "required"])},
        "benefits": {"standard": ["slack", "swag"]},
    }
    renewal = {"decide_months": random.randrange(1, 4), "shown_months": random.randrange(1, 5)}
    tables["renewal"] = renewal | {"at_risk_below": random.choice([0.5, 0.8])}
    return tables | {name: others[name] for name in random.sample(list(others), 2)}


def as_toml(tables: Tables, above: str = "") -> str:
    lines = []
    for table, rows in tables.items():
        lines += [f"[{above}{table}]"]
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rows.items()]
    return "\n".join(lines) + "\n"


@steady(3)
@given(st.randoms(use_true_random=False))
def test_each_day_before_on_and_after_a_change_is_that_of_the_reference(
    tmp_path_factory: pytest.TempPathFactory, random: Random
):
    tracks = {
        "forum": {"counts": ["answer"], "shown": ["moderation"]},
        "forge": {"counts": ["component"], "shown": ["release"]},
        "content": {"counts": ["article", "video"], "shown": []},
        "meetup": {"counts": ["organized", "spoke"], "shown": ["attended"]},
    }
    every: Tables = {}
    changed_on = sorted(random.sample(CHANGED_ON, random.randrange(1, 3)))
    text = '[tracks.content]\ncounts = ["article", "video", "howto", "documentation", '
    text += '"tutorial", "other"]\n'
    for day in changed_on:
        change = some_change(random, tracks)
        every |= deepcopy(tracks)
        text += f'[[from]]\ndate = "{day}"\n' + as_toml(change, "from.")
    tiny = tiny_rows()
    people = [row["mvp_id"].strip() for row in tiny["mvps"]]
    own = {name: track for name, track in every.items() if name not in STANDARD}
    files = {f"{name}.csv": text_of(rows) for name, rows in tiny.items() if rows}
    rows = [row for name in own for row in some_contributions(random, people, name, own[name])]
    files |= {"program.toml": text, "contributions_own.csv": text_of(rows)}
    files["commitments_own.csv"] = text_of(
        [
            {"mvp_id": who, "year": year, "track": random.choice(list(own))}
            for who in random.sample(people, 6)
            for year in ("2024", "2025")
        ]
    )
    folder = tmp_path_factory.mktemp("changes")
    source = written(folder / "input", files)
    outcome = Outcome(build(source, folder / "out" / "mvp.duckdb", AS_OF, load_program(source)))
    assert outcome.rejects == []
    days = {day + timedelta(days=shift) for day in changed_on for shift in (-1, 0)}
    for day in sorted({*days, date(2025, 2, 1)}):
        found = snapshot(outcome, day, folder / day.isoformat())
        for name, expected in reference.snapshot(source, day).items():
            rows = list(csv.DictReader(io.StringIO(found[name], newline="")))
            assert rows == expected, (name, day, text)
        assert_as_in_the_reference(source, Day(outcome.built.path, day), day, AS_OF)
        assert_calls_as_in_the_reference(source, Day(outcome.built.path, day), day, AS_OF)
