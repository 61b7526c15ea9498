"""docs/rules.md section 2: what counts, and what is expected."""

import pytest

# The months of 2025 have 23 20 21, 22 22 21, 23 21 22 and 23 20 23 weekdays: 261 in all, 64 by
# March 31, 152 by July 31 and 195 by September 30.


@pytest.fixture(scope="module")
def entering(draw):
    """MVPs who enter on different days, and their leaves."""
    return draw(
        mvps="""
            mvp_id     | entered_on
            whole_year | 2019-06-15
            rita       | 2025-04-15
            away       | 2025-04-15
            jan_31     | 2025-01-31
            checkpoint | 2025-03-31
            last_day   | 2025-12-31
            leap       | 2024-02-29
            over       | 2025-01-01
            twice      | 2025-01-01
            ahead      | 2025-01-01
            open_end   | 2025-01-01
            new_year   | 2024-03-01
            until_in   | 2025-03-10
            all_year   | 2024-12-01
        """,
        leaves="""
            mvp_id   | from_on    | to_on
            away     | 2025-08-01 | 2025-08-31
            over     | 2025-07-20 | 2025-08-10
            twice    | 2025-06-02 | 2025-06-20
            twice    | 2025-06-10 | 2025-06-30
            twice    | 2025-06-12 | 2025-06-13
            ahead    | 2025-10-06 | 2025-10-12
            open_end | 2025-07-01 |
            new_year | 2024-12-20 | 2025-01-10
            until_in | 2025-02-24 | 2025-03-16
            all_year | 2024-12-15 |
        """,
    )


def test_a_full_year_expects_every_weekday_12_components_6_pieces_and_6_meetups(entering):
    entering.shows(
        "progress",
        """
        mvp_id     | track   | target           | why
        whole_year | forum   | 52 * 5 + 1 = 261 | 52 weeks, and December 31 is a Wednesday
        whole_year | forge   | 12 // 1 = 12     | months(01-01, 2026-01-01) = 12
        whole_year | content | 12 // 2 = 6      |
        whole_year | meetup  | 12 // 2 = 6      |
        """,
        as_of="2025-03-31",
    )


def test_a_full_year_has_260_to_262_weekdays_by_the_calendar(entering):
    entering.shows(
        "progress",
        """
        as_of      | mvp_id     | target           | why
        2022-12-30 | whole_year | 52 * 5 + 0 = 260 | January 1 and December 31 are Saturdays
        2024-02-29 | whole_year | 52 * 5 + 2 = 262 | 366 days: December 30 and 31 are weekdays
        """,
        track="forum",
    )


def test_expected_grows_from_the_day_of_entering(entering):
    # The table in section 2. April 15 to 30 has 12 weekdays.
    entering.shows(
        "progress",
        """
        as_of      | mvp_id | track   | expected                 | why
        2025-07-31 | rita   | forum   | 12 + 22 + 21 + 23 = 78   |
        2025-07-31 | rita   | forge   | 3                        | months(04-15, 08-01) = 3
        2025-07-31 | rita   | content | 3 // 2 = 1               |
        2025-07-31 | rita   | meetup  | 3 // 2 = 1               |
        2025-09-30 | rita   | forum   | 78 + 21 + 22 = 121       |
        2025-09-30 | rita   | forge   | 5                        | months(04-15, 10-01) = 5
        2025-09-30 | rita   | content | 5 // 2 = 2               |
        2025-09-30 | rita   | meetup  | 5 // 2 = 2               |
        2025-12-31 | rita   | forum   | 121 + 23 + 20 + 23 = 187 |
        2025-12-31 | rita   | forge   | 8                        | months(04-15, 01-01) = 8
        2025-12-31 | rita   | content | 8 // 2 = 4               |
        2025-12-31 | rita   | meetup  | 8 // 2 = 4               |
        """,
    )


