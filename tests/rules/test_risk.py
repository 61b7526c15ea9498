"""docs/rules.md section 7: risk before the next checkpoint.

As of Monday, 2025-07-07, the next checkpoint is July 31, 24 days away.
"""

import pytest

from tests.rules.by_hand import (
    accepted_and_not,
    chance_of,
    days,
    share_chance_of,
    size_and_days,
)


@pytest.fixture(scope="module")
def ben(draw):
    return draw(
        mvps="""
            mvp_id | entered_on
            ben    | 2025-01-01
        """,
        commitments="""
            mvp_id | year | track
            ben    | 2025 | forge
        """,
        contributions="""
            mvp_id | track | occurred_at
            ben    | forum | 2024-11-15
            ben    | forge | 2025-01-20
            ben    | forge | 2025-02-14
            ben    | forge | 2025-04-03
            ben    | forge | 2025-05-22
        """,
        leaves="""
            mvp_id | from_on    | to_on
            ben    | 2025-03-03 | 2025-03-16
        """,
        certifications="""
            mvp_id | taken_on   | expires_on
            ben    | 2023-07-21 | 2025-07-20
        """,
    )


def test_a_row_has_its_numbers_and_a_reason(ben):
    # The example in section 7; docs/forecast.md computes its chance.
    ben.shows(
        "risk",
        """
        about         | done | expected_at_checkpoint | needed    | chance | risk   | days_left
        forge         | 4    | 6                      | 6 - 4 = 2 | 0.0879 | high   | 31 - 7 = 24
        certification |      |                        |           |        | medium | 31 - 7 = 24
        """,
        as_of="2025-07-07",
    )
    ben.shows(
        "risk",
        """
        about         | checkpoint | reason
        forge         | 2025-07-31 | 4 of 6 components; 2 more in 24 days; 1 in the last 90 days
        certification | 2025-07-31 | certificate ends on 2025-07-20
        """,
        as_of="2025-07-07",
    )


def test_the_mvps_risk_is_the_worst_of_the_rows(ben):
    ben.shows(
        "members",
        """
        mvp_id | risk | is_at_risk | why
        ben    | high | true       | forge is high, the certification medium
        """,
        as_of="2025-07-07",
    )


def test_the_final_checkpoint_is_a_checkpoint_too(ben):
    ben.shows(
        "risk",
        """
        checkpoint | days_left | expected_at_checkpoint | needed     | why
        2025-12-31 | 30        | 11                     | 11 - 4 = 7 | months(01-15, 01-01) = 11
        """,
        as_of="2025-12-01",
        about="forge",
    )


