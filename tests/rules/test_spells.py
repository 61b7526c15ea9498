"""People who left and came back (docs/rules.md section 5), and leave that is seen, cancelled or
partial (sections 1 and 2)."""

import csv
import io
from datetime import date, timedelta
from math import ceil

import pytest

from tests import reference
from tests.rules.by_hand import NUMBERS, chance_of, days

FORGE = """
    mvp_id | year | track
    noa    | 2025 | forge
"""
NOA = """
    mvp_id | entered_on | left_on
    noa    | 2023-01-01 | 2025-03-31
"""
BACK = """
    mvp_id | from_on    | to_on
    noa    | 2025-06-01 |
"""


@pytest.fixture(scope="module")
def noa(draw):
    """The example of section 5: the 62 days from March 31 to May 31 are between two spells."""
    return draw(
        mvps=NOA,
        memberships=BACK,
        commitments=FORGE,
        contributions="""
            contribution_id | mvp_id | track | occurred_at
            first           | noa    | forge | 2025-03-30
            day_left        | noa    | forge | 2025-03-31
            day_before_back | noa    | forge | 2025-05-31
            back            | noa    | forge | 2025-06-01
        """,
        benefits="""
            mvp_id | benefit | granted_on
            noa    | slack   | 2023-01-01
        """,
        certifications="""
            mvp_id | taken_on   | passed | expires_on
            noa    | 2023-02-01 | true   | 2025-02-01
            noa    | 2025-04-15 | false  |
        """,
    )


def test_somebody_who_comes_back_has_left_between_the_spells(noa):
    noa.shows(
        "membership",
        """
        as_of      | mvp_id | status   | entered_on
        2022-12-31 | noa    | upcoming | 2023-01-01
        2025-03-30 | noa    | active   | 2023-01-01
        2025-03-31 | noa    | left     | 2023-01-01
        2025-05-31 | noa    | left     | 2023-01-01
        2025-06-01 | noa    | active   | 2025-06-01
        """,
    )


def test_the_days_between_spells_count_as_leave(noa):
    for as_of, forge, forum in [
        ("2025-03-30", 2, 63),  # Wednesday, January 1 to Sunday, March 30
        ("2025-05-31", 2, 63),
        ("2025-07-15", 4, 63 + 32),  # 32 weekdays from Monday, June 2 to Tuesday, July 15
    ]:
        assert noa.value("progress", "expected", as_of, track="forge") == forge
        assert noa.value("progress", "expected", as_of, track="forum") == forum


def test_nobody_is_flagged_between_spells(noa):
    assert noa.rows("risk", "about", "2025-05-31") == []
    assert noa.rows("certification_status", "status", "2025-05-31") == []
    assert noa.value("renewal_stage", "stage", "2025-05-31") == "left"
    assert noa.value("benefit_state", "state", "2025-05-31", benefit="slack") == "to_revoke"
    assert noa.value("benefit_state", "state", "2025-06-01", benefit="slack") == "granted"


def test_contributions_between_spells_do_not_count(noa):
    noa.shows(
        "contributions",
        """
        contribution_id | counted | not_counted_because
        first           | true    |
        day_left        | false   | between_spells
        day_before_back | false   | between_spells
        back            | true    |
        """,
        as_of="2025-07-15",
    )


def test_a_certification_cycle_begins_with_the_spell(noa):
    """The pass ended in the first spell, and the failed attempt was made before the second one."""
    noa.shows(
        "certification_status",
        """
        as_of      | mvp_id | status   | deadline   | failed_attempts
        2025-03-30 | noa    | expired  | 2025-05-02 | 0
        2025-06-01 | noa    | exam_due | 2025-09-01 | 0
        """,
    )


def test_the_roster_of_a_year_has_those_with_a_spell_in_it(draw):
    program = draw(
        mvps="""
            mvp_id | entered_on | left_on
            eve    | 2022-05-01 | 2023-02-01
        """,
        memberships="""
            mvp_id | from_on    | to_on
            eve    | 2025-03-01 | 2025-09-01
        """,
    )
    for as_of, years in [
        ("2024-06-30", []),
        ("2025-02-28", []),
        ("2025-04-01", [(2025, date(2025, 3, 1))]),
        ("2025-12-31", [(2025, date(2025, 3, 1))]),
        ("2026-04-01", []),
    ]:
        assert program.rows("roster", "year, start", as_of) == years, as_of


