"""docs/rules.md section 6: certification."""

import pytest


@pytest.fixture(scope="module")
def lea(draw):
    return draw(
        mvps="""
            mvp_id | entered_on
            lea    | 2025-01-10
        """,
        certifications="""
            mvp_id | level        | taken_on   | passed | expires_on
            lea    | professional | 2025-03-05 | no     |
            lea    | professional | 2025-06-02 | yes    | 2027-06-02
        """,
    )


def test_the_example_from_the_first_exam_to_an_overdue_one(lea):
    lea.shows(
        "certification_status",
        """
        as_of      | status        | valid_until | deadline   | failed_attempts | attempts_left
        2025-03-04 | exam_due      |             | 2025-04-10 | 0               | 2 - 0 = 2
        2025-03-05 | second_chance |             | 2025-06-05 | 1               | 2 - 1 = 1
        2025-06-01 | second_chance |             | 2025-06-05 | 1               | 2 - 1 = 1
        2025-06-02 | certified     | 2027-06-02  |            |                 |
        2027-03-03 | certified     | 2027-06-02  |            |                 |
        2027-03-04 | expiring      | 2027-06-02  |            |                 |
        2027-06-02 | expiring      | 2027-06-02  |            |                 |
        2027-06-03 | expired       |             | 2027-09-03 | 0               | 2 - 0 = 2
        2027-09-03 | expired       |             | 2027-09-03 | 0               | 2 - 0 = 2
        2027-09-04 | overdue       |             | 2027-09-03 | 0               | 2 - 0 = 2
        """,
        mvp_id="lea",
    )


@pytest.fixture(scope="module")
def valid(draw):
    # 90 days after 2025-07-01 is 2025-09-29: 30 to July 31, 31 to August 31, 29 to September 29.
    return draw(
        mvps="""
            mvp_id    | entered_on | left_on
            today     | 2024-01-01 |
            yesterday | 2024-01-01 |
            day_90    | 2024-01-01 |
            day_91    | 2024-01-01 |
            for_good  | 2024-01-01 |
            two       | 2024-01-01 |
            good_too  | 2024-01-01 |
            expert    | 2024-01-01 |
            from_now  | 2024-01-01 |
            tomorrow  | 2024-01-01 |
            gone      | 2024-01-01 | 2025-06-30
            next      | 2025-07-02 |
        """,
        certifications="""
            mvp_id    | level        | taken_on   | passed | expires_on
            today     | professional | 2024-02-01 | yes    | 2025-07-01
            yesterday | professional | 2024-02-01 | yes    | 2025-06-30
            day_90    | professional | 2024-02-01 | yes    | 2025-09-29
            day_91    | professional | 2024-02-01 | yes    | 2025-09-30
            for_good  | professional | 2024-02-01 | yes    |
            two       | professional | 2024-02-01 | yes    | 2025-07-20
            two       | expert       | 2024-03-01 | yes    | 2026-03-01
            good_too  | professional | 2024-02-01 | yes    | 2025-07-20
            good_too  | expert       | 2024-03-01 | yes    |
            expert    | expert       | 2024-03-01 | yes    | 2026-03-01
            from_now  | professional | 2025-07-01 | yes    | 2027-07-01
            tomorrow  | professional | 2025-07-02 | yes    | 2027-07-02
            gone      | professional | 2024-02-01 | yes    |
        """,
    )


def test_a_pass_is_valid_on_its_first_and_on_its_last_day(valid):
    valid.shows(
        "certification_status",
        """
        mvp_id    | status    | valid_until | deadline   | why
        today     | expiring  | 2025-07-01  |            | it ends today
        yesterday | expired   |             | 2025-10-01 | it ended yesterday: today + 3 months
        from_now  | certified | 2027-07-01  |            | taken today
        tomorrow  | overdue   |             | 2024-04-01 | taken tomorrow, and due since entering
        """,
        as_of="2025-07-01",
    )


def test_a_pass_is_expiring_from_90_days_before_its_end(valid):
    valid.shows(
        "certification_status",
        """
        mvp_id | status    | valid_until | why
        day_90 | expiring  | 2025-09-29  | 30 + 31 + 29 == 90
        day_91 | certified | 2025-09-30  | 30 + 31 + 30 == 91
        """,
        as_of="2025-07-01",
    )


def test_the_last_of_several_valid_passes_decides(valid):
    valid.shows(
        "certification_status",
        """
        mvp_id   | status    | valid_until | why
        for_good | certified |             | valid for good
        two      | certified | 2026-03-01  | the other one ends in 19 days
        good_too | certified |             | one is valid for good
        expert   | certified | 2026-03-01  | expert qualifies too
        """,
        as_of="2025-07-01",
    )


def test_no_cycle_is_open_while_a_pass_is_valid(valid):
    valid.shows(
        "certification_status",
        """
        mvp_id    | deadline   | failed_attempts | attempts_left
        today     |            |                 |
        for_good  |            |                 |
        yesterday | 2025-10-01 | 0               | 2
        """,
        as_of="2025-07-01",
    )