# From Monday, June 2 on, 21 + 23 = 44 answer days are expected by July 31. `days_n` has answered on
# the first n days from June 2 on; each answer was accepted.
FORUM = {
    "mvps": """
        mvp_id     | entered_on
        days_32    | 2025-06-02
        days_31    | 2025-06-02
        days_28    | 2025-06-02
        days_27    | 2025-06-02
        days_20    | 2025-06-02
        days_19    | 2025-06-02
        few_low    | 2025-06-02
        few_high   | 2025-06-02
        few_lost   | 2025-06-02
        few_soon   | 2025-06-02
        few_met    | 2025-06-30
        enough_met | 2025-06-30
        away       | 2025-06-02
        away_lost  | 2025-06-02
        away_forge | 2025-01-01
        met        | 2025-06-15
        one_to_go  | 2025-06-15
        four_to_go | 2025-07-21
        three_more | 2025-07-21
        recent     | 2025-01-01
    """,
    "commitments": """
        mvp_id     | year | track
        days_32    | 2025 | forum
        days_31    | 2025 | forum
        days_28    | 2025 | forum
        days_27    | 2025 | forum
        days_20    | 2025 | forum
        days_19    | 2025 | forum
        few_low    | 2025 | forum
        few_high   | 2025 | forum
        few_lost   | 2025 | forum
        few_soon   | 2025 | forum
        few_met    | 2025 | forum
        enough_met | 2025 | forum
        away       | 2025 | forum
        away_lost  | 2025 | forum
        away_forge | 2025 | forge
        met        | 2025 | forge
        one_to_go  | 2025 | forge
        four_to_go | 2025 | forum
        three_more | 2025 | forum
        recent     | 2025 | meetup
    """,
    "contributions": """
        mvp_id     | track  | occurred_at | days | accepted
        days_32    | forum  | 2025-06-02  | 32   | true
        days_31    | forum  | 2025-06-02  | 31   | true
        days_28    | forum  | 2025-06-02  | 28   | true
        days_27    | forum  | 2025-06-02  | 27   | true
        days_20    | forum  | 2025-06-02  | 20   | true
        days_19    | forum  | 2025-06-02  | 19   | true
        few_low    | forum  | 2025-06-02  | 32   | false
        few_high   | forum  | 2025-06-02  | 27   | false
        few_lost   | forum  | 2025-06-02  | 19   | false
        few_soon   | forum  | 2025-03-02  | 102  | true
        few_soon   | forum  | 2025-06-12  | 22   | false
        few_met    | forum  | 2025-06-30  | 3    | false
        enough_met | forum  | 2025-06-30  | 1    | true
        enough_met | forum  | 2025-07-01  | 2    | false
        away       | forum  | 2025-06-02  | 20   | true
        met        | forge  | 2025-06-20  | 1    |
        four_to_go | forum  | 2025-07-21  | 5    | true
        three_more | forum  | 2025-07-21  | 6    | true
        recent     | meetup | 2025-04-08  | 2    |
    """,
    "leaves": """
        mvp_id     | from_on    | to_on
        few_met    | 2025-07-03 |
        enough_met | 2025-07-03 |
        away       | 2025-07-05 | 2025-07-31
        away_lost  | 2025-07-05 | 2025-08-15
        away_forge | 2025-07-05 | 2025-07-31
    """,
    "certifications": """
        mvp_id     | taken_on
        away_forge | 2024-12-01
        recent     | 2024-12-01
    """,
}


@pytest.fixture(scope="module")
def forum(draw):
    return draw(**FORUM)


def chance_after(done: int, needed: int) -> str:
    """The chance of `needed` answer days in 24 days after `done` of them from June 2 on."""
    answered = [str(day) for day in days("2025-06-02", "2025-07-07")][:done]
    r, q = size_and_days("forum", "2025-07-07", "2025-06-02", answered)
    return f"{chance_of(needed, r, q, 24):.4f}"


def test_the_risk_follows_the_chance(forum):
    forum.shows(
        "risk",
        f"""
        mvp_id  | needed       | chance               | risk         | is_at_risk | why
        met     | 1 - 1 = 0    | 1.0000               | met          | false      | nothing to do
        days_32 | 44 - 32 = 12 | {chance_after(32, 12)} | low          | false      | 0.8 or more
        days_31 | 44 - 31 = 13 | {chance_after(31, 13)} | medium       | false      | less than 0.8
        days_28 | 44 - 28 = 16 | {chance_after(28, 16)} | medium       | false      | 0.5 or more
        days_27 | 44 - 27 = 17 | {chance_after(27, 17)} | high         | true       | less than 0.5
        days_20 | 44 - 20 = 24 | {chance_after(20, 24)} | high         | true       | 24 in 24 days
        days_19 | 44 - 19 = 25 | 0.0000               | out_of_reach | true       | 25 > 24
        """,
        as_of="2025-07-07",
    )
    assert float(chance_after(32, 12)) >= 0.8 > float(chance_after(31, 13))
    assert float(chance_after(28, 16)) >= 0.5 > float(chance_after(27, 17)) > 0


