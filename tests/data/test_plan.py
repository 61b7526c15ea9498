"""A plan gives the figures of docs/rules.md section 18: those of a build in which it was kept."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.explain.seen import Moment, seen_of
from data.plan.ahead import look_ahead
from data.plan.plan import WHOLE, Ahead, Intent, Plan
from data.settings.files import load_program
from tests.reference.acceptance import answers_ahead
from tests.reference.forecast import size_and_exposure
from tests.reference.inputs import read_inputs
from tests.reference.settings import PROGRAM_TOML, read_settings

from .drawn_pairs import LEAVES, POINTS
from .folders import written
from .test_properties import steady, text_of
from .test_random_years import KINDS, as_toml, some_settings

HEADER = "contribution_id,mvp_id,track,kind,occurred_at,url,accepted\n"
BEN = {
    "mvps.csv": "mvp_id,name,email,entered_on\nben,Ben,ben@example.org,2025-01-01\n",
    "commitments.csv": "mvp_id,year,track\nben,2025,forge\n",
    "leaves.csv": "mvp_id,from_on,to_on\nben,2025-03-03,2025-03-16\n",
    "contributions.csv": HEADER
    + "c0,ben,forum,answer,2024-11-15,,\n"
    + "".join(
        f"c{n},ben,forge,component,{day},/forge/{n},\n"
        for n, day in enumerate(("2025-01-20", "2025-02-14", "2025-04-03", "2025-05-22"), 1)
    ),
    "sources.csv": "track,complete_until,complete_from\n"
    "forum,2025-07-07,2024-11-01\nforge,2025-07-07,2024-11-01\n",
}
MONDAY = date(2025, 7, 7)
AUGUST = (date(2025, 8, 1), date(2025, 8, 31))
EVERYBODY = Scope(everybody=True)
FIGURES = ("done", "expected", "level_label", "target", "answers", "solutions")


def built(folder: Path, files: dict[str, str], as_of: date) -> Path:
    source = written(folder / "input", files)
    return build(source, folder / "out" / "mvp.duckdb", as_of, load_program(source)).path


def planned(path: Path, day: date, plan: Plan, mvp_id: str = "ben") -> Ahead:
    return look_ahead(seen_of(Moment(path, day), [mvp_id]), plan)


def outlook(ahead: Ahead, horizon: str, track: str = "forge") -> dict[str, Any]:
    (found,) = [r for r in ahead.outlook if (r["track"], r["horizon"]) == (track, horizon)]
    return dict(found)


def by(checkpoint: int, final: int) -> Intent:
    return Intent(checkpoint, final)


def plan_of(track: str, intent: Intent, leave: tuple[date, date] | None = None) -> Plan:
    return Plan(((track, intent),), leave)


def test_the_example_of_the_rules(tmp_path):
    path = built(tmp_path, BEN, MONDAY)
    ahead = planned(path, MONDAY, plan_of("forge", by(2, 6), AUGUST))
    assert [f"{row['day']:%m-%d}" for row in ahead.rows] == [
        *("07-18", "07-31"),
        *("09-30", "10-30", "12-01", "12-31"),
    ]
    soon, later = (outlook(ahead, horizon) for horizon in ("checkpoint", "final"))
    assert [round(row["chance_without"], 4) for row in (soon, later)] == [0.0879, 0.1372]
    assert [row["chance_with"] for row in (soon, later)] == [1, 1]
    assert [row["smallest"] for row in (soon, later)] == [2, 6]
    assert (soon["risk_without"], soon["risk_with"]) == ("high", "met")
    shown = [
        [ahead.then[horizon]["forge"][figure] for figure in FIGURES[:4]]
        for horizon in ("checkpoint", "final")
    ]
    assert shown == [[6, 6, "on track", 10], [10, 10, "on track", 10]]
    assert ahead.whole[True] == {"risk_label": "met", "chance": 1}
    without_leave = planned(path, MONDAY, plan_of("forge", by(1, 6)))
    assert outlook(without_leave, "final")["smallest"] == 7
    assert without_leave.then["checkpoint"]["forge"]["level_label"] == "behind"
    assert round(outlook(without_leave, "checkpoint")["chance_with"], 4) == 0.0879


def test_nothing_follows_when_the_year_is_over_or_for_somebody_unknown(tmp_path):
    path = built(tmp_path, BEN, date(2025, 12, 31))
    plan = plan_of("forge", by(2, 6))
    nothing = Ahead([], {}, {}, [])
    assert planned(path, date(2025, 12, 31), plan) == nothing
    assert planned(path, MONDAY, plan, "nobody") == nothing


def forum(accepted: int, answers: int) -> dict[str, str]:
    """Ben in the forum: so many answers on weekdays from January 6 on, the last ones accepted."""
    days = [date(2025, 1, 6) + timedelta(n) for n in range(7 * answers)]
    weekdays = [day for day in days if day.weekday() < 5][:answers]
    rows = [
        f"a{n},ben,forum,answer,{day},,{'yes' if n >= answers - accepted else 'no'}\n"
        for n, day in enumerate(weekdays)
    ]
    commitments = "mvp_id,year,track\nben,2025,forum\n"
    return BEN | {"contributions.csv": HEADER + "".join(rows), "commitments.csv": commitments}


@pytest.mark.parametrize("accepted", [30, 64])
def test_the_smallest_plan_is_found_as_by_trying_each_number(tmp_path, accepted):
    # 142 answer days are expected by July 31, and 10 days are left.
    path, day = built(tmp_path, forum(accepted, 136), MONDAY), date(2025, 7, 21)
    tried = {
        number: outlook(
            planned(path, day, plan_of("forum", by(number, number))), "checkpoint", "forum"
        )
        for number in range(11)
    }
    enough = [number for number, row in tried.items() if row["chance_with"] >= 0.9]
    assert all(row["planned"] == number for number, row in tried.items())
    assert {row["smallest"] for row in tried.values()} == {min(enough, default=None)}
    needed = tried[0]["needed"]
    assert needed == 6
    assert bool(enough) == (accepted == 64)
    assert all(tried[n]["chance_with"] == tried[0]["chance_without"] for n in range(needed))
    # What stays uncertain is the share, as the reference has it for so many days or more.
    settings = read_settings(PROGRAM_TOML)
    inputs = read_inputs(tmp_path / "input", settings, MONDAY)
    ben, left = inputs.mvps["ben"], 10
    size, exposure = size_and_exposure(settings, inputs, ben, "forum", day)
    for number in range(needed, left + 1):
        ahead = answers_ahead(
            settings, inputs, ben, "forum", number, left * size / exposure, day, left
        )
        row = tried[number]
        assert ahead.is_lost == (accepted == 30)
        if not ahead.is_lost:
            assert (row["next_answers"], row["must_be_accepted"]) == (ahead.answers, ahead.accepted)
        if ahead.more == number:
            assert row["chance_with"] == pytest.approx(ahead.share_chance, abs=1e-9)
        else:  # more days are needed for the share
            assert row["chance_with"] == tried[0]["chance_without"]


def test_so_many_a_week_leave_out_leave_and_no_day_takes_two(tmp_path):
    path = built(tmp_path, forum(62, 130), MONDAY)
    every = planned(path, MONDAY, plan_of("forum", Intent(a_week=Decimal(7)), AUGUST))
    days = [row["day"] for row in every.rows]
    assert len(days) == len({*days}) == 24 + 30 + 31 + 30 + 31
    assert not [day for day in days if AUGUST[0] <= day <= AUGUST[1]]
    few = planned(path, MONDAY, plan_of("forum", Intent(a_week=Decimal("1.5"))))
    assert outlook(few, "checkpoint", "forum")["planned"] == 1.5 * 24 // 7
    assert outlook(few, "final", "forum")["planned"] == 1.5 * 177 // 7
    assert {row["day"].weekday() for row in few.rows} <= set(range(5))


def test_nothing_is_planned_where_all_is_leave_or_after_the_final_checkpoint(tmp_path):
    path = built(tmp_path, BEN, MONDAY)
    plan = plan_of("forge", by(2, 9), (date(2025, 7, 8), date(2025, 7, 31)))
    away = planned(path, MONDAY, plan)
    soon = outlook(away, "checkpoint")
    assert (soon["planned"], soon["needed"], soon["smallest"]) == (0, 2, None)
    assert outlook(away, "final")["planned"] == len(away.rows) == 9
    # After September 30, the next checkpoint is the final one.
    october = planned(path, date(2025, 10, 1), plan_of("forge", by(2, 9)))
    assert outlook(october, "checkpoint")["planned"] == 2 == len(october.rows)
    assert outlook(october, "final")["planned"] == 2


# Any plan of any program gives what a build gives in which it was kept.

TRACKS = [*KINDS, "mentoring"]
PEOPLE = ("ana", "ben", "cay")


def some_files(random: Random, day: date) -> dict[str, list[dict[str, str]]]:
    """What is known of three MVPs on a day, and nothing that is dated later."""

    def earlier() -> str:
        return str(day - timedelta(random.randrange(900)))

    rows = [
        {
            "contribution_id": f"c{number}",
            "mvp_id": random.choice(PEOPLE),
            "track": (track := random.choice(TRACKS)),
            "kind": KINDS.get(track, "session"),
            "occurred_at": earlier(),
            "accepted": random.choice(["true", "false"]) if track == "forum" else "",
            "points": str(random.randrange(9)) if track == "mentoring" else "",
        }
        for number in range(400)
    ]
    leaves = [
        {"mvp_id": random.choice([*PEOPLE, "*"]), "from_on": start,
         "to_on": str(date.fromisoformat(start) + timedelta(random.randrange(90))),
         "agreed_on": earlier(), "share": random.choice(["", "0.5", "1"])}
        for start in {earlier() for _ in range(4)}
    ]  # fmt: skip
    return {
        "mvps": [
            {"mvp_id": who, "name": who, "email": f"{who}@example.org", "entered_on": earlier()}
            for who in PEOPLE
        ],
        "commitments": [
            {"mvp_id": who, "year": str(year), "track": track}
            for who in PEOPLE[1:]
            for year in range(day.year - 1, day.year + 2)
            for track in sorted(random.sample(TRACKS, random.randrange(1, 4)))
        ],
        "contributions": rows,
        "leaves": leaves,
    }


def some_plan(random: Random, day: date) -> Plan:
    tracks = []
    for track in random.sample(TRACKS, random.randrange(1, 5)):
        soon = random.randrange(9)
        weekly = track == "forum" and random.random() < 0.6
        a_week = Decimal(random.randrange(1, 15)) / 2 if weekly else None
        tracks.append((track, Intent(soon, soon + random.randrange(9), a_week)))
    first = day + timedelta(random.randrange(1, 60))
    leave = (first, first + timedelta(random.randrange(40)))
    return Plan(tuple(tracks), random.choice([None, leave]))


def leave_rows(plans: dict[str, Plan], day: date) -> str:
    rows = [
        f"{who},{plan.leave[0]},{plan.leave[1]},{day},,,,"
        for who, plan in plans.items()
        if plan.leave
    ]
    return "\n".join([LEAVES, *rows]) + "\n"


def contribution_rows(aheads: dict[str, Ahead]) -> str:
    """The planned contributions as a file of the contract."""
    header = "contribution_id,mvp_id,track,kind,occurred_at,accepted,points"
    cells = [
        [f"p{who}{row['contribution_id']}", who, row["track"], row["kind"], row["day"],
         row["accepted"], row["points"]]
        for who, ahead in aheads.items()
        for row in ahead.rows
    ]  # fmt: skip
    lines = [",".join("" if c is None else str(c) for c in row).lower() for row in cells]
    return "\n".join([header, *lines]) + "\n"


def kept(path: Path, day: date, people: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The figures of judged tracks and of MVPs as a whole, as pages show them."""
    asked = f"""
        select mvp_id, track, {", ".join(FIGURES)} from progress where is_judged
        union all by name
        select mvp_id, '{WHOLE}' as track, level_label from members"""
    found: dict[str, dict[str, Any]] = {who: {} for who in people}
    for who, track, *values in Day(path, day).query(EVERYBODY, asked).fetchall():
        found[who][track] = dict(zip(FIGURES, values, strict=True))
    return found