def test_there_is_a_row_for_everybody_on_the_roster_who_has_not_left(valid):
    valid.shows(
        "certification_status",
        """
        mvp_id   | status
        for_good | certified
        gone     | -
        next     | -
        """,
        as_of="2025-07-01",
    )


@pytest.fixture(scope="module")
def cycles(draw):
    """As of 2025-07-01; deadlines are three months after the day that opens them."""
    return draw(
        mvps="""
            mvp_id       | entered_on
            before       | 2025-06-01
            on_the_day   | 2025-06-01
            ended_twice  | 2024-01-01
            two_cycles   | 2024-01-01
            while_valid  | 2024-01-01
            first_day    | 2024-01-01
            failed_twice | 2025-05-01
            thrice       | 2025-05-01
            cured        | 2025-05-01
            early_fails  | 2025-05-01
            on_entering  | 2025-05-01
            tomorrow     | 2025-05-01
            due_today    | 2025-04-01
            due_before   | 2025-03-31
            second_today | 2024-12-01
            second_over  | 2024-12-01
            associate    | 2025-05-01
            low_fails    | 2025-05-01
            jan_31       | 2025-01-31
            nov_30       | 2024-11-30
        """,
        certifications="""
            mvp_id       | level        | taken_on   | passed | expires_on
            before       | professional | 2023-05-31 | yes    | 2025-05-31
            on_the_day   | professional | 2023-06-01 | yes    | 2025-06-01
            ended_twice  | professional | 2024-02-01 | yes    | 2025-04-30
            ended_twice  | expert       | 2024-03-01 | yes    | 2025-05-31
            two_cycles   | professional | 2024-02-01 | no     |
            two_cycles   | professional | 2024-03-01 | yes    | 2025-05-31
            two_cycles   | professional | 2025-06-15 | no     |
            while_valid  | professional | 2024-03-01 | yes    | 2025-05-31
            while_valid  | expert       | 2025-05-01 | no     |
            while_valid  | expert       | 2025-05-31 | no     |
            first_day    | professional | 2024-03-01 | yes    | 2025-05-31
            first_day    | expert       | 2025-06-01 | no     |
            failed_twice | professional | 2025-05-10 | no     |
            failed_twice | expert       | 2025-06-10 | no     |
            thrice       | professional | 2025-05-10 | no     |
            thrice       | professional | 2025-06-10 | no     |
            thrice       | professional | 2025-06-20 | no     |
            cured        | professional | 2025-05-10 | no     |
            cured        | professional | 2025-06-10 | no     |
            cured        | professional | 2025-06-20 | yes    | 2027-06-20
            early_fails  | professional | 2025-04-01 | no     |
            early_fails  | professional | 2025-04-30 | no     |
            on_entering  | professional | 2025-05-01 | no     |
            tomorrow     | professional | 2025-06-20 | no     |
            tomorrow     | professional | 2025-07-02 | no     |
            second_today | professional | 2025-04-01 | no     |
            second_over  | professional | 2025-03-31 | no     |
            associate    | associate    | 2025-05-10 | yes    |
            low_fails    | associate    | 2025-05-10 | no     |
            low_fails    | associate    | 2025-06-10 | no     |
        """,
    )


def test_a_pass_that_ended_before_entering_is_ignored(cycles):
    cycles.shows(
        "certification_status",
        """
        mvp_id     | status   | deadline   | why
        before     | exam_due | 2025-09-01 | a first cycle, from entering on
        on_the_day | expired  | 2025-09-02 | a later cycle, from the day after the end on
        """,
        as_of="2025-07-01",
    )


def test_a_pass_that_ends_before_it_begins_was_never_valid_and_ends_no_cycle(draw):
    program = draw(
        mvps="""
            mvp_id | entered_on
            ana    | 2025-01-10
        """,
        certifications="""
            mvp_id | taken_on   | expires_on
            ana    | 2025-06-01 | 2025-05-01
        """,
    )
    # 2025-01-10 + 3 months is April 10. A cycle from May 2 on would end on August 2.
    program.shows(
        "certification_status",
        """
        as_of      | status   | valid_until | deadline   | failed_attempts | attempts_left
        2025-04-10 | exam_due |             | 2025-04-10 | 0               | 2 - 0 = 2
        2025-06-01 | overdue  |             | 2025-04-10 | 0               | 2 - 0 = 2
        """,
        mvp_id="ana",
    )


def test_a_later_cycle_begins_on_the_day_after_the_latest_end(cycles):
    cycles.shows(
        "certification_status",
        """
        mvp_id      | status  | deadline   | failed_attempts | attempts_left
        ended_twice | expired | 2025-09-01 | 0               | 2
        """,
        as_of="2025-07-01",
    )


def test_fails_are_counted_in_each_cycle_separately(cycles):
    cycles.shows(
        "certification_status",
        """
        mvp_id      | status        | deadline   | failed_attempts | attempts_left | why
        two_cycles  | second_chance | 2025-09-15 | 1               | 2 - 1 = 1     | on 06-15
        while_valid | expired       | 2025-09-01 | 0               | 2 - 0 = 2     | before 06-01
        first_day   | second_chance | 2025-09-01 | 1               | 2 - 1 = 1     | on 06-01
        """,
        as_of="2025-07-01",
    )


