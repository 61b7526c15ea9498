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