@pytest.mark.parametrize(
    ("simple", "further", "spells"),
    [
        (("2024-01-01", ""), [("2024-01-01", "2024-07-01")], [("2024-01-01", "2024-07-01")]),
        (("2024-01-01", ""), [("2024-06-01", "2024-07-01")], [("2024-01-01", "")]),
        (
            ("2025-01-01", ""),
            [("2024-01-01", "2024-07-01")],
            [("2024-01-01", "2024-07-01"), ("2025-01-01", "")],
        ),
        (("2024-01-01", "2024-07-01"), [("2024-07-01", "")], [("2024-01-01", "")]),
        (
            ("2024-01-01", "2024-07-01"),
            [("2024-06-30", "2024-12-01")],
            [("2024-01-01", "2024-12-01")],
        ),
        (
            ("2024-01-01", "2024-07-01"),
            [("2025-07-01", "2025-06-01")],
            [("2024-01-01", "2024-07-01")],
        ),
        (("2024-07-01", "2024-01-01"), [], [("2024-07-01", "2024-01-01")]),
    ],
)
def test_spells_without_a_day_between_them_are_one(draw, simple, further, spells):
    tables = {"mvps": f"mvp_id | entered_on | left_on\n ana | {simple[0]} | {simple[1]}"}
    if further:
        rows = [f"ana | {from_on} | {to_on}" for from_on, to_on in further]
        tables["memberships"] = "\n".join(["mvp_id | from_on | to_on", *rows])
    program = draw(**tables)
    found = program.rows("spells", "from_on::varchar, coalesce(to_on::varchar, '')", "2025-12-31")
    assert found == spells


def test_answers_to_own_questions_do_not_count(draw):
    program = draw(
        mvps="""
            mvp_id | entered_on
            ana    | 2025-01-01
        """,
        contributions="""
            contribution_id | mvp_id | track | kind       | occurred_at | accepted | is_own_question
            own             | ana    | forum | answer     | 2025-02-03  | true     | yes
            other           | ana    | forum | answer     | 2025-02-04  | true     | no
            unknown         | ana    | forum | answer     | 2025-02-05  | false    |
            shown           | ana    | forum | moderation | 2025-02-05  |          | yes
        """,
    )
    program.shows(
        "contributions",
        """
        contribution_id | counted | not_counted_because
        own             | false   | own_question
        other           | true    |
        unknown         | true    |
        shown           | false   | kind
        """,
        as_of="2025-03-01",
    )
    program.shows(
        "progress",
        """
        mvp_id | track | done | answers | solutions
        ana    | forum | 2    | 2       | 1
        """,
        as_of="2025-03-01",
        track="forum",
    )


@pytest.fixture(scope="module")
def leaves(draw):
    return draw(
        mvps="""
            mvp_id    | entered_on
            none      | 2025-01-01
            early     | 2025-01-01
            late      | 2025-01-01
            cancelled | 2025-01-01
            never     | 2025-01-01
            half      | 2025-01-01
            largest   | 2025-01-01
            rejected  | 2025-01-01
            mornings  | 2025-01-01
            swapped   | 2025-01-01
        """,
        leaves="""
            mvp_id    | from_on    | to_on      | agreed_on  | cancelled_on | share
            early     | 2025-03-03 | 2025-03-07 | 2025-02-01 |              |
            late      | 2025-03-03 | 2025-03-07 | 2025-03-20 |              |
            cancelled | 2025-03-03 | 2025-03-07 |            | 2025-03-20   |
            never     | 2025-03-03 | 2025-03-07 | 2025-02-10 | 2025-02-10   |
            half      | 2025-03-03 | 2025-03-07 |            |              | 0.5
            largest   | 2025-03-03 | 2025-03-07 |            |              | 0.25
            largest   | 2025-03-05 | 2025-03-09 |            |              | 75 %
        """,
        leaves_words="""
            mvp_id   | from_on    | to_on      | status   | day_length
            rejected | 2025-03-03 | 2025-03-07 | Rejected | FULL
            mornings | 2025-03-03 | 2025-03-07 | allowed  | MORNING
            swapped  | 2025-03-03 | 2025-03-04 | morning  |
            swapped  | 2025-03-05 | 2025-03-07 | allowed  | rejected
        """,
    )