def test_leave_does_not_count_as_time(entering):
    # The leave, all of August, has 31 days and 21 weekdays. It moves the start to 05-16.
    entering.shows(
        "progress",
        """
        as_of      | mvp_id | track   | expected       | why
        2025-07-31 | away   | forum   | 78             | the leave begins tomorrow
        2025-07-31 | away   | forge   | 3              |
        2025-07-31 | away   | content | 1              |
        2025-07-31 | away   | meetup  | 1              |
        2025-09-30 | away   | forum   | 121 - 21 = 100 |
        2025-09-30 | away   | forge   | 4              | months(05-16, 10-01) = 4
        2025-09-30 | away   | content | 4 // 2 = 2     |
        2025-09-30 | away   | meetup  | 4 // 2 = 2     |
        2025-12-31 | away   | forum   | 187 - 21 = 166 |
        2025-12-31 | away   | forge   | 7              | months(05-16, 01-01) = 7
        2025-12-31 | away   | content | 7 // 2 = 3     |
        2025-12-31 | away   | meetup  | 7 // 2 = 3     |
        """,
    )


def test_from_january_31_one_component_is_expected_by_the_end_of_february(entering):
    entering.shows(
        "progress",
        """
        as_of      | mvp_id | expected | target | why
        2025-02-26 | jan_31 | 0        | 11     | months(01-31, 02-27) = 0, (01-31, 01-01) = 11
        2025-02-27 | jan_31 | 1        | 11     | months(01-31, 02-28) = 1
        """,
        track="forge",
    )


def test_from_a_checkpoint_on_only_the_answer_of_that_day_is_expected(entering):
    entering.shows(
        "progress",
        """
        mvp_id     | track   | expected | expected_at_checkpoint | target             | why
        checkpoint | forum   | 1        | 1                      | 261 - 64 + 1 = 198 | a Monday
        checkpoint | forge   | 0        | 0                      | 9                  | by 12-31
        checkpoint | content | 0        | 0                      | 9 // 2 = 4         |
        checkpoint | meetup  | 0        | 0                      | 9 // 2 = 4         |
        """,
        as_of="2025-03-31",
    )


def test_from_december_31_on_only_the_answer_of_that_day_is_expected(entering):
    entering.shows(
        "progress",
        """
        mvp_id   | track   | expected | target | why
        last_day | forum   | 1        | 1      | December 31, 2025 is a Wednesday
        last_day | forge   | 0        | 0      | months(12-31, 01-01) = 0
        last_day | content | 0        | 0      |
        last_day | meetup  | 0        | 0      |
        """,
        as_of="2025-12-31",
    )


def test_from_february_29_on_ten_months_of_the_year_are_expected(entering):
    # 2024 has 262 weekdays, 23 of them in January and 20 from February 1 to 28.
    entering.shows(
        "progress",
        """
        mvp_id | track   | expected | target              | why
        leap   | forum   | 1        | 262 - 23 - 20 = 219 | February 29, 2024 is a Thursday
        leap   | forge   | 0        | 10                  | months(02-29, 2025-01-01) = 10
        leap   | content | 0        | 10 // 2 = 5         |
        leap   | meetup  | 0        | 10 // 2 = 5         |
        """,
        as_of="2024-02-29",
    )


def test_a_leave_over_a_checkpoint_counts_up_to_it_and_then_beyond(entering):
    # July 20 to August 10: 12 days in July with 5 + 4 weekdays, and 10 in August with 1 + 5.
    entering.shows(
        "progress",
        """
        as_of      | mvp_id | track   | expected                | why
        2025-07-31 | over   | forum   | 152 - (5 + 4) = 143     |
        2025-07-31 | over   | forge   | 6                       | months(01-13, 08-01) = 6
        2025-07-31 | over   | content | 6 // 2 = 3              |
        2025-07-31 | over   | meetup  | 6 // 2 = 3              |
        2025-09-30 | over   | forum   | 195 - 9 - (1 + 5) = 180 |
        2025-09-30 | over   | forge   | 8                       | months(01-23, 10-01) = 8
        2025-09-30 | over   | content | 8 // 2 = 4              |
        2025-09-30 | over   | meetup  | 8 // 2 = 4              |
        """,
    )


def test_the_days_ahead_of_a_seen_leave_lower_the_target(entering):
    entering.shows(
        "progress",
        """
        mvp_id | target            | why
        over   | 261 - 9 - 6 = 246 | all of it is seen from its first day on
        away   | 187               | it begins tomorrow and is not seen
        """,
        as_of="2025-07-31",
        track="forum",
    )