def test_in_the_forum_a_day_counts_once_so_more_than_the_days_left_are_out_of_reach(forum):
    # July 21 to 31 has 5 + 4 = 9 weekdays. As of July 28 three days are left.
    forum.shows(
        "risk",
        """
        mvp_id     | done | needed    | days_left   | risk         | why
        four_to_go | 5    | 9 - 5 = 4 | 31 - 28 = 3 | out_of_reach | 4 > 3
        three_more | 6    | 9 - 6 = 3 | 31 - 28 = 3 | high         | 3 <= 3
        """,
        as_of="2025-07-28",
    )
    assert forum.value("risk", "chance", "2025-07-28", mvp_id="four_to_go") == 0
    assert forum.value("risk", "chance", "2025-07-28", mvp_id="three_more") > 0


def test_on_the_checkpoint_itself_what_is_needed_is_out_of_reach(forum):
    forum.shows(
        "risk",
        """
        mvp_id    | expected_at_checkpoint | needed | days_left | chance | risk
        met       | 1                      | 0      | 0         | 1.0000 | met
        one_to_go | 1                      | 1      | 0         | 0.0000 | out_of_reach
        """,
        as_of="2025-07-31",
    )


def test_a_track_is_met_only_when_its_answers_are_accepted_too(forum):
    forum.shows(
        "risk",
        """
        mvp_id     | needed | risk         | why
        enough_met | 0      | met          | 3 * 1 >= 3, and no further answers are expected
        few_met    | 0      | high         | 3 * 0 < 3, and every day left is on leave
        few_low    | 12     | high         | low by its days; 3 * 0 < 32
        few_high   | 17     | high         | not better than by its days
        few_lost   | 25     | out_of_reach | not better than by its days
        """,
        as_of="2025-07-07",
    )


def test_while_the_second_criterion_is_not_met_the_risk_is_at_least_medium(forum):
    # Since June 2, 10 of 32 answers are accepted, and of the 92 days before, all were. 22 answer
    # days are expected: ceil(54 / 3) - 10 = 8 of them. Its chance is that of a low risk.
    before = [(str(day), True) for day in days("2025-03-02", "2025-06-11")]
    answers = [*before, *((str(day), False) for day in days("2025-06-12", "2025-07-03"))]
    rate = size_and_days("forum", "2025-07-07", "2025-03-02", [day for day, _ in answers])
    assert round(24 * rate[0] / rate[1]) == 22
    share = share_chance_of(8, 22, *accepted_and_not("2025-07-07", answers))
    chance = chance_of(12, *rate, 24) * share
    assert chance >= 0.8
    forum.shows(
        "risk",
        f"""
        mvp_id   | needed | chance       | risk   | why
        few_soon | 12     | {chance:.4f} | medium | 3 * 10 < 32
        """,
        as_of="2025-07-07",
    )


def test_with_every_day_left_on_leave_the_chance_is_0_and_the_risk_high(forum):
    # With a leave from July 5 on, the 21 + 4 = 25 weekdays from June 2 to July 4 are expected.
    forum.shows(
        "risk",
        """
        mvp_id     | expected_at_checkpoint | needed      | chance | risk         | why
        away       | 25                     | 25 - 20 = 5 | 0.0000 | high         | 5 <= 24
        away_lost  | 25                     | 25 - 0 = 25 | 0.0000 | out_of_reach | 25 > 24
        away_forge | 6                      | 6 - 0 = 6   | 0.0000 | high         | start 01-28
        """,
        as_of="2025-07-07",
    )


def test_the_thresholds_are_settings_and_an_equal_chance_is_enough(draw):
    draw(settings={"risk.low": 0.4, "risk.medium": 0.0, "risk.recent_days": 91}, **FORUM).shows(
        "risk",
        """
        mvp_id     | risk         | why
        days_27    | low          | 0.4 or more
        days_20    | medium       | less than 0.4
        away_forge | medium       | the chance 0 is not below 0
        days_19    | out_of_reach | whatever its chance
        """,
        as_of="2025-07-07",
    )