WEEKDAYS = {"2025-02-28": 43, "2025-03-03": 44, "2025-03-19": 56, "2025-03-20": 57}


@pytest.mark.parametrize(
    ("who", "as_of", "on_leave"),
    [
        ("early", "2025-02-28", 0),  # seen, and its days are to come
        ("early", "2025-03-03", 1),
        ("late", "2025-03-19", 0),
        ("late", "2025-03-20", 5),
        ("cancelled", "2025-03-19", 5),
        ("cancelled", "2025-03-20", 0),
        ("never", "2025-03-19", 0),
        ("half", "2025-03-19", 2.5),
        ("largest", "2025-03-19", 2 * 0.25 + 3 * 0.75),
        ("rejected", "2025-03-19", 0),
        ("mornings", "2025-03-19", 2.5),
        ("swapped", "2025-03-19", 2 + 3),  # a word in the column of the other one
    ],
)
def test_weekdays_on_leave_by_what_is_seen_and_by_share(leaves, who, as_of, on_leave):
    expected = leaves.value(
        "expected", "expected", as_of, mvp_id=who, track="forum", horizon="as_of"
    )
    assert expected == WEEKDAYS[as_of] - ceil(on_leave)


def test_a_leave_agreed_in_advance_counts_in_the_target_at_once(leaves):
    def target(who: str, as_of: str) -> object:
        return leaves.value("progress", "target", as_of, mvp_id=who, track="forum")

    assert target("early", "2025-01-31") == target("none", "2025-01-31")
    assert target("early", "2025-02-01") == target("none", "2025-02-01") - 5


@pytest.mark.parametrize(
    ("who", "leave_days"),
    [
        ("none", 0),
        ("early", 5),
        ("half", 3),  # 2.5, rounded up
        ("largest", 5),  # 2 * 0.25 + 5 * 0.75 = 4.25, weekends included, rounded up
    ],
)
def test_months_move_by_the_leave_rounded_up(leaves, who, leave_days):
    """Three months have passed on March 31, or so many days later."""

    def months(as_of: date) -> object:
        return leaves.value("deadlines", "months", str(as_of), mvp_id=who, horizon="as_of")

    day = date(2025, 3, 31) + timedelta(days=leave_days)
    assert months(day) == 3
    assert months(day - timedelta(days=1)) == 2


def test_rules_of_spells_and_leave_equal_the_reference(leaves, noa, tmp_path_factory):
    for program in (leaves, noa):
        for as_of in ("2025-03-10", "2025-05-31", "2025-07-15"):
            expected = reference.snapshot(program.source, date.fromisoformat(as_of))
            for name, text in program.snapshot(as_of).items():
                rows = list(csv.DictReader(io.StringIO(text, newline="")))
                assert rows == expected[f"{name}.csv"], name


def test_a_day_of_half_a_leave_is_half_a_day_of_the_forecast(draw):
    """March is on half leave: 31 days at half, 15.5 days, are ahead as of the end of February."""
    program = draw(
        mvps="""
            mvp_id | entered_on
            ana    | 2025-02-01
        """,
        leaves="""
            mvp_id | from_on    | to_on      | agreed_on  | share
            ana    | 2025-02-15 | 2025-03-31 | 2025-02-01 | 0.5
        """,
    )
    as_of, until = "2025-02-28", "2025-03-31"
    ahead = program.rows(
        "chances", "needed, open_days_left, chance", as_of, track="forge", horizon="checkpoint"
    )
    half = {*days("2025-02-15", until)}
    whole, q_of_half = set(days("2025-02-01", as_of)), 0.0
    half_life, prior_events, prior_days, overdispersion = NUMBERS["forge"]
    for day in whole:
        weight = 2 ** (-(date.fromisoformat(as_of) - day).days / half_life)
        q_of_half += weight * (0.5 if day in half else 1)
    q = prior_days + q_of_half / overdispersion
    assert ahead == [(1, 16, pytest.approx(chance_of(1, prior_events, q, 15.5), abs=1e-9))]
