"""By when to call beside tests/reference, and the figures of At risk about it."""

import re
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from data.days.day import Day
from data.days.scope import Scope
from data.sql.files import sql
from tests.reference import calls as reference

EVERYBODY = Scope(everybody=True)
LISTED = {"in_reach": True, "grouped_by": None, "contacts": None}
COLUMNS = "mvp_id, track, call_by, why_now"


def assert_calls_as_in_the_reference(
    source: Path, day: Day, as_of: date, built_as_of: date = date.max
) -> int:
    """Compare each row with the reference, and the figures with the rows; returns how many."""
    found = day.query(EVERYBODY, f"select {COLUMNS} from call_deadlines order by all").fetchall()
    expected = reference.calls(source, as_of, built_as_of)
    assert [reference.Call(*row) for row in found] == expected
    assert_calls_add_up(day, as_of)
    return len(found)


def assert_calls_add_up(day: Day, as_of: date) -> None:
    """Nobody of the call list is left out or due too late, and the teams have them all."""
    rows = day.query(EVERYBODY, "from call_deadlines").fetchall()
    listed = figure(day, "calls", LISTED)
    assert len(rows) == len(listed)
    by_team: dict[str, dict[str, list[tuple[date, bool]]]] = defaultdict(lambda: defaultdict(list))
    for row in listed:
        assert as_of <= row["call_by"] < row["checkpoint"]
        is_at_once = row["call_when"] == "now"
        assert is_at_once == bool(row["why_now"])
        assert is_at_once or row["call_when"].startswith("by ")
        assert not is_at_once or row["call_by"] == as_of
        by_team[row["team"] or "No team"][row["mvp_id"]].append((row["call_by"], is_at_once))
    teams = figure(day, "capacity")
    assert {team["team"] for team in teams} == by_team.keys()
    for team in teams:
        people = by_team[team["team"]].values()
        weeks = [(min(by for by, _ in calls) - as_of).days // 7 + 1 for calls in people]
        later = [
            int(number) for number in re.findall(r"(\d+) in the week to ", team["due_later"] or "")
        ]
        assert team["mvps"] == len(people) == team["due_this_week"] + sum(later)
        assert team["due_this_week"] == weeks.count(1)
        assert team["due_at_once"] == sum(any(at_once for _, at_once in calls) for calls in people)
        assert team["calls_a_week"] == reference.calls_a_week(weeks)
    due = sum(team["due_this_week"] for team in teams)
    everybody = sum(team["mvps"] for team in teams)
    titles = [row["sentence"] for row in figure(day, "capacity_finding")]
    assert [title.startswith(f"{due:,} of {everybody:,} call") for title in titles] == (
        [True] if everybody else []
    )


def figure(
    day: Day, name: str, parameters: dict[str, object] | None = None, scope: Scope = EVERYBODY
) -> list[dict[str, Any]]:
    """The rows of a figure of At risk, by column."""
    found = day.query(scope, sql(f"pages/at_risk/{name}"), parameters)
    columns = [column for column, *_ in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
