"""docs/rules.md section 11, Did it help?: flags with and without a contact, and how they ended."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import duckdb
import pytest

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.events.folder import EventFolder
from data.events.model import new
from data.sql.files import sql
from tests.reference import contacts
from tests.rules.drawn import BUILT_AS_OF, EVERYBODY, changed_settings, drawn

TOO_FEW = "too few to say"
CHECKPOINT = date(2025, 9, 30)
AS_OF = date(2025, 10, 15)  # after one checkpoint since the first call
FLAGS = "checkpoint, mvp_id, track, flagged_on, has_recovered, is_called"

CASES = """
    checkpoint | mvp_id | track   | observed_on | is_flagged | is_reached
    2025-03-31 | ana    | forge   | 2025-01-30  | true       | false
    2025-07-31 | ana    | forge   | 2025-06-01  | true       | true
    2025-07-31 | ana    | forge   | 2025-07-01  | true       | true
    2025-07-31 | ana    | content | 2025-06-01  | false      | true
    2025-07-31 | ana    | content | 2025-07-01  | true       | true
    2025-07-31 | ben    | forge   | 2025-07-17  | true       | false
    2025-07-31 | cay    | forge   | 2025-07-17  | false      | false
    2025-07-31 | dan    | forge   | 2025-06-01  | true       | false
    2025-07-31 | dan    | forge   | 2025-07-01  | false      | false
    2025-07-31 | eve    | forge   | 2025-06-01  | true       | false
    2025-09-30 | ana    | forge   | 2025-08-01  | true       | false
"""
CALLS = """
    mvp_id | called_on
    ana    | 2025-06-01
    ben    | 2025-07-16
    ben    | 2025-08-01
    cay    | 2025-07-20
    dan    | 2025-07-31
    gil    | 2025-06-30
