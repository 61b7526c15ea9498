"""docs/rules.md section 1: dates."""

import pytest


@pytest.fixture(scope="module")
def entering(draw):
    return draw(
        mvps="""
            mvp_id  | entered_on
            before  | 2023-05-20
            jan_27  | 2025-01-27
            jan_28  | 2025-01-28
            jan_30  | 2025-01-30
            jan_31  | 2025-01-31
            leap_28 | 2024-01-28
            leap_29 | 2024-01-29
            leap_31 | 2024-01-31
            feb_29  | 2024-02-29
            oct_31  | 2025-10-31
            nov_30  | 2025-11-30
            tuesday | 2025-07-01
            friday  | 2025-07-04
            weekend | 2025-07-05
            monday  | 2025-07-07
            dec_31  | 2025-12-31
        """
    )


def test_january_31_plus_one_month_is_february_28(entering):
    # Months are counted to the day after D: months(start, D + 1 day).
    entering.shows(
        "deadlines",
        """
        as_of      | mvp_id | months | why
        2025-02-26 | jan_27 | 1      | months(01-27, 02-27)
        2025-02-26 | jan_28 | 0      | months(01-28, 02-27): one month is on 02-28
        2025-02-26 | jan_31 | 0      | months(01-31, 02-27): one month is on 02-28
        2025-02-27 | jan_27 | 1      | months(01-27, 02-28)
        2025-02-27 | jan_28 | 1      | months(01-28, 02-28)
        2025-02-27 | jan_31 | 1      | months(01-31, 02-28): there is no 31, the last day is taken
        """,
        horizon="as_of",
    )


def test_january_31_plus_two_months_is_march_31_again(entering):
    entering.shows(
        "deadlines",
        """
        as_of      | mvp_id | months | why
        2025-03-29 | jan_30 | 2      | months(01-30, 03-30)
        2025-03-29 | jan_31 | 1      | months(01-31, 03-30): not a month from February 28
        2025-03-30 | jan_30 | 2      | months(01-30, 03-31)
        2025-03-30 | jan_31 | 2      | months(01-31, 03-31)
        """,
        horizon="as_of",
    )


def test_january_31_plus_one_month_is_february_29_in_a_leap_year(entering):
    entering.shows(
        "deadlines",
        """
        as_of      | mvp_id  | months | why
        2024-02-27 | leap_28 | 1      | months(01-28, 02-28)
        2024-02-27 | leap_29 | 0      | months(01-29, 02-28): one month is on 02-29
        2024-02-27 | leap_31 | 0      | months(01-31, 02-28): one month is on 02-29
        2024-02-28 | leap_28 | 1      | months(01-28, 02-29)
        2024-02-28 | leap_29 | 1      | months(01-29, 02-29)
        2024-02-28 | leap_31 | 1      | months(01-31, 02-29)
        """,
        horizon="as_of",
    )


def test_months_run_to_the_day_after_the_final_checkpoint(entering):
    entering.shows(
        "deadlines",
        """
        mvp_id | months | why
        oct_31 | 2      | November 30 and December 31 are not after January 1
        nov_30 | 1      | December 30 is not, January 30 is
        dec_31 | 0      | January 31 is after January 1
        """,
        as_of="2025-12-31",
        horizon="final",
    )


def test_weekdays_are_mondays_to_fridays_with_both_ends(entering):
    entering.shows(
        "deadlines",
        """
        mvp_id  | weekdays  | why
        tuesday | 4 + 1 = 5 | Tuesday to Friday, and Monday July 7
        friday  | 1 + 1 = 2 | Friday July 4 and Monday July 7
        weekend | 1         | Saturday and Sunday are none, Monday July 7 is one
        monday  | 1         | the day itself
        """,
        as_of="2025-07-07",
        horizon="as_of",
    )


def test_a_weekend_has_no_weekdays(entering):
    entering.shows(
        "deadlines",
        """
        mvp_id  | weekdays
        friday  | 1
        weekend | 0
        """,
        as_of="2025-07-06",
        horizon="as_of",
    )


def test_the_start_is_january_1_or_the_day_of_entering_whichever_is_later(entering):
    entering.shows(
        "roster",
        """
        mvp_id | start
        before | 2025-01-01
        feb_29 | 2025-01-01
        jan_31 | 2025-01-31
        oct_31 | 2025-10-31
        dec_31 | 2025-12-31
        """,
        as_of="2025-12-31",
        year=2025,
    )


