"""docs/rules.md section 1: program years that are no calendar years, and the days between them."""

import pytest

from data.days.scope import Scope
from data.settings.year import Year
from data.sql.files import sql
from tests.rules.drawn import EVERYBODY, Program

OWN = ("hours", "talks")  # tracks, in this order
JULY = {"year.start": "07-01", "year.checkpoints": ["12-31", "03-31", "06-30"]}
DECEMBER = {"year.start": "12-01", "year.checkpoints": ["06-30", "11-15"]}
PEOPLE = """
    mvp_id | entered_on
    rita   | 2025-04-15
"""
YEAR = {"is_current": True}


@pytest.fixture(scope="module")
def july(draw):
    return draw(
        settings=JULY,
        mvps=PEOPLE,
        commitments="""
            mvp_id | year | track
            rita   | 2025 | forge
            rita   | 2026 | content
        """,
        contributions="""
            mvp_id | track | occurred_at
            rita   | forge | 2025-06-30
            rita   | forge | 2025-07-01
        """,
    )


@pytest.fixture(scope="module")
def december(draw):
    return draw(
        settings=DECEMBER,
        mvps="""
            mvp_id | entered_on
            ada    | 2025-12-01
            late   | 2026-11-20
        """,
        commitments="""
            mvp_id | year | track
            ada    | 2026 | forge
        """,
        contributions="""
            contribution_id | mvp_id | track | occurred_at
            first           | ada    | forge | 2025-12-01
            last            | ada    | forge | 2026-11-15
            between         | ada    | forge | 2026-11-16
            next            | ada    | forge | 2026-12-01
        """,
        renewals="""
            mvp_id | year | invited_on
            ada    | 2026 | 2026-11-15
        """,
    )


def test_a_year_from_july_has_the_label_of_both_calendar_years(july):
    july.shows(
        "years",
        """
        as_of      | year | year_label | first_day  | next_checkpoint | final_checkpoint
        2025-06-30 | 2025 | 2024/25    | 2024-07-01 | 2025-06-30      | 2025-06-30
        2025-07-01 | 2026 | 2025/26    | 2025-07-01 | 2025-12-31      | 2026-06-30
        """,
        **YEAR,
    )


def test_a_year_can_have_the_number_of_the_calendar_year_in_which_it_begins(draw):
    program = draw(settings={**JULY, "year.named_after": "start"}, mvps=PEOPLE)
    program.shows(
        "years",
        """
        as_of      | year | year_label | next_checkpoint
        2025-06-30 | 2024 | 2024/25    | 2025-06-30
        2025-07-01 | 2025 | 2025/26    | 2025-12-31
        """,
        **YEAR,
    )


def test_what_is_expected_begins_with_the_year(july):
    # Weekdays from 2025-07-01: 23 in July, and 261 by 2026-06-30.
    july.shows(
        "progress",
        """
        as_of      | track   | is_committed | done | expected | target
        2025-06-30 | content | false        | 0    | 1        | 1
        2025-06-30 | forge   | true         | 1    | 2        | 2
        2025-06-30 | forum   | false        | 0    | 55       | 55
        2025-06-30 | meetup  | false        | 0    | 1        | 1
        2025-07-31 | content | true         | 0    | 0        | 6
        2025-07-31 | forge   | false        | 1    | 1        | 12
        2025-07-31 | forum   | false        | 0    | 23       | 261
        2025-07-31 | meetup  | false        | 0    | 0        | 6
        """,
    )


def test_a_year_that_ends_before_the_next_start_leaves_days_between(december):
    december.shows(
        "years",
        """
        as_of      | year | year_label | next_checkpoint | seen_to    | decide_by
        2026-11-15 | 2026 | 2025/26    | 2026-11-15      | 2026-11-15 | 2026-12-31
        2026-11-16 | 2026 | 2025/26    | 2026-11-15      | 2026-11-15 | 2026-12-31
        2026-11-30 | 2026 | 2025/26    | 2026-11-15      | 2026-11-15 | 2026-12-31
        2026-12-01 | 2027 | 2026/27    | 2027-06-30      | 2026-12-01 | 2027-12-31
        """,
        **YEAR,
    )


def test_what_is_contributed_between_two_years_counts_for_none(december):
    december.shows(
        "contributions",
        """
        contribution_id | counted | not_counted_because
        first           | true    |
        last            | true    |
        between         | false   | between_years
        next            | true    |
        """,
        as_of="2026-12-31",
    )
    # By 2026-11-15, 11 months since 2025-12-01 are over.
    december.shows(
        "progress",
        """
        as_of      | mvp_id | done | expected | target
        2026-11-15 | ada    | 2    | 11       | 11
        2026-11-30 | ada    | 2    | 11       | 11
        2026-12-01 | ada    | 1    | 0        | 11
        """,
        track="forge",
    )