def test_a_day_that_several_leaves_cover_is_one_day(entering):
    # June 2 to 30, covered by three leaves: 29 days, all 21 weekdays of June.
    entering.shows(
        "progress",
        """
        mvp_id | track   | expected       | why
        twice  | forum   | 152 - 21 = 131 |
        twice  | forge   | 6              | months(01-30, 08-01) = 6
        twice  | content | 6 // 2 = 3     |
        twice  | meetup  | 6 // 2 = 3     |
        """,
        as_of="2025-07-31",
    )


def test_a_leave_without_an_end_goes_on(entering):
    # From July 1 on: 31 days by July 31 and 184 by December 31, every weekday of these months.
    entering.shows(
        "progress",
        """
        as_of      | mvp_id   | track   | expected            | target     | why
        2025-07-31 | open_end | forum   | 152 - 23 = 129      | 129        |
        2025-07-31 | open_end | forge   | 6                   | 5          | months(02-01, 08-01)
        2025-07-31 | open_end | content | 6 // 2 = 3          | 5 // 2 = 2 |
        2025-07-31 | open_end | meetup  | 6 // 2 = 3          | 5 // 2 = 2 |
        2025-12-31 | open_end | forum   | 261 - 66 - 66 = 129 | 129        | 23 + 21 + 22 == 66
        2025-12-31 | open_end | forge   | 5                   | 5          | months(07-04, 01-01)
        2025-12-31 | open_end | content | 5 // 2 = 2          | 5 // 2 = 2 |
        2025-12-31 | open_end | meetup  | 5 // 2 = 2          | 5 // 2 = 2 |
        """,
    )


def test_nothing_is_expected_in_a_year_on_leave(entering):
    entering.shows(
        "progress",
        """
        as_of      | mvp_id   | track   | expected | target
        2025-07-31 | all_year | forum   | 0        | 0
        2025-07-31 | all_year | forge   | 0        | 0
        2025-07-31 | all_year | content | 0        | 0
        2025-07-31 | all_year | meetup  | 0        | 0
        2025-12-31 | all_year | forum   | 0        | 0
        2025-12-31 | all_year | forge   | 0        | 0
        2025-12-31 | all_year | content | 0        | 0
        2025-12-31 | all_year | meetup  | 0        | 0
        """,
    )


def test_only_leave_days_from_the_start_on_count(entering):
    entering.shows(
        "deadlines",
        """
        mvp_id   | weekdays    | months | why
        new_year | 64 - 8 = 56 | 2      | 10 leave days from January 1, 3 + 5 weekdays: start 01-11
        until_in | 16 - 5 = 11 | 0      | 7 leave days from 03-10, a week: start 03-17
        """,
        as_of="2025-03-31",
        horizon="as_of",
    )


def test_a_leave_of_everybody_adds_to_the_leaves_of_an_mvp(draw):
    # May 1 to 7 is a leave of everybody: 7 days, 2 + 3 weekdays. Ana's leave lasts to May 11.
    program = draw(
        mvps="""
            mvp_id | entered_on
            ana    | 2025-01-01
            bob    | 2025-01-01
            late   | 2025-05-06
        """,
        leaves="""
            mvp_id | from_on    | to_on
            *      | 2025-05-01 | 2025-05-07
            ana    | 2025-05-05 | 2025-05-11
        """,
        contributions="""
            mvp_id | track | occurred_at
            bob    | forge | 2025-05-03
        """,
    )
    program.shows(
        "deadlines",
        """
        mvp_id | weekdays              | months | why
        ana    | 152 - (2 + 5) = 145   | 6      | months(01-12, 08-01): 11 days
        bob    | 152 - (2 + 3) = 147   | 6      | months(01-08, 08-01): 7 days
        late   | 19 + 21 + 23 - 2 = 61 | 2      | months(05-08, 08-01): 2 days
        """,
        as_of="2025-07-31",
        horizon="as_of",
    )
    program.shows(
        "progress",
        """
        mvp_id | done | why
        bob    | 1    | what is contributed on leave counts
        """,
        as_of="2025-07-31",
        track="forge",
    )