"""


def filled(con: duckdb.DuckDBPyConnection, table: str, columns: str, rows: str) -> None:
    con.execute(f"create table {table} ({columns})")
    for row in drawn(rows):
        cells = ", ".join(f"'{value}' as {column}" for column, value in row.items())
        con.execute(f"insert into {table} by name select {cells}")


def test_a_flag_is_one_from_its_first_day_on_and_a_call_up_to_the_checkpoint_is_a_contact():
    with duckdb.connect() as con:
        filled(
            con,
            "cases",
            "checkpoint date, mvp_id varchar, track varchar, observed_on date, is_flagged boolean, "
            "is_reached boolean",
            CASES,
        )
        filled(con, "calls", "mvp_id varchar, called_on date", CALLS)
        found = con.sql(sql("backtest/first_flags")).select(FLAGS).order(FLAGS).fetchall()
    july, june, last = date(2025, 7, 31), date(2025, 6, 1), date(2025, 9, 30)
    assert found == [
        (july, "ana", "content", date(2025, 7, 1), True, False),  # called before it was flagged
        (july, "ana", "forge", june, True, True),  # on the first day itself
        (july, "ben", "forge", date(2025, 7, 17), False, False),  # a day early, a day late
        (july, "dan", "forge", june, False, True),  # on the day of the checkpoint
        (july, "eve", "forge", june, False, False),
        (last, "ana", "forge", date(2025, 8, 1), False, False),
    ]


def helped(*groups: tuple[bool, int, int], too_few: int = 30) -> list[tuple]:
    """The rows of the figure; a group is: with a contact or not, flags, and how many recovered."""
    with duckdb.connect() as con:
        con.execute(
            f"create table rule_settings as select 1.96 as deviations, {too_few} as too_few"
        )
        con.execute("create table first_flags (is_called boolean, has_recovered boolean)")
        con.execute("alter table first_flags add column mvp_id varchar default 'ana'")
        for is_called, flags, recovered in groups:
            con.execute(
                "insert into first_flags by name select $called as is_called, n < $recovered as "
                "has_recovered, 'ana' as mvp_id from range($flags) as numbers(n)",
                {"called": is_called, "flags": flags, "recovered": recovered},
            )
        return con.execute(sql("pages/track_record/did_it_help")).fetchall()


def test_the_example_of_the_rules():
    called, others = helped((True, 40, 18), (False, 80, 24))
    assert called[:4] == ("with a contact", 40, 18, 0.45)
    assert others[:4] == ("without a contact", 80, 24, 0.3)
    assert [round(limit, 3) for limit in called[4:6] + others[4:6]] == [0.307, 0.602, 0.211, 0.408]
    assert (called[6], others[6]) == ("", "")


@pytest.mark.parametrize("few", [(True, 29, 12), (True, 0, 0)])
def test_with_too_few_of_either_there_are_only_counts(few):
    groups = (few, (False, 80, 24)) if few[1] else ((False, 80, 24),)
    for rows in (helped(*groups), helped(*((not called, *rest) for called, *rest in groups))):
        counts = sorted(row[1:3] for row in rows)
        assert counts == [(few[1], few[2]), (80, 24)]
        assert [row[3:] for row in rows] == [(None, None, None, TOO_FEW)] * 2


def test_exactly_as_many_as_are_enough_are_enough():
    assert [row[-1] for row in helped((True, 30, 9), (False, 30, 12))] == ["", ""]


@pytest.mark.parametrize(("flags", "recovered"), [(30, 0), (30, 30), (31, 1), (1000, 999)])
def test_the_interval_is_that_of_the_reference_and_stays_between_0_and_1(flags, recovered):
    for row in helped((True, flags, recovered), (False, flags, recovered)):
        low, high = row[4:6]
        assert 0 <= low <= recovered / flags <= high <= 1
        assert (low, high) == pytest.approx(contacts.likely(recovered, flags), abs=1e-9)


def test_without_a_flag_there_is_no_row():
    assert helped() == []


@pytest.fixture(scope="module")
def calls(sample) -> list[tuple[str, date]]:
    """Calls to half of the people of the sample, on some days around a checkpoint."""
    chance = Random(18)
    people = sample.program.rows("members", "mvp_id", str(AS_OF))
    called = chance.sample([mvp_id for (mvp_id,) in people], len(people) // 2)
    return [(who, date(2025, 8, 1) + timedelta(days=chance.randrange(70))) for who in called]


@pytest.fixture(scope="module")
def day(sample, calls, tmp_path_factory) -> Day:
    """The sample with these calls, as of a day after the checkpoint; 5 flags are enough."""
    folder: Path = tmp_path_factory.mktemp("calls")
    for mvp_id, on in calls:
        moment = datetime.combine(on, time(12), UTC)
        fields = {"outcome": "no_answer"}
        EventFolder(folder / "events").write(
            new("call", "team@example.org", "program", mvp_id, fields, now=moment)
        )
    settings = changed_settings({"record.too_few": 5})
    database = folder / "mvp.duckdb"
    built = build(sample.source, database, BUILT_AS_OF, settings, events=folder / "events")
    return Day(built.path, AS_OF)


def test_the_flags_equal_the_reference(sample, day, calls):
    observed = [CHECKPOINT - timedelta(days=days) for days in (60, 30, 14)]
    days = {date(2025, 7, 31): [date(2025, 7, 1)], CHECKPOINT: observed}
    expected = contacts.flags(sample.source, days, calls)
    found = day.query(EVERYBODY, f"select {FLAGS} from first_flags order by all").fetchall()
    assert found == expected
    assert {(recovered, called) for *_, recovered, called in expected} >= {
        (False, True),
        (False, False),
    }

    rows = day.query(EVERYBODY, sql("pages/track_record/did_it_help")).fetchall()
    for (_, flagged, recovered, share, low, high, note), called in zip(
        rows, (True, False), strict=True
    ):
        theirs = [flag[4] for flag in expected if flag[5] == called]
        assert (flagged, recovered, note) == (len(theirs), sum(theirs), "")
        assert share == pytest.approx(sum(theirs) / len(theirs))
        assert (low, high) == pytest.approx(contacts.likely(recovered, flagged), abs=1e-9)


def test_a_lead_sees_the_flags_of_their_people_and_an_mvp_none(day):
    asked = "select distinct mvp_id from first_flags order by 1"
    people = [mvp_id for (mvp_id,) in day.query(EVERYBODY, asked).fetchall()]
    teams = dict(day.query(EVERYBODY, "select mvp_id, team from membership").fetchall())
    someone = next(mvp_id for mvp_id in people if teams[mvp_id])
    team = teams[someone]
    of_team = [mvp_id for mvp_id in people if teams[mvp_id] == team]

    def seen(scope: Scope) -> list[str]:
        return [mvp_id for (mvp_id,) in day.query(scope, asked).fetchall()]

    assert seen(Scope(teams=(team,))) == of_team
    assert seen(Scope(teams=(team,), mvp_id=someone)) == [m for m in of_team if m != someone]
    assert seen(Scope(mvp_id=someone)) == []
    assert day.query(Scope(mvp_id=someone), sql("pages/track_record/did_it_help")).fetchall() == []