def test_between_two_years_no_day_is_left(december):
    december.shows(
        "risk",
        """
        as_of      | mvp_id | checkpoint | days_left | needed | chance | risk
        2026-11-15 | ada    | 2026-11-15 | 0         | 9      | 0.0000 | out_of_reach
        2026-11-30 | ada    | 2026-11-15 | 0         | 9      | 0.0000 | out_of_reach
        """,
        about="forge",
    )
    reason = december.value("risk", "reason", "2026-11-30", mvp_id="ada", about="forge")
    assert "9 missing on 2026-11-15" in reason


def test_who_enters_between_two_years_is_on_the_roster_of_the_next_one(december):
    found = [
        december.rows("roster", "mvp_id", day, is_current=True)
        for day in ("2026-11-30", "2026-12-01")
    ]
    assert found == [[("ada",)], [("ada",), ("late",)]]


def test_renewals_follow_the_start_of_the_year(december):
    december.shows(
        "renewal_stage",
        """
        as_of      | mvp_id | year | stage        | decide_by
        2026-11-14 | ada    | 2026 | at_risk      | 2026-12-31
        2026-11-15 | ada    | 2026 | goals_missed | 2026-12-31
        2027-01-31 | ada    | 2026 | goals_missed | 2026-12-31
        2027-02-01 | ada    | 2027 | at_risk      | 2027-12-31
        """,
    )


def test_the_year_that_is_over_can_be_decided_whatever_its_number_is(draw):
    """In January 2027, 2025/26 is decided, and 2026/27 runs: its number here is 2026."""
    program = draw(settings={**DECEMBER, "year.named_after": "start"}, mvps=PEOPLE)
    day = program.day("2027-01-10")
    (cycle_year,) = day.query(EVERYBODY, "select cycle_year from dates").fetchone()
    assert cycle_year == 2025
    settings = day.query(EVERYBODY, sql("pages/requests/settings"))
    ((*_, years),) = settings.fetchall()
    assert [column[0] for column in settings.description][-1] == "years"
    assert sorted(years) == [2025, 2026, 2027]


def test_pages_compare_with_the_final_checkpoint_of_the_year_before(december):
    december.shows(
        "comparison_dates",
        """
        as_of      | compared_on | kind
        2026-11-30 | 2025-11-15  | checkpoint
        2026-11-30 | 2026-06-30  | checkpoint
        2026-11-30 | 2026-11-15  | checkpoint
        2026-11-30 | 2026-11-23  | week ago
        2026-12-31 | 2026-11-15  | checkpoint
        2026-12-31 | 2026-12-24  | week ago
        """,
    )


def test_a_year_that_ends_on_the_last_day_of_february_ends_on_the_29th_too(draw):
    program = draw(
        settings={"year.start": "03-01", "year.checkpoints": ["08-31", "02-28"]},
        mvps="""
            mvp_id | entered_on
            ana    | 2023-03-01
        """,
        contributions="""
            contribution_id | mvp_id | track | occurred_at
            leap            | ana    | forge | 2024-02-29
        """,
    )
    program.shows(
        "years",
        """
        as_of      | year | year_label | final_checkpoint
        2024-02-29 | 2024 | 2023/24    | 2024-02-29
        2024-03-01 | 2025 | 2024/25    | 2025-02-28
        """,
        **YEAR,
    )
    assert program.value("contributions", "counted", "2024-02-29", contribution_id="leap") is True


def test_a_checkpoint_within_a_calendar_year_gives_a_plain_label(draw):
    program = draw(
        settings={"year.start": "02-01", "year.checkpoints": ["12-15"]},
        mvps=PEOPLE,
    )
    program.shows(
        "years",
        """
        as_of      | year | year_label
        2026-01-31 | 2025 | 2025
        2026-02-01 | 2026 | 2026
        """,
        **YEAR,
    )


def test_data_that_begins_with_a_program_year_is_said_by_its_label(draw):
    program = draw(
        settings=JULY,
        mvps=PEOPLE,
        sources="""
            track   | complete_from
            forum   | 2025-07-01
            content | 2026-01-01
        """,
        contributions="""
            mvp_id | track  | occurred_at
            rita   | meetup | 2025-08-20
        """,
    )
    program.shows(
        "reach",
        """
        track   | complete_from | no_data_label
        content | 2026-01-01    | no data before January 1, 2026
        forge   | 2025-07-01    | no data before 2025/26
        forum   | 2025-07-01    | no data before 2025/26
        meetup  | 2025-07-01    | no data before 2025/26
        """,
        as_of="2026-01-31",
    )


def page(program: Program, query: str, as_of: str, scope: Scope = EVERYBODY) -> list[tuple]:
    """The rows of the query of a figure."""
    return program.day(as_of).query(scope, sql(f"pages/{query}")).fetchall()


def test_pages_say_the_year_by_its_label_and_that_it_has_ended(december):
    assert page(december, "shared/checkpoint", "2026-06-29") == [
        ("As of Jun 29, 2026, in the year 2025/26. Next checkpoint: Jun 30, tomorrow.",)
    ]
    assert page(december, "shared/checkpoint", "2026-11-16") == [
        (
            "As of Nov 16, 2026, in the year 2025/26. "
            "The year ended on Nov 15; the next one begins on Dec 1.",
        )
    ]