def test_a_reason_uses_the_singular_for_one(forum):
    forum.shows(
        "risk",
        """
        mvp_id    | reason
        met       | 1 of 1 component; nothing more needed by then; 1 in the last 90 days
        one_to_go | 0 of 1 component; 1 more in 1 day; 0 in the last 90 days
        """,
        as_of="2025-07-30",
    )


def test_a_reason_says_what_is_out_of_reach(forum):
    forum.shows(
        "risk",
        """
        mvp_id    | reason
        one_to_go | 0 of 1 component; 1 more today; 0 in the last 90 days; out of reach by then
        """,
        as_of="2025-07-31",
    )
    forum.shows(
        "risk",
        """
        mvp_id    | reason
        away_lost | {pace}; 0 in the last 90 days; out of reach by then
        """.format(pace="0 of 25 answer days; 25 more in 24 days"),
        as_of="2025-07-07",
    )


def test_a_reason_says_how_many_answers_were_accepted_when_too_few_were(forum):
    forum.shows(
        "risk",
        """
        mvp_id     | reason
        few_met    | 3 of 3 answer days; {few}; {accepted}; {next}
        enough_met | 3 of 3 answer days; nothing more needed by then; 3 in the last 90 days
        """.format(
            few="no more answer days needed by then; 3 in the last 90 days",
            accepted="accepted 0 of 3 answers, 1 in 3 needed",
            next="2 of the next 2 would have to be accepted",  # 3 * 2 >= 3 + 2
        ),
        as_of="2025-07-07",
    )


def test_a_reason_looks_90_days_back(forum):
    # From July 7 back: 7 days of July, 30 of June, 31 of May, and 22 of April reach April 9.
    forum.shows(
        "risk",
        """
        mvp_id | done | reason
        recent | 2    | 2 of 3 meetups; 1 more in 24 days; 1 in the last 90 days
        """,
        as_of="2025-07-07",
    )


@pytest.fixture(scope="module")
def exams(draw):
    """Exams and NDAs. Nobody has a commitment, and only one has done something: content is high."""
    return draw(
        mvps="""
            mvp_id       | entered_on | nda_signed_on | left_on
            certified    | 2025-04-10 | 2025-04-10    |
            ends_before  | 2025-04-10 | 2025-04-10    |
            ends_then    | 2025-04-10 | 2025-04-10    |
            ends_after   | 2025-04-10 | 2025-04-10    |
            due_before   | 2025-04-30 | 2025-04-30    |
            due_after    | 2025-05-01 | 2025-05-01    |
            due_09_30    | 2025-06-30 | 2025-06-30    |
            second       | 2025-04-10 | 2025-04-10    |
            second_after | 2025-04-10 | 2025-04-10    |
            again        | 2025-04-10 | 2025-04-10    |
            again_after  | 2025-04-10 | 2025-04-10    |
            overdue      | 2025-04-01 | 2025-04-01    |
            overdue_2    | 2025-01-01 | 2025-01-01    |
            failed_twice | 2025-04-10 | 2025-04-10    |
            all_met      | 2025-04-01 | 2025-04-01    |
            unsigned     | 2025-04-10 |               |
            unsigned_yet | 2025-04-30 | 2025-07-08    |
            unsigned_out | 2025-04-10 |               |
            upcoming     | 2025-07-08 | 2025-07-01    |
            left         | 2025-04-01 | 2025-04-01    | 2025-07-07
        """,
        commitments="""
            mvp_id   | year | track
            all_met  | 2025 | content
            unsigned | 2025 | content
        """,
        contributions="""
            mvp_id   | track   | occurred_at | days
            all_met  | content | 2025-05-01  | 2
            unsigned | content | 2025-05-01  | 2
        """,
        certifications="""
            mvp_id       | taken_on   | passed | expires_on
            certified    | 2024-02-01 | yes    | 2026-02-01
            ends_before  | 2024-02-01 | yes    | 2025-07-20
            ends_then    | 2024-02-01 | yes    | 2025-07-31
            ends_after   | 2024-02-01 | yes    | 2025-08-01
            second       | 2025-04-30 | no     |
            second_after | 2025-05-01 | no     |
            again        | 2024-02-01 | yes    | 2025-04-29
            again_after  | 2024-02-01 | yes    | 2025-04-30
            overdue_2    | 2025-04-01 | no     |
            failed_twice | 2025-05-01 | no     |
            failed_twice | 2025-06-01 | no     |
            unsigned     | 2024-02-01 | yes    |
            unsigned_out | 2025-05-01 | no     |
            unsigned_out | 2025-06-01 | no     |
        """,
    )