def test_two_fails_in_one_cycle_leave_no_attempt_until_a_pass(cycles):
    cycles.shows(
        "certification_status",
        """
        mvp_id       | status       | deadline | failed_attempts | attempts_left
        failed_twice | failed_twice |          | 2               | 2 - 2 = 0
        thrice       | failed_twice |          | 3               | 0
        cured        | certified    |          |                 |
        """,
        as_of="2025-07-01",
    )


def test_only_fails_from_the_cycles_first_day_to_d_count(cycles):
    cycles.shows(
        "certification_status",
        """
        mvp_id      | status        | deadline   | failed_attempts | why
        early_fails | exam_due      | 2025-08-01 | 0               | both before entering
        on_entering | second_chance | 2025-08-01 | 1               | on the day of entering
        tomorrow    | second_chance | 2025-09-20 | 1               | the second one is tomorrow's
        """,
        as_of="2025-07-01",
    )


def test_the_exam_is_overdue_on_the_day_after_the_deadline(cycles):
    cycles.shows(
        "certification_status",
        """
        mvp_id       | status        | deadline   | failed_attempts | attempts_left
        due_today    | exam_due      | 2025-07-01 | 0               | 2
        due_before   | overdue       | 2025-06-30 | 0               | 2
        second_today | second_chance | 2025-07-01 | 1               | 1
        second_over  | overdue       | 2025-06-30 | 1               | 1
        """,
        as_of="2025-07-01",
    )


def test_an_exam_below_the_qualifying_level_changes_nothing(cycles):
    cycles.shows(
        "certification_status",
        """
        mvp_id    | status   | valid_until | deadline   | failed_attempts | attempts_left
        associate | exam_due |             | 2025-08-01 | 0               | 2
        low_fails | exam_due |             | 2025-08-01 | 0               | 2
        """,
        as_of="2025-07-01",
    )


def test_three_months_end_on_the_last_day_of_a_shorter_month(cycles):
    cycles.shows(
        "certification_status",
        """
        mvp_id | status  | deadline   | why
        jan_31 | overdue | 2025-04-30 | there is no April 31
        nov_30 | overdue | 2025-02-28 | there is no February 30
        """,
        as_of="2025-07-01",
    )


def test_levels_months_attempts_and_the_90_days_are_settings(draw):
    draw(
        settings={
            "certification.qualifying_from": "associate",
            "certification.exam_months": 1,
            "certification.attempts": 3,
            "certification.expiring_days": 30,
        },
        mvps="""
            mvp_id    | entered_on
            new       | 2025-06-15
            twice     | 2025-06-01
            associate | 2025-01-01
            day_31    | 2025-01-01
        """,
        certifications="""
            mvp_id    | level     | taken_on   | passed | expires_on
            twice     | expert    | 2025-06-05 | no     |
            twice     | expert    | 2025-06-10 | no     |
            associate | associate | 2025-01-05 | yes    | 2025-07-31
            day_31    | expert    | 2025-01-05 | yes    | 2025-08-01
        """,
    ).shows(
        "certification_status",
        """
        mvp_id    | status        | valid_until | deadline   | attempts_left | why
        new       | exam_due      |             | 2025-07-15 | 3             | one month
        twice     | second_chance |             | 2025-07-10 | 3 - 2 = 1     | a month from the last
        associate | expiring      | 2025-07-31  |            |               | 30 days after July 1
        day_31    | certified     | 2025-08-01  |            |               | 31 days after July 1
        """,
        as_of="2025-07-01",
    )


def test_why_an_exam_is_needed_is_said_in_words(draw):
    """An associate certificate is not enough; one that has ended differs from one never taken."""
    program = draw(
        mvps="mvp_id | entered_on\n"
        + "".join(
            f"{mvp_id} | 2024-01-01\n"
            for mvp_id in ("below", "ended", "old", "both", "failed", "none", "missed", "fine")
        ),
        certifications="""
            mvp_id | level        | taken_on   | passed | expires_on
            below  | associate    | 2024-02-01 | yes    | 2025-07-01
            ended  | associate    | 2023-02-01 | yes    | 2025-06-30
            old    | professional | 2021-02-01 | yes    | 2023-12-31
            both   | associate    | 2021-02-01 | yes    |
            both   | expert       | 2021-03-01 | yes    | 2024-03-01
            both   | professional | 2024-03-02 | no     |
            failed | professional | 2024-03-02 | no     |
            missed | associate    | 2024-03-02 | no     |
            missed | professional | 2025-07-02 | yes    |
            fine   | professional | 2024-03-02 | yes    |
        """,
    )
    found = dict(program.rows("exam_reason", "mvp_id, reason", "2025-07-01"))
    assert found == {
        "below": "associate is passed, but professional is needed",
        "ended": "associate ended on Jun 30, 2025, but professional is needed",
        "old": "professional ended on Dec 31, 2023, before entering",
        "both": "expert ended on Mar 1, 2024; associate is passed, but professional is needed",
        "failed": "professional not passed yet",
        "none": "professional not taken yet",
        "missed": "professional not taken yet",
    }
