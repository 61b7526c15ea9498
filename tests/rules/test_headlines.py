"""The sentence that a page begins with, on the tiny program (tests/programs/tiny/README.md)."""

from datetime import date

import pytest

from data.days.day import Day
from data.days.scope import Scope
from data.sql.files import sql
from tests.conftest import Program


@pytest.mark.parametrize(
    ("page", "as_of", "sentence"),
    [
        ("progress", date(2024, 8, 20), "3 of 7 active MVPs are on track or better: 1 ahead, "
            "2 on track, 2 behind, 2 off track."),
        ("at_risk", date(2024, 8, 20), "6 MVPs are at risk: 5 at high risk and 1 out of reach. "
            "The risk of 1 is unknown."),
        ("certifications", date(2024, 8, 20), "5 active MVPs need an exam: 1 after the deadline, "
            "1 without an attempt left, the next by Sep 30, 2024."),
        ("nominations", date(2024, 8, 20), "3 nominees are being considered: 1 with feedback, "
            "2 without. The first nomination is of May 3, 2024."),
        ("benefits", date(2024, 8, 20), "7 of 7 active MVPs lack a standard benefit; 3 benefits "
            "of 3 others are to be revoked."),
        ("benefits", date(2025, 2, 5), "9 of 9 active MVPs lack a standard benefit; 1 benefit of "
            "1 other is to be revoked."),
        ("track_record", date(2024, 8, 20), "60 days before a checkpoint, there are too few cases "
            "to judge."),
        ("at_risk", date(2001, 1, 1), "Nobody is active on this day."),
        ("progress", date(2001, 1, 1), "Nobody is active on this day."),
        ("certifications", date(2001, 1, 1), "No active MVP needs an exam."),
        ("nominations", date(2001, 1, 1), "Nobody is being considered on this day."),
        ("benefits", date(2001, 1, 1), "Nobody is active on this day, and there is nothing to "
            "revoke."),
    ],
)  # fmt: skip
def test_a_page_begins_with_the_answer_to_its_question(
    tiny_program: Program, page: str, as_of: date, sentence: str
) -> None:
    day = Day(tiny_program.database.resolve(), as_of)
    said = day.query(Scope(everybody=True), sql(f"pages/{page}/headline")).fetchall()
    assert said == [(sentence,)]


def test_exams_of_those_who_await_their_nda_are_counted_apart(draw):
    program = draw(
        mvps="""
            mvp_id | entered_on | nda_signed_on
            ana    | 2025-05-01 | 2025-05-01
            ben    | 2025-05-01 |
            cleo   | 2025-05-01 |
        """
    )
    said = program.day("2025-06-01").query(
        Scope(everybody=True), sql("pages/certifications/headline")
    )
    assert said.fetchall() == [
        (
            "1 active MVP needs an exam: the next by Aug 1, 2025; "
            "2 who await their NDA need one too.",
        )
    ]


@pytest.fixture(scope="module")
def at_risk(draw) -> Day:
    """Three days before a checkpoint: 7 components or 3 pieces are expected, and 151 answer days.

    One track is enough. Who is 1 short is at high risk; 151 days in 3 are out of reach.
    """
    everybody = ("ana", "ben", "cleo", "dan", "eve", "fay", "gus", "hal")
    done = {
        **{(who, "forge"): 6 for who in ("cleo", "dan", "eve", "hal")},
        ("dan", "content"): 2,
        **{(who, "content"): 3 for who in ("ben", "eve", "fay", "gus")},
        **{("ana", "forum"): 0, ("fay", "forum"): 0},
    }
    program = draw(
        settings={"commitments.require": "any"},
        mvps="mvp_id | entered_on\n" + "".join(f"{who} | 2025-01-01\n" for who in everybody),
        commitments="mvp_id | year | track\n"
        + "".join(f"{who} | 2025 | {track}\n" for who, track in done),
        contributions="mvp_id | track | occurred_at | days\n"
        + "".join(f"{who} | {t} | 2025-02-03 | {n}\n" for (who, t), n in done.items() if n),
        certifications="mvp_id | taken_on | expires_on | passed\n"
        + "".join(f"{who} | 2025-01-01 | | true\n" for who in everybody if who not in "ben gus hal")
        + "".join(f"{w} | 2025-0{m}-01 | | false\n" for w in ("gus", "hal") for m in (2, 3)),
    )
    return program.day("2025-07-28")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("headline", ["6 MVPs are at risk: 3 at high risk and 3 out of reach."]),
        # cleo, dan in two tracks, and eve; ana is out of reach, ben, gus and hal lack the exam.
        ("calls_finding", ["Call 3 MVPs who can still make it by Jul 31",
            "2 of the 6 at risk and 1 for whom another track is enough, in 4 rows: one per track. "
            "The other 4 at risk: 1 out of reach in a track, 3 because of an exam."]),
        # ana and fay, who has the pieces; gus and hal have failed twice.
        ("out_of_reach_finding", ["2 MVPs are out of reach in a track",
            "For 1 of them another track is enough. 2 more are out of reach, as no exam attempt is "
            "left."]),
    ],
)  # fmt: skip
def test_the_lists_of_at_risk_say_how_they_add_up(
    at_risk: Day, query: str, says: list[str]
) -> None:
    said = at_risk.query(Scope(everybody=True), sql(f"pages/at_risk/{query}")).fetchall()
    assert said == [tuple(says)]


def test_nobody_without_an_exam_attempt_left_is_on_the_call_list(at_risk: Day) -> None:
    """Hal is one component short as cleo is, and has failed twice."""
    short = {("cleo", "high"), ("hal", "high")}
    found = at_risk.query(Scope(everybody=True), "select mvp_id, risk from track_risk").fetchall()
    assert short <= set(found)
    calls = sql("pages/at_risk/calls")
    given = {"in_reach": True, "grouped_by": None, "contacts": None}
    called = {row[0] for row in at_risk.query(Scope(everybody=True), calls, given).fetchall()}
    assert called == {"cleo", "dan", "eve"}


def test_calls_say_who_else_is_at_risk(tiny_program: Program) -> None:
    """Of the six at risk, A04 has no attempt left, and A08 is so for the exam alone."""
    day = Day(tiny_program.database.resolve(), date(2024, 8, 20))
    said = day.query(Scope(everybody=True), sql("pages/at_risk/calls_finding")).fetchall()
    assert said == [
        (
            "Call 4 MVPs who can still make it by Sep 30",
            "4 of the 6 at risk. The other 2 at risk: 2 because of an exam.",
        )
    ]