def test_an_exam_is_medium_when_its_deadline_is_the_checkpoint_or_earlier(exams):
    # Three months after April 30 is July 30, after May 1 August 1; the checkpoint is July 31.
    exams.shows(
        "risk",
        """
        mvp_id       | risk   | reason
        due_before   | medium | exam due by 2025-07-30; 2 attempts left
        due_after    | -      |
        due_09_30    | -      |
        second       | medium | exam due by 2025-07-30; 1 failed; 1 attempt left
        second_after | -      |
        again        | medium | certificate has ended; exam due by 2025-07-30; 2 attempts left
        again_after  | -      |
        """,
        as_of="2025-07-07",
        about="certification",
    )
    exams.shows(
        "risk",
        """
        mvp_id    | checkpoint | risk   | reason
        due_09_30 | 2025-09-30 | medium | exam due by 2025-09-30; 2 attempts left
        """,
        as_of="2025-08-01",
        about="certification",
    )


def test_a_certificate_is_medium_when_its_last_day_is_the_checkpoint_or_earlier(exams):
    exams.shows(
        "risk",
        """
        mvp_id      | risk   | reason
        ends_before | medium | certificate ends on 2025-07-20
        ends_then   | medium | certificate ends on 2025-07-31
        ends_after  | -      |
        certified   | -      |
        """,
        as_of="2025-07-07",
        about="certification",
    )


def test_an_overdue_exam_is_high_and_two_fails_are_out_of_reach(exams):
    exams.shows(
        "risk",
        """
        mvp_id       | risk         | reason
        overdue      | high         | exam was due by 2025-07-01; 2 attempts left
        overdue_2    | high         | exam was due by 2025-07-01; 1 failed; 1 attempt left
        failed_twice | out_of_reach | failed 2 times; no attempt left
        """,
        as_of="2025-07-07",
        about="certification",
    )


def test_an_mvp_who_awaits_the_nda_has_no_track_rows(exams):
    exams.shows(
        "risk",
        """
        mvp_id       | about         | risk         | reason
        unsigned     | nda           | high         | NDA not signed
        unsigned_yet | nda           | high         | NDA not signed
        unsigned_yet | certification | medium       | exam due by 2025-07-30; 2 attempts left
        unsigned_out | nda           | high         | NDA not signed
        unsigned_out | certification | out_of_reach | failed 2 times; no attempt left
        """,
        as_of="2025-07-07",
    )


def test_mvps_who_are_upcoming_or_have_left_have_no_rows(exams):
    exams.shows(
        "risk",
        """
        mvp_id   | risk
        upcoming | -
        left     | -
        """,
        as_of="2025-07-07",
    )


def test_certification_and_nda_count_for_the_mvps_risk(exams):
    exams.shows(
        "members",
        """
        mvp_id       | risk         | is_at_risk | why
        all_met      | high         | true       | content is met, 2 of 2; the exam is overdue
        unsigned     | high         | true       | certified, and no NDA
        unsigned_out | out_of_reach | true       | two fails, and no NDA
        left         |              | false      |
        """,
        as_of="2025-07-07",
    )


