"""docs/rules.md section 5: membership."""

import pytest


@pytest.fixture(scope="module")
def program(draw):
    return draw(
        mvps="""
            mvp_id   | entered_on | nda_signed_on | left_on
            kim      | 2025-03-03 | 2025-03-20    | 2025-10-01
            early    | 2025-03-20 | 2025-03-02    |
            unsigned | 2025-03-03 |               |
            same_day | 2025-03-20 | 2025-03-20    |
            never_in | 2025-03-03 | 2025-03-03    | 2025-03-03
            last_out | 2023-01-01 | 2023-01-01    | 2024-12-31
            january  | 2023-01-01 | 2023-01-01    | 2025-01-01
            new      | 2026-01-10 | 2026-01-10    |
        """
    )


def test_an_mvp_is_upcoming_then_awaits_the_nda_then_is_active_and_then_has_left(program):
    program.shows(
        "membership",
        """
        as_of      | mvp_id | status
        2025-03-02 | kim    | upcoming
        2025-03-03 | kim    | awaiting_nda
        2025-03-20 | kim    | active
        2025-09-30 | kim    | active
        2025-10-01 | kim    | left
        2026-01-15 | kim    | left
        """,
    )


def test_the_first_line_that_applies_is_the_status(program):
    program.shows(
        "membership",
        """
        as_of      | mvp_id   | status       | why
        2025-03-02 | early    | upcoming     | the NDA signed already makes nobody an MVP
        2025-03-02 | never_in | upcoming     |
        2025-03-02 | same_day | upcoming     |
        2025-03-02 | unsigned | upcoming     |
        2025-03-03 | early    | upcoming     |
        2025-03-03 | never_in | left         | entered and left on one day
        2025-03-03 | same_day | upcoming     |
        2025-03-03 | unsigned | awaiting_nda |
        2025-03-20 | early    | active       |
        2025-03-20 | never_in | left         |
        2025-03-20 | same_day | active       | entered and signed on one day
        2025-03-20 | unsigned | awaiting_nda | nobody is an MVP without an NDA
        """,
    )


def on_roster(program, as_of, year):
    return [mvp_id for (mvp_id,) in program.rows("roster", "mvp_id", as_of, year=year)]


def test_the_roster_is_everybody_who_has_entered_and_not_left_before_the_year(program):
    assert on_roster(program, "2025-03-02", 2025) == ["january"]  # left on the year's first day
    assert on_roster(program, "2025-03-03", 2025) == ["january", "kim", "never_in", "unsigned"]


def test_an_mvp_who_left_stays_on_that_years_roster_only(program):
    # In January there are two rosters: of the year of D and of the renewal cycle's year.
    everybody_of_2025 = ["early", "january", "kim", "never_in", "same_day", "unsigned"]
    assert on_roster(program, "2026-01-15", 2025) == everybody_of_2025
    assert on_roster(program, "2026-01-15", 2026) == ["early", "new", "same_day", "unsigned"]


def test_members_are_this_years_roster_with_those_who_left(program):
    program.shows(
        "members",
        """
        mvp_id   | status       | risk | certification | why
        early    | active       | high | overdue       | for the exam
        january  | left         |      |               | nothing is asked of those who left
        kim      | left         |      |               |
        never_in | left         |      |               |
        same_day | active       | high | overdue       | for the exam
        unsigned | awaiting_nda | high | overdue       | for the exam and the NDA
        new      | -            | -    | -             | not entered yet
        last_out | -            | -    | -             | left in 2024
        """,
        as_of="2025-10-01",
    )
