"""By when to call, and how many calls a week it takes: docs/rules.md section 7."""

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.days.scope import Scope
from data.sql.files import sql
from tests.data.test_properties import steady
from tests.reference.calls import calls_a_week
from tests.rules.by_hand import chance_of, days, days_ahead, size_and_days
from tests.rules.calls_compared import assert_calls_as_in_the_reference, figure

AS_OF, CHECKPOINT = "2025-10-02", "2025-12-31"
MONTHLY = [f"2025-{month:02}-15" for month in range(1, 10)]
TEN = [*MONTHLY, "2025-09-28"]


def made(mvp_id: str, on: list[str]) -> str:
    return "".join(f"{mvp_id} | forge | {day} | 1 |\n" for day in on)


@pytest.fixture(scope="module")
def program(draw):
    """On October 2, in forge: 12 components are expected by December 31, 11 after ten days away."""
    return draw(
        mvps="""
            mvp_id  | entered_on | team
            regular | 2025-01-01 | North
            away    | 2025-01-01 | North
            idle    | 2025-01-01 | South
            slow    | 2025-01-01 | South
            fine    | 2025-01-01 | South
            answers | 2025-01-01 |
            late    | 2025-01-01 | South
        """,
        commitments="""
            mvp_id  | year | track
            regular | 2025 | forge
            away    | 2025 | forge
            idle    | 2025 | forge
            slow    | 2025 | forge
            fine    | 2025 | forge
            answers | 2025 | forum
            late    | 2025 | forum
        """,
        leaves="""
            mvp_id | from_on    | to_on      | agreed_on
            away   | 2025-12-10 | 2025-12-19 | 2025-09-01
        """,
        contributions="mvp_id | track | occurred_at | days | accepted\n"
        + made("regular", TEN)
        + made("away", TEN)
        + made("slow", ["2025-01-15"])
        + "fine | forge | 2025-01-01 | 12 |\n"
        + "answers | forum | 2025-01-01 | 92 | yes\n"
        + "answers | forum | 2025-04-03 | 183 | no\n",
    )


def latest_day(needed: int, a_day: float, leave=()) -> str:
    """The last day after which the days without leave are enough, tried one by one."""
    enough = [
        day
        for day in days(AS_OF, CHECKPOINT)
        if days_ahead(str(day), CHECKPOINT, leave) * a_day >= needed
    ]
    return str(max(enough))


def test_the_latest_day_leaves_enough_days_at_the_usual_pace(program):
    size, q = size_and_days("forge", AS_OF, "2025-01-01", TEN)
    assert chance_of(2, size, q, 90) < 0.5  # at risk, although 90 days bring more than 2
    assert 90 * size / q > 2
    by = latest_day(2, size / q)
    assert AS_OF < by < CHECKPOINT
    found = program.rows("call_deadlines", "call_by, why_now", AS_OF, mvp_id="regular")
    assert found == [(date.fromisoformat(by), None)]
    said = program.value("call_deadlines", "call_when", AS_OF, mvp_id="regular")
    assert said == f"by {date.fromisoformat(by):%b} {date.fromisoformat(by).day}"


def test_days_on_leave_bring_nothing(program):
    leave = list(days("2025-12-10", "2025-12-19"))
    size, q = size_and_days("forge", AS_OF, "2025-01-01", TEN)
    by = latest_day(1, size / q, leave)
    assert by < latest_day(1, size / q)
    assert program.value("call_deadlines", "call_by", AS_OF, mvp_id="away") == date.fromisoformat(
        by
    )


def test_who_has_no_latest_day_is_to_be_called_now(program):
    program.shows(
        "call_deadlines",
        """
        mvp_id  | call_by    | week | call_when | why_now
        idle    | 2025-10-02 | 1    | now       | nothing done so far
        slow    | 2025-10-02 | 1    | now       | at the usual pace it is not enough
        answers | 2025-10-02 | 1    | now       | it is about the next answers
        """,
        as_of=AS_OF,
    )