def test_a_single_attempt_is_named_in_the_singular(draw):
    draw(
        settings={"certification.attempts": 1},
        mvps="""
            mvp_id | entered_on
            failed | 2025-05-01
        """,
        certifications="""
            mvp_id | taken_on   | passed
            failed | 2025-06-01 | no
        """,
    ).shows(
        "risk",
        """
        mvp_id | risk         | reason
        failed | out_of_reach | failed 1 time; no attempt left
        """,
        as_of="2025-07-07",
        about="certification",
    )


# As of July 7. By July 31, 152 answer days, 7 components, 3 pieces and 3 meetups are expected from
# January 1 on, and 19 answer days and nothing else from July 7 on.
TRACKS = {
    "mvps": """
        mvp_id   | entered_on
        two      | 2025-01-01
        free     | 2025-01-01
        met_once | 2025-01-01
        new      | 2025-07-07
        away     | 2025-01-01
    """,
    "commitments": """
        mvp_id | year | track
        two    | 2025 | content
        two    | 2025 | forge
    """,
    "contributions": """
        mvp_id   | track   | occurred_at | days
        two      | content | 2025-06-01  | 3
        free     | meetup  | 2025-07-01  | 1
        met_once | meetup  | 2025-06-01  | 3
    """,
    "leaves": """
        mvp_id | from_on    | to_on
        away   | 2025-07-05 | 2025-08-15
    """,
    "certifications": """
        mvp_id   | taken_on
        two      | 2024-12-01
        free     | 2024-12-01
        met_once | 2024-12-01
        new      | 2024-12-01
        away     | 2024-12-01
    """,
}


@pytest.fixture(scope="module")
def tracks(draw):
    return draw(**TRACKS)


def test_there_is_a_row_for_every_committed_track_even_where_it_is_met(tracks):
    tracks.shows(
        "risk",
        """
        mvp_id | about   | needed    | risk
        two    | content | 3 - 3 = 0 | met
        two    | forge   | 7 - 0 = 7 | high
        """,
        as_of="2025-07-07",
    )


def test_without_a_commitment_the_best_track_has_the_one_row(tracks):
    tracks.shows(
        "risk",
        """
        mvp_id   | about   | risk | chance | why
        met_once | meetup  | met  | 1.0000 | the lowest risk
        new      | content | met  | 1.0000 | content, forge and meetup are met: the first by name
        away     | content | high | 0.0000 | the forum is out of reach; of the others the first
        """,
        as_of="2025-07-07",
    )


def test_among_tracks_with_the_same_risk_the_highest_chance_is_the_best(tracks):
    def chance(track, events, needed):
        return chance_of(needed, *size_and_days(track, "2025-07-07", "2025-01-01", events), 24)

    meetup = chance("meetup", ["2025-07-01"], 3 - 1)
    assert 0.5 > meetup > max(chance("content", [], 3), chance("forge", [], 7))
    tracks.shows(
        "risk",
        f"""
        mvp_id | about  | risk | chance
        free   | meetup | high | {meetup:.4f}
        """,
        as_of="2025-07-07",
    )


def test_all_committed_tracks_count_for_the_mvps_risk(tracks):
    tracks.shows(
        "members",
        """
        mvp_id | risk | why
        two    | high | content is met, forge is high
        free   | high | the one row
        """,
        as_of="2025-07-07",
    )


def test_with_the_setting_any_only_the_best_committed_track_counts(draw):
    program = draw(settings={"commitments.require": "any"}, **TRACKS)
    program.shows(
        "members",
        """
        mvp_id | risk | why
        two    | met  | content is met, forge is high
        """,
        as_of="2025-07-07",
    )
    program.shows(
        "risk",
        """
        mvp_id | about   | risk
        two    | content | met
        two    | forge   | high
        """,
        as_of="2025-07-07",
    )