def chances(path: Path, day: date) -> dict[tuple[str, str, str], float]:
    asked = "select mvp_id, track, horizon, chance from chances"
    rows = Day(path, day).query(EVERYBODY, asked).fetchall()
    return {tuple(key): chance for *key, chance in rows}


@steady(3)
@given(st.builds(Random, st.integers(0, 10**6)))
def test_any_plan_gives_the_figures_of_a_build_in_which_it_was_kept(
    tmp_path_factory: pytest.TempPathFactory, random: Random
):
    folder = tmp_path_factory.mktemp("plan")
    day = date(2025, 1, 1) + timedelta(random.randrange(330))
    files = {f"{name}.csv": text_of(rows) for name, rows in some_files(random, day).items()}
    own = as_toml(some_settings(random)) if random.random() < 0.5 else ""
    files |= {"program.toml": own + POINTS}
    path = built(folder / "now", files, day)
    plans = {who: some_plan(random, day) for who in PEOPLE}
    aheads = {who: planned(path, day, plan, who) for who, plan in plans.items()}
    ends = {h: row["due_on"] for a in aheads.values() for row in a.outlook
            for h in [row["horizon"]]}  # fmt: skip

    today, away = chances(path, day), {"leaves_plan.csv": leave_rows(plans, day)}
    on_leave = chances(built(folder / "away", files | away, day), day)
    for who, ahead in aheads.items():
        for row in ahead.outlook:
            place = (who, row["track"], row["horizon"])
            if row["chance_without"] is None:  # unknown figures
                continue
            assert row["chance_without"] == pytest.approx(today[place], abs=1e-9)
            if row["planned"] == 0:
                assert row["chance_with"] == pytest.approx(on_leave[place], abs=1e-9)
    if not ends:
        return
    rows = {"contributions_plan.csv": contribution_rows(aheads)}
    then = built(folder / "then", files | away | rows, max(ends.values()))
    for horizon, due_on in ends.items():
        found = kept(then, due_on, PEOPLE)
        assert {who: ahead.then[horizon] for who, ahead in aheads.items()} == {
            who: {t: f if t else {"level_label": f["level_label"], **dict.fromkeys(
                set(FIGURES) - {"level_label"})} for t, f in tracks.items()}
            for who, tracks in found.items()
        }  # fmt: skip