def test_who_needs_nothing_or_cannot_make_it_is_not_on_the_list(program):
    for mvp_id, risk in {"fine": "met", "late": "out_of_reach"}.items():
        assert program.value("track_risk", "risk", AS_OF, mvp_id=mvp_id) == risk
        assert program.rows("call_deadlines", "track", AS_OF, mvp_id=mvp_id) == []
    assert program.rows("call_deadlines", "track", CHECKPOINT) == []


@pytest.fixture(scope="module")
def leavers(draw):
    """Each is behind in the same way, and has another last day or has said so on another day."""
    ends = {
        "soon": ("2025-11-15", AS_OF),
        "that_day": (CHECKPOINT, AS_OF),
        "the_day_after": ("2026-01-01", AS_OF),
        "said_later": ("2025-11-15", "2025-10-03"),
        "not_said": ("2025-11-15", ""),
        "back_at_once": ("2025-11-15", AS_OF),
        "stays": ("", ""),
    }
    rows = "".join(
        f"{who} | 2025-01-01 | {to_on} | {agreed_on}\n" for who, (to_on, agreed_on) in ends.items()
    )
    return draw(
        mvps="mvp_id | entered_on\n" + "".join(f"{who} | 2025-01-01\n" for who in ends),
        memberships="mvp_id | from_on | to_on | agreed_on\n"
        + rows
        + "back_at_once | 2025-11-15 | | \n",
        commitments="mvp_id | year | track\n" + "".join(f"{who} | 2025 | forge\n" for who in ends),
        contributions="mvp_id | track | occurred_at | days\n"
        + "".join(f"{who} | forge | 2025-01-15 | 1\n" for who in ends),
    )


STAYING = {"the_day_after", "said_later", "not_said", "back_at_once", "stays"}


def test_who_is_known_to_leave_by_the_checkpoint_needs_no_call(leavers):
    called = {mvp_id for (mvp_id,) in leavers.rows("call_deadlines", "mvp_id", AS_OF)}
    assert called == STAYING
    known = leavers.rows("known_leavings", "mvp_id, leaves_on", AS_OF)
    assert dict(known) == {
        "soon": date(2025, 11, 15),
        "that_day": date(2025, 12, 31),
        "the_day_after": date(2026, 1, 1),
    }
    next_day = {mvp_id for (mvp_id,) in leavers.rows("call_deadlines", "mvp_id", "2025-10-03")}
    assert next_day == STAYING - {"said_later"}


def test_a_known_leaving_moves_no_risk(leavers):
    risks = leavers.rows("track_risk", "risk, chance, needed", AS_OF)
    assert len(risks) == 7
    assert len(set(risks)) == 1


def test_the_calls_say_how_many_leave(leavers):
    (said,) = figure(leavers.day(AS_OF), "calls_finding")
    assert said == {
        "sentence": "Call 5 MVPs who can still make it by Dec 31",
        "note": "5 of the 7 at risk. The other 2 at risk: 2 leaving before then.",
    }


def test_each_team_has_its_calls_and_a_lead_those_of_their_team(program):
    day = program.day(AS_OF)
    teams = {row["team"]: row for row in figure(day, "capacity")}
    assert [teams[team]["mvps"] for team in ("North", "South", "No team")] == [2, 2, 1]
    assert [teams[team]["due_this_week"] for team in ("South", "No team")] == [2, 1]
    assert teams["South"]["due_later"] is None
    (seen,) = figure(day, "capacity", scope=Scope(teams=("North",)))
    assert seen == teams["North"]
    own = figure(day, "capacity", scope=Scope(mvp_id="slow"))
    assert [(row["team"], row["mvps"]) for row in own] == [("South", 1)]