@pytest.fixture(scope="module")
def counted(draw):
    return draw(
        mvps="""
            mvp_id   | entered_on | left_on
            kinds    | 2025-01-01 |
            days     | 2025-01-01 |
            maker    | 2024-06-01 |
            other    | 2025-01-01 |
            newcomer | 2025-04-01 |
            leaver   | 2025-01-01 | 2025-06-16
        """,
        contributions="""
            contribution_id | mvp_id   | track   | kind          | occurred_at | url
            answer          | kinds    | forum   | answer        | 2025-03-03  |
            moderation      | kinds    | forum   | moderation    | 2025-03-04  |
            component       | kinds    | forge   | component     | 2025-03-03  |
            release         | kinds    | forge   | release       | 2025-03-03  |
            article         | kinds    | content | article       | 2025-03-03  |
            howto           | kinds    | content | howto         | 2025-03-03  |
            documentation   | kinds    | content | documentation | 2025-03-03  |
            tutorial        | kinds    | content | tutorial      | 2025-03-03  |
            video           | kinds    | content | video         | 2025-03-03  |
            another         | kinds    | content | other         | 2025-03-03  |
            organized       | kinds    | meetup  | organized     | 2025-03-03  |
            spoke           | kinds    | meetup  | spoke         | 2025-03-03  |
            attended        | kinds    | meetup  | attended      | 2025-03-03  |
            friday_1        | days     | forum   | answer        | 2025-03-07  | /question
            friday_2        | days     | forum   | answer        | 2025-03-07  | /question
            saturday        | days     | forum   | answer        | 2025-03-08  | /question
            sunday          | days     | forum   | answer        | 2025-03-09  | /question
            new             | maker    | forge   | component     | 2024-11-20  | /a
            again           | maker    | forge   | component     | 2025-06-02  | /a
            once_more       | maker    | forge   | component     | 2026-01-15  | /a
            release_before  | maker    | forge   | release       | 2025-01-10  | /b
            after_release   | maker    | forge   | component     | 2025-02-10  | /b
            release_after   | maker    | forge   | release       | 2025-03-01  | /b
            same_day_b      | maker    | forge   | component     | 2025-04-01  | /c
            same_day_a      | maker    | forge   | component     | 2025-04-01  | /c
            no_address_1    | maker    | forge   | component     | 2025-05-01  |
            no_address_2    | maker    | forge   | component     | 2025-05-02  |
            about_it        | maker    | content | article       | 2025-05-05  | /a
            organized_it    | maker    | meetup  | organized     | 2025-05-06  | /meetup
            spoke_there     | maker    | meetup  | spoke         | 2025-05-06  | /meetup
            next_month      | maker    | meetup  | organized     | 2025-06-06  | /meetup
            of_other        | other    | forge   | component     | 2025-05-08  | /a
            before          | newcomer | forge   | component     | 2025-03-31  | /d
            release_early   | newcomer | forge   | release       | 2025-03-31  | /e
            since_before    | newcomer | forge   | component     | 2025-05-05  | /d
            first_day       | newcomer | forge   | component     | 2025-04-01  | /f
            last_day        | leaver   | forge   | component     | 2025-06-15  | /g
            day_left        | leaver   | forge   | component     | 2025-06-16  | /h
            again_after     | leaver   | forge   | component     | 2025-07-01  | /g
            release_late    | leaver   | forge   | release       | 2025-07-01  | /g
        """,
    )


def test_kinds_that_are_only_shown_are_not_counted(counted):
    counted.shows(
        "contributions",
        """
        contribution_id | counted | not_counted_because
        answer          | true    |
        moderation      | false   | kind
        component       | true    |
        release         | false   | kind
        article         | true    |
        howto           | true    |
        documentation   | true    |
        tutorial        | true    |
        video           | true    |
        another         | true    |
        organized       | true    |
        spoke           | true    |
        attended        | false   | kind
        """,
        as_of="2025-12-31",
    )
    counted.shows(
        "progress",
        """
        mvp_id | track   | done
        kinds  | forum   | 1
        kinds  | forge   | 1
        kinds  | content | 6
        kinds  | meetup  | 2
        """,
        as_of="2025-12-31",
    )