def test_renewals_say_which_year_they_are_about(december):
    found = [page(december, "renewals/cycle", day) for day in ("2026-11-14", "2026-11-15")]
    found += [page(december, "renewals/cycle", day) for day in ("2026-12-31", "2027-01-01")]
    assert [sentence for ((sentence,),) in found] == [
        "Renewals of 2025/26: goals are decided on Nov 15, 2026.",
        "Renewals of 2025/26: decisions are due by Dec 31, 2026.",
        "Renewals of 2025/26: decisions are due by Dec 31, 2026.",
        "Renewals of 2025/26: decisions were due by Dec 31, 2026.",
    ]


def test_the_page_of_an_mvp_says_after_the_year_what_was_missed(december):
    ada = Scope(everybody=True, only_mvp="ada")
    (before,), (after,) = (
        [row[-1] for row in page(december, "mvp/tracks", day, ada) if "forge" in row]
        for day in ("2026-11-15", "2026-11-16")
    )
    assert before == "To be on track now: 9 more components."
    assert after == "Goal of the year missed: it asked for 9 more components."
    (summary,) = page(december, "mvp/summary", "2026-11-16", ada)
    assert "Nov 15" not in summary[0]


def test_two_checkpoints_of_the_same_day_of_two_years_are_told_apart(draw):
    program = draw(
        settings=DECEMBER,
        mvps="""
            mvp_id | entered_on
            ada    | 2024-12-01
        """,
    )
    found = page(program, "overview/earlier_levels", "2026-11-16")
    assert [row[0] for row in found] == ["Nov 15, 2025", "Jun 30", "Nov 15, 2026", "Nov 16"]


def test_months_of_a_year_are_counted_from_its_first_day(draw):
    program = draw(
        settings={"year.start": "07-15", "year.checkpoints": ["12-31", "07-14"]},
        mvps=PEOPLE,
        contributions="""
            mvp_id | track | occurred_at
            rita   | forge | 2025-07-14
            rita   | forge | 2025-07-15
            rita   | forge | 2025-08-14
            rita   | forge | 2025-08-15
            rita   | forge | 2026-07-14
        """,
    )
    rows = page(program, "overview/months", "2026-07-14")
    counted = {row[0]: row[4] for row in rows if row[1] == "forge"}
    assert list(counted)[:3] == ["Jul 15", "Aug 15", "Sep 15"]
    assert {month: count for month, count in counted.items() if count} == {
        "Jul 15": 2,
        "Aug 15": 1,
        "Jun 15": 1,
    }


def test_commitments_can_be_for_every_year_that_has_a_day_within_the_limits(draw):
    # The build is as of 2027-12-31, so days go to 2028-12-31, which is in the year 2028/29.
    program = draw(
        settings=JULY,
        mvps=PEOPLE,
        commitments="""
            mvp_id | year | track
            rita   | 2029 | forge
        """,
    )
    found = program.rows("progress", "is_committed", "2028-12-31", track="forge")
    assert found == [(True,)]


@pytest.mark.parametrize(
    ("start", "final", "months"),
    [
        ("01-01", "12-31", 12),
        ("07-01", "06-20", 11),
        ("12-01", "11-15", 11),
        ("03-01", "02-28", 12),
        ("01-31", "02-27", 1),
        ("08-31", "02-27", 6),
        ("07-15", "08-13", 0),
        ("07-15", "08-14", 1),
    ],
)
def test_a_year_has_the_whole_months_up_to_its_final_checkpoint(start, final, months):
    year = {"start": start, "checkpoints": [final], "named_after": "end"}
    assert Year.model_validate(year).length.months == months


def test_so_many_a_year_are_expected_by_the_final_checkpoint(draw):
    """From July 1 to June 20 there are 11 whole months; Rita enters on November 1."""
    talks = {"counts": ["talk"], "unit": ["talk", "talks"], "per_year": 2}
    hours = {"counts": ["hour"], "unit": ["hour", "hours"], "per_year": 60}
    program = draw(
        settings={
            "year.start": "07-01",
            "year.checkpoints": ["12-31", "06-20"],
            "tracks.talks": talks,
            "tracks.hours": hours,
        },
        mvps="""
            mvp_id | entered_on
            ana    | 2024-07-01
            rita   | 2025-11-01
        """,
    )
    columns = "mvp_id, track, expected, target"
    for day, expected in (
        ("2025-12-31", (32, 1)),
        ("2026-05-30", (54, 1)),
        ("2026-06-20", (60, 2)),
    ):
        found = program.rows("progress_level", columns, day)
        ana = [row[2:] for row in sorted(found) if row[:1] == ("ana",) and row[1] in OWN]
        assert ana == list(zip(expected, (60, 2), strict=True)), day
    rita = [row[2:] for row in sorted(found) if row[0] == "rita" and row[1] in OWN]
    assert rita == [(7 * 60 // 11, 7 * 60 // 11), (1, 1)]