def test_the_next_checkpoint_is_today_or_the_first_one_after_today(entering):
    entering.shows(
        "years",
        """
        as_of      | next_checkpoint | final_checkpoint
        2025-03-30 | 2025-03-31      | 2025-12-31
        2025-03-31 | 2025-03-31      | 2025-12-31
        2025-04-01 | 2025-07-31      | 2025-12-31
        2025-12-31 | 2025-12-31      | 2025-12-31
        2026-01-01 | 2026-03-31      | 2026-12-31
        """,
        is_current=True,
    )


def test_the_checkpoints_are_a_setting(draw):
    program = draw(
        settings={"year.checkpoints": ["06-30", "12-31"]},
        mvps="""
            mvp_id | entered_on
            ana    | 2025-01-01
        """,
    )
    program.shows(
        "years",
        """
        next_checkpoint | final_checkpoint
        2025-06-30      | 2025-12-31
        """,
        as_of="2025-03-31",
        is_current=True,
    )


@pytest.fixture(scope="module")
def times(draw):
    return draw(
        mvps="""
            mvp_id   | entered_on | timezone
            lisbon   | 2025-01-01 | Europe/Lisbon
            tokyo    | 2025-01-01 | Asia/Tokyo
            kolkata  | 2025-01-01 | Asia/Kolkata
            new_york | 2025-01-01 | America/New_York
            nowhere  | 2025-01-01 |
        """,
        contributions="""
            contribution_id | mvp_id   | track | occurred_at
            plain_lisbon    | lisbon   | forum | 2025-06-30
            plain_tokyo     | tokyo    | forum | 2025-06-30
            plain_new_york  | new_york | forum | 2025-06-30
            z_lisbon        | lisbon   | forum | 2025-06-30T22:30:00Z
            z_tokyo         | tokyo    | forum | 2025-06-30T22:30:00Z
            z_nowhere       | nowhere  | forum | 2025-06-30T22:30:00Z
            z_new_york      | new_york | forum | 2025-07-01T03:30:00Z
            z_later         | new_york | forum | 2025-07-01T04:30:00Z
            summer          | lisbon   | forum | 2025-06-30T23:30:00Z
            winter          | lisbon   | forum | 2025-01-15T23:30:00Z
            offset_own      | new_york | forum | 2025-06-30T23:30:00-04:00
            offset_other    | tokyo    | forum | 2025-06-30T23:30:00+02:00
            offset_half     | kolkata  | forum | 2025-06-30T19:00:00Z
            offset_half_to  | kolkata  | forum | 2025-06-30T18:29:59Z
            local_tokyo     | tokyo    | forum | 2025-06-30T23:30:00
            local_new_york  | new_york | forum | 2025-06-30T23:30:00
            new_year        | new_york | forum | 2025-12-31T23:30:00-05:00
            new_year_z      | new_york | forum | 2026-01-01T04:30:00Z
            new_year_tokyo  | tokyo    | forum | 2025-12-31T15:00:00Z
            blank           | tokyo    | forum | 2025-06-30 22:30:00Z
            blank_local     | tokyo    | forum | 2025-06-30 22:30:00
            fraction        | tokyo    | forum | 2025-06-30T22:30:00.123Z
            fraction_local  | tokyo    | forum | 2025-06-30T22:30:00.123456
            comma           | tokyo    | forum | 2025-06-30T22:30:00,5Z
            minutes         | tokyo    | forum | 2025-06-30T22:30Z
            minutes_local   | tokyo    | forum | 2025-06-30T22:30
            small_z         | tokyo    | forum | 2025-06-30T22:30:00z
            no_colon        | tokyo    | forum | 2025-06-30T22:30:00+0100
            hours           | tokyo    | forum | 2025-06-30T22:30:00+01
            minutes_hours   | tokyo    | forum | 2025-06-30T22:30+01
            half            | tokyo    | forum | 2025-06-30T22:30:00+05:30
            far_west        | tokyo    | forum | 2025-06-30T03:30:00-11:30
            trimmed         | tokyo    | forum | "  2025-06-30  "
        """,
    )