def test_the_forum_counts_days_with_an_answer_weekends_included(counted):
    counted.shows(
        "progress",
        """
        mvp_id | done          | answers       | why
        days   | 1 + 1 + 1 = 3 | 2 + 1 + 1 = 4 | Friday, Saturday and Sunday; never a repeat
        """,
        as_of="2025-12-31",
        track="forum",
    )


def test_a_component_is_new_only_once_whatever_the_year(counted):
    counted.shows(
        "contributions",
        """
        contribution_id | counted | not_counted_because | why
        new             | true    |                     | its first day ever
        again           | false   | repeat              | it was new in 2024
        once_more       | false   | repeat              | it was new in 2024
        """,
        as_of="2025-12-31",
    )
    counted.shows(
        "progress",
        """
        as_of      | mvp_id | done              | why
        2024-12-31 | maker  | 1                 | /a
        2025-12-31 | maker  | 1 + 1 + 1 + 1 = 4 | /b, /c and two without an address
        """,
        track="forge",
    )


def test_a_release_does_not_make_the_component_with_its_address_a_repeat(counted):
    counted.shows(
        "contributions",
        """
        contribution_id | counted | not_counted_because
        release_before  | false   | kind
        after_release   | true    |
        release_after   | false   | kind
        """,
        as_of="2025-12-31",
    )


def test_of_two_rows_on_the_first_day_the_lowest_id_counts(counted):
    counted.shows(
        "contributions",
        """
        contribution_id | counted | not_counted_because
        same_day_a      | true    |
        same_day_b      | false   | repeat
        """,
        as_of="2025-12-31",
    )


def test_repeats_have_the_same_mvp_track_and_address(counted):
    counted.shows(
        "contributions",
        """
        contribution_id | counted | not_counted_because | why
        no_address_1    | true    |                     | without an address there are no repeats
        no_address_2    | true    |                     |
        about_it        | true    |                     | another track
        of_other        | true    |                     | another MVP
        organized_it    | true    |                     |
        spoke_there     | false   | repeat              | another kind in the same track
        next_month      | true    |                     | a meetup on another day
        """,
        as_of="2025-12-31",
    )


def test_what_was_new_before_entering_is_a_repeat_afterwards(counted):
    counted.shows(
        "contributions",
        """
        contribution_id | counted | not_counted_because | why
        before          | false   | before_start        | the day before entering
        since_before    | false   | repeat              | new on a day outside the window
        first_day       | true    |                     | the day of entering
        """,
        as_of="2025-12-31",
    )
    counted.shows(
        "progress",
        """
        mvp_id   | done
        newcomer | 1
        """,
        as_of="2025-12-31",
        track="forge",
    )


def test_the_window_ends_on_the_day_before_leaving(counted):
    counted.shows(
        "contributions",
        """
        contribution_id | counted | not_counted_because
        last_day        | true    |
        day_left        | false   | after_leaving
        """,
        as_of="2025-12-31",
    )
    counted.shows(
        "progress",
        """
        mvp_id | done
        leaver | 1
        """,
        as_of="2025-12-31",
        track="forge",
    )


def test_the_window_is_the_first_reason_not_to_count_then_the_kind_then_the_repeat(counted):
    counted.shows(
        "contributions",
        """
        contribution_id | not_counted_because | why
        release_early   | before_start        | of a kind that is only shown, too
        release_late    | after_leaving       | of a kind that is only shown, too
        again_after     | after_leaving       | a repeat, too
        release_after   | kind                | with the address of an earlier row, too
        """,
        as_of="2025-12-31",
    )