def test_an_answer_day_counts_once_however_fast_the_pace(draw):
    """Two answers in two days on leave: no open day yet, so the forecast has more than 1 a day."""
    program = draw(
        mvps="mvp_id | entered_on\nnew | 2025-10-01",
        commitments="mvp_id | year | track\nnew | 2025 | forum",
        leaves="mvp_id | from_on | to_on\nnew | 2025-10-01 | 2025-10-02",
        contributions="mvp_id | track | occurred_at | days\nnew | forum | 2025-10-01 | 2",
    )
    leave = list(days("2025-10-01", "2025-10-02"))
    size, q = size_and_days("forum", AS_OF, "2025-10-01", ["2025-10-01", "2025-10-02"], leave)
    assert size / q > 1
    needed = program.value("track_risk", "needed", AS_OF)
    assert program.value("call_deadlines", "call_by", AS_OF) == date.fromisoformat(
        latest_day(needed, 1)
    )


def test_who_has_no_answer_day_is_to_be_called_now(draw):
    """66 weekdays from October 1 to December 31, and 90 days left: it can still be done."""
    program = draw(
        mvps="mvp_id | entered_on\nidle | 2025-10-01",
        commitments="mvp_id | year | track\nidle | 2025 | forum",
    )
    columns = "needed, call_by, why_now"
    assert program.rows("call_deadlines join track_risk using (mvp_id, track)", columns, AS_OF) == [
        (66, date.fromisoformat(AS_OF), "nothing done so far")
    ]


def test_in_points_the_pace_is_that_of_points(draw):
    """All contributions have 5 points, so each is expected to bring 5."""
    rows = "".join(f"ana | forge | {day} | 5\n" for day in TEN)
    program = draw(
        settings={
            "tracks.forge": {
                **{"counts": ["component"], "unit": ["point", "points"], "repeats": "never"},
                **{"measure": "points", "pieces": 5, "cadence_months": 1},
            }
        },
        mvps="mvp_id | entered_on\nana | 2025-01-01",
        commitments="mvp_id | year | track\nana | 2025 | forge",
        contributions=f"mvp_id | track | occurred_at | points\n{rows}",
    )
    size, q = size_and_days("forge", AS_OF, "2025-01-01", TEN)
    assert program.value("track_risk", "needed", AS_OF) == 12 * 5 - 10 * 5
    assert program.value("call_deadlines", "call_by", AS_OF) == date.fromisoformat(
        latest_day(10, 5 * size / q)
    )


@pytest.mark.parametrize("as_of", ["2025-01-15", "2025-02-28", "2025-05-15", "2025-10-05"])
def test_the_sample_is_as_in_the_reference(sample, as_of):
    day = sample.program.day(as_of)
    listed = assert_calls_as_in_the_reference(sample.source, day, date.fromisoformat(as_of))
    assert listed > 5


def capacity(*weeks: int) -> tuple:
    """The row of a team with a call due in each of these weeks, as of Monday, July 7, 2025."""
    with duckdb.connect() as con:
        con.execute("create table due as select unnest($weeks) as week", {"weeks": list(weeks)})
        con.execute(
            "create table call_deadlines as select 'm' || row_number() over () as mvp_id, week, "
            "least(date '2025-07-06' + 7 * week, date '2025-07-30') as week_ends_on, "
            "null as why_now from due"
        )
        con.execute("create table members as select mvp_id, 'Iberia' as team from call_deadlines")
        (row,) = con.execute(sql("pages/at_risk/capacity")).fetchall()
        return row


def test_the_examples_of_the_rules():
    assert capacity(1, 1, 1, 1, 2, 4, 4, 4, 4, 4) == (
        *("Iberia", 10, 4, 0, "1 in the week to Jul 20, 5 in the week to Jul 30", 4),
    )
    assert capacity(2, 2, 2, 4, 4, 4, 4, 4) == (
        "Iberia",
        8,
        0,
        0,
        "3 in the week to Jul 20, 5 in the week to Jul 30",
        2,
    )


@steady(30)
@given(st.lists(st.integers(1, 52), min_size=1, max_size=40))
def test_as_many_calls_a_week_make_nobody_late_and_one_less_somebody(weeks):
    assert capacity(*weeks)[-1] == calls_a_week(weeks)