def test_the_day_of_a_contribution_is_the_local_day_of_the_mvp(times):
    times.shows(
        "contributions",
        """
        contribution_id | day        | why
        plain_lisbon    | 2025-06-30 | a date is that date
        plain_tokyo     | 2025-06-30 | a date is that date
        plain_new_york  | 2025-06-30 | a date is that date
        z_lisbon        | 2025-06-30 | 22:30 in UTC is 23:30 in Lisbon
        z_tokyo         | 2025-07-01 | 22:30 in UTC is 07:30 in Tokyo
        z_nowhere       | 2025-06-30 | without a time zone it is UTC
        z_new_york      | 2025-06-30 | 03:30 in UTC is 23:30 of the day before in New York
        z_later         | 2025-07-01 | 04:30 in UTC is 00:30 in New York
        summer          | 2025-07-01 | 23:30 in UTC is 00:30 in Lisbon in summer
        winter          | 2025-01-15 | and 23:30 in winter
        offset_own      | 2025-06-30 | 23:30 there, tomorrow in UTC
        offset_other    | 2025-07-01 | 23:30 at +02:00 is 21:30 in UTC and 06:30 in Tokyo
        offset_half     | 2025-07-01 | 19:00 in UTC is 00:30 in Kolkata
        offset_half_to  | 2025-06-30 | 18:29:59 in UTC is 23:59:59 in Kolkata
        local_tokyo     | 2025-06-30 | without an offset it is local already
        local_new_york  | 2025-06-30 | without an offset it is local already
        new_year        | 2025-12-31 | 23:30 there, next year in UTC
        new_year_z      | 2025-12-31 | the same moment
        new_year_tokyo  | 2026-01-01 | 15:00 in UTC is midnight in Tokyo
        """,
        as_of="2026-01-02",
    )


def test_the_local_day_decides_the_year(times):
    times.shows(
        "progress",
        """
        as_of      | mvp_id   | done | why
        2025-12-31 | new_york | 3    | June 30, July 1 and December 31
        2026-01-02 | new_york | 0    | nothing in the new year there
        2025-12-31 | tokyo    | 2    | June 30 and July 1
        2026-01-02 | tokyo    | 1    | January 1
        """,
        track="forum",
    )


def test_a_time_can_be_written_in_every_form_of_iso_8601(times):
    times.shows(
        "contributions",
        """
        contribution_id | day        | why
        blank           | 2025-07-01 | 07:30 in Tokyo
        blank_local     | 2025-06-30 |
        fraction        | 2025-07-01 |
        fraction_local  | 2025-06-30 |
        comma           | 2025-07-01 |
        minutes         | 2025-07-01 |
        minutes_local   | 2025-06-30 |
        small_z         | 2025-07-01 |
        no_colon        | 2025-07-01 | 21:30 in UTC is 06:30 in Tokyo
        hours           | 2025-07-01 | 21:30 in UTC is 06:30 in Tokyo
        minutes_hours   | 2025-07-01 | 21:30 in UTC is 06:30 in Tokyo
        half            | 2025-07-01 | 17:00 in UTC is 02:00 in Tokyo
        far_west        | 2025-07-01 | 15:00 in UTC is midnight in Tokyo
        trimmed         | 2025-06-30 |
        """,
        as_of="2026-01-02",
    )


@pytest.fixture(scope="module")
def around_july_10(draw):
    return draw(
        mvps="""
            mvp_id | entered_on
            ana    | 2025-01-01
        """,
        contributions="""
            mvp_id | track | occurred_at
            ana    | forge | 2025-07-10
            ana    | forge | 2025-07-11
        """,
        leaves="""
            mvp_id | from_on    | to_on
            ana    | 2025-07-10 | 2025-07-20
        """,
    )


def test_what_is_dated_after_d_is_not_seen(around_july_10):
    around_july_10.shows(
        "progress",
        """
        as_of      | done
        2025-07-09 | 0
        2025-07-10 | 1
        2025-07-20 | 2
        """,
        track="forge",
    )


def test_a_leave_is_seen_from_its_first_day_on_with_all_its_days(around_july_10):
    # The leave has 11 days. Its weekdays are Thursday, Friday and a week: 2 + 5 = 7.
    # January to July have 23 + 20 + 21 + 22 + 22 + 21 + 23 = 152 weekdays.
    around_july_10.shows(
        "deadlines",
        """
        as_of      | days_left    | open_days_left | weekdays      | why
        2025-07-09 | 31 - 9 = 22  | 22             | 152           | not seen yet
        2025-07-10 | 31 - 10 = 21 | 21 - 10 = 11   | 152 - 7 = 145 | July 11 to 20 lie ahead
        2025-07-20 | 31 - 20 = 11 | 11             | 152 - 7 = 145 | all of it lies behind
        """,
        horizon="checkpoint",
    )