@pytest.fixture(scope="module")
def solved(draw):
    return draw(
        mvps="""
            mvp_id  | entered_on
            third   | 2025-04-15
            fewer   | 2025-04-15
            nothing | 2025-04-15
            unsaid  | 2025-04-15
            one_day | 2025-04-15
            early   | 2025-04-15
            late    | 2025-12-29
            later   | 2025-12-29
            short   | 2025-12-29
        """,
        contributions="""
            mvp_id  | track | kind       | occurred_at | days | accepted
            third   | forum | answer     | 2025-05-01  | 10   | yes
            third   | forum | answer     | 2025-06-01  | 20   | no
            fewer   | forum | answer     | 2025-05-01  | 10   | yes
            fewer   | forum | answer     | 2025-06-01  | 21   | no
            unsaid  | forum | answer     | 2025-05-01  | 1    |
            one_day | forum | answer     | 2025-05-01  | 1    | true
            one_day | forum | answer     | 2025-05-01  | 1    | false
            one_day | forum | answer     | 2025-05-01  | 1    |
            one_day | forum | moderation | 2025-05-01  | 1    | false
            early   | forum | answer     | 2025-04-13  | 2    | true
            early   | forum | answer     | 2025-04-15  | 1    | false
            late    | forum | answer     | 2025-12-29  | 1    | 1
            late    | forum | answer     | 2025-12-30  | 2    | 0
            later   | forum | answer     | 2025-12-29  | 3    | 0
            short   | forum | answer     | 2025-12-29  | 2    | 1
        """,
    )


def test_at_least_one_third_of_the_answers_are_solutions(solved):
    solved.shows(
        "progress_level",
        """
        mvp_id  | done | answers | solutions | has_enough_solutions | why
        third   | 30   | 30      | 10        | true                 | 3 * 10 >= 30
        fewer   | 31   | 31      | 10        | false                | 3 * 10 < 31
        nothing | 0    | 0       | 0         | true                 | 3 * 0 >= 0
        unsaid  | 1    | 1       | 0         | false                | empty means no
        one_day | 1    | 3       | 1         | true                 | 3 * 1 >= 3 answers on one day
        early   | 1    | 1       | 0         | false                | those before entering are out
        """,
        as_of="2025-12-31",
        track="forum",
    )


def test_the_goal_is_the_target_and_in_the_forum_enough_solutions(solved):
    # December 29 to 31, 2025 are a Monday, a Tuesday and a Wednesday.
    solved.shows(
        "progress",
        """
        mvp_id | done | target | solutions | goal_met | why
        late   | 3    | 3      | 1         | true     | 3 >= 3 and 3 * 1 >= 3
        later  | 3    | 3      | 0         | false    | 3 >= 3 and 3 * 0 < 3
        short  | 2    | 3      | 2         | false    | 2 < 3 and 3 * 2 >= 2
        """,
        as_of="2025-12-31",
        track="forum",
    )


def test_only_the_forum_has_answers_and_solutions(solved):
    solved.shows(
        "progress",
        """
        mvp_id | track   | answers | solutions
        late   | content |         |
        late   | forge   |         |
        late   | forum   | 3       | 1
        late   | meetup  |         |
        """,
        as_of="2025-12-31",
    )


def test_share_cadence_and_kinds_are_settings(draw):
    # By May 20 there are 23 + 20 + 21 + 22 + 14 = 100 weekdays; months(01-01, 05-21) = 4.
    program = draw(
        settings={
            "tracks.forum.weekday_share": 0.29,
            "tracks.forum.min_solution_share": "1/2",
            "tracks.forge.cadence_months": 3,
            "tracks.forge.counts": ["component", "release"],
            "tracks.forge.shown": [],
        },
        mvps="""
            mvp_id | entered_on
            ana    | 2025-01-01
        """,
        contributions="""
            mvp_id | track | kind      | occurred_at | accepted | url
            ana    | forum | answer    | 2025-05-20  | true     |
            ana    | forum | answer    | 2025-05-20  | false    |
            ana    | forum | answer    | 2025-05-20  | false    |
            ana    | forge | release   | 2025-05-19  |          | /a
            ana    | forge | component | 2025-05-20  |          | /a
        """,
    )
    program.shows(
        "progress_level",
        """
        track | done | expected             | target               | has_enough_solutions
        forum | 1    | 100 * 29 // 100 = 29 | 261 * 29 // 100 = 75 | false
        """,
        as_of="2025-05-20",
        track="forum",
    )
    program.shows(
        "progress_level",
        """
        track | done | expected   | target      | why
        forge | 1    | 4 // 3 = 1 | 12 // 3 = 4 | the component repeats the release now
        """,
        as_of="2025-05-20",
        track="forge",
    )
