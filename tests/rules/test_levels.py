"""docs/rules.md section 4: levels."""

import pytest


@pytest.fixture(scope="module")
def components(draw):
    """MVPs named by their number of components by January 11; all entered on January 1."""
    counts = range(12)
    return draw(
        mvps="mvp_id | entered_on\n" + "".join(f"done_{n} | 2025-01-01\n" for n in counts),
        contributions="mvp_id | track | occurred_at | days\n"
        + "".join(f"done_{n} | forge | 2025-01-01 | {n}\n" for n in counts if n),
    )


def test_when_nothing_is_expected_doing_nothing_is_on_track_and_anything_is_ahead(components):
    components.shows(
        "progress",
        """
        mvp_id | expected | level
        done_0 | 0        | on_track
        done_1 | 0        | ahead
        """,
        as_of="2025-01-30",
        track="forge",
    )


def test_exactly_five_quarters_is_ahead_and_exactly_three_quarters_is_behind(components):
    # By August 31 months(01-01, 09-01) = 8 components are expected.
    components.shows(
        "progress",
        """
        mvp_id  | expected | level     | why
        done_11 | 8        | ahead     | 4 * 11 >= 5 * 8
        done_10 | 8        | ahead     | 4 * 10 == 5 * 8
        done_9  | 8        | on_track  | 4 * 9 < 5 * 8 and 9 >= 8
        done_8  | 8        | on_track  | 8 == 8
        done_7  | 8        | behind    | 7 < 8 and 4 * 7 >= 3 * 8
        done_6  | 8        | behind    | 4 * 6 == 3 * 8
        done_5  | 8        | off_track | 4 * 5 < 3 * 8
        done_0  | 8        | off_track | 4 * 0 < 3 * 8
        """,
        as_of="2025-08-31",
        track="forge",
    )


def test_a_fraction_between_whole_numbers_needs_the_next_one(components):
    # By June 30 months(01-01, 07-01) = 6 are expected: 5/4 of them are 7.5, 3/4 are 4.5.
    components.shows(
        "progress",
        """
        mvp_id | expected | level     | why
        done_8 | 6        | ahead     | 4 * 8 >= 5 * 6
        done_7 | 6        | on_track  | 4 * 7 < 5 * 6 and 7 >= 6
        done_6 | 6        | on_track  | 6 == 6
        done_5 | 6        | behind    | 5 < 6 and 4 * 5 >= 3 * 6
        done_4 | 6        | off_track | 4 * 4 < 3 * 6
        """,
        as_of="2025-06-30",
        track="forge",
    )


def test_of_two_expected_one_is_off_track_and_three_are_ahead(components):
    components.shows(
        "progress",
        """
        mvp_id | expected | level     | why
        done_3 | 2        | ahead     | 4 * 3 >= 5 * 2
        done_2 | 2        | on_track  | 4 * 2 < 5 * 2 and 2 >= 2
        done_1 | 2        | off_track | 4 * 1 < 3 * 2
        """,
        as_of="2025-02-28",
        track="forge",
    )


@pytest.fixture(scope="module")
def answers(draw):
    # By June 30 23 + 20 + 21 + 22 + 22 + 21 = 129 answer days are expected.
    return draw(
        mvps="""
            mvp_id   | entered_on
            days_162 | 2025-01-01
            days_161 | 2025-01-01
            days_129 | 2025-01-01
            days_128 | 2025-01-01
            days_97  | 2025-01-01
            days_96  | 2025-01-01
            few      | 2025-01-01
            enough   | 2025-01-01
            many_few | 2025-01-01
            off_few  | 2025-01-01
            weekend  | 2025-06-28
        """,
        commitments="""
            mvp_id | year | track
            few    | 2025 | forum
            few    | 2025 | forge
            enough | 2025 | forum
            enough | 2025 | forge
        """,
        contributions="""
            mvp_id   | track | occurred_at | days | accepted
            days_162 | forum | 2025-01-01  | 162  | true
            days_161 | forum | 2025-01-01  | 161  | true
            days_129 | forum | 2025-01-01  | 129  | true
            days_128 | forum | 2025-01-01  | 128  | true
            days_97  | forum | 2025-01-01  | 97   | true
            days_96  | forum | 2025-01-01  | 96   | true
            few      | forum | 2025-01-01  | 140  | false
            few      | forum | 2025-01-01  | 90   | true
            few      | forum | 2025-01-01  | 70   | false
            few      | forge | 2025-01-01  | 6    |
            enough   | forum | 2025-01-01  | 140  | false
            enough   | forum | 2025-01-01  | 100  | true
            enough   | forum | 2025-01-01  | 60   | false
            enough   | forge | 2025-01-01  | 6    |
            many_few | forum | 2025-01-01  | 162  | false
            off_few  | forum | 2025-01-01  | 96   | false
            weekend  | forum | 2025-06-28  | 1    | false
        """,
    )


def test_the_forum_has_the_same_levels(answers):
    answers.shows(
        "progress",
        """
        mvp_id   | expected | level     | why
        days_162 | 129      | ahead     | 4 * 162 >= 5 * 129
        days_161 | 129      | on_track  | 4 * 161 < 5 * 129
        days_129 | 129      | on_track  | 129 == 129
        days_128 | 129      | behind    | 128 < 129
        days_97  | 129      | behind    | 4 * 97 >= 3 * 129
        days_96  | 129      | off_track | 4 * 96 < 3 * 129
        """,
        as_of="2025-06-30",
        track="forum",
    )


def test_with_too_few_solutions_the_forum_is_behind_at_best(answers):
    answers.shows(
        "progress",
        """
        mvp_id   | done | answers              | solutions | level     | why
        few      | 140  | 140 + 90 + 70 = 300  | 90        | behind    | 3 * 90 < 300
        enough   | 140  | 140 + 100 + 60 = 300 | 100       | on_track  | 3 * 100 >= 300
        many_few | 162  | 162                  | 0         | behind    | ahead by its days
        off_few  | 96   | 96                   | 0         | off_track | no better by its days
        """,
        as_of="2025-06-30",
        track="forum",
    )


def test_with_too_few_solutions_the_forum_is_behind_even_when_nothing_is_expected(answers):
    # June 28 and 29, 2025 are a Saturday and a Sunday.
    answers.shows(
        "progress",
        """
        mvp_id  | done | expected | level  | why
        weekend | 1    | 0        | behind | 3 * 0 < 1
        """,
        as_of="2025-06-29",
        track="forum",
    )


def test_the_mvps_level_is_the_worst_of_the_committed_tracks(answers):
    answers.shows(
        "members",
        """
        mvp_id | tracks      | level    | why
        few    | forge;forum | behind   | forge is on_track with 6 of 6, forum is behind
        enough | forge;forum | on_track | both are on_track; content and meetup do not matter
        """,
        as_of="2025-06-30",
    )


# By June 30 6 components, 3 pieces and 3 meetups are expected, and 129 answer days.
MIXED = {
    "mvps": """
        mvp_id  | entered_on
        two     | 2025-01-01
        one     | 2025-01-01
        none    | 2025-01-01
        nothing | 2025-01-01
    """,
    "commitments": """
        mvp_id | year | track
        two    | 2025 | forge
        two    | 2025 | content
        one    | 2025 | content
    """,
    "contributions": """
        mvp_id | track   | occurred_at | days
        two    | forge   | 2025-06-01  | 6
        two    | content | 2025-06-01  | 1
        two    | meetup  | 2025-06-01  | 4
        one    | forge   | 2025-06-01  | 6
        one    | content | 2025-06-01  | 1
        none   | forge   | 2025-06-01  | 5
        none   | content | 2025-06-01  | 1
        none   | meetup  | 2025-06-01  | 4
    """,
}


def test_without_a_commitment_it_is_the_best_of_the_four(draw):
    draw(**MIXED).shows(
        "members",
        """
        mvp_id  | level     | why
        two     | off_track | content: 4 * 1 < 3 * 3
        one     | off_track | 4 * 1 < 3 * 3
        none    | ahead     | 4 * 4 >= 5 * 3
        nothing | off_track | 0 of everything
        """,
        as_of="2025-06-30",
    )


@pytest.fixture(scope="module")
def other_settings(draw):
    return draw(
        settings={
            "commitments.require": "any",
            "levels.ahead": "4/3",
            "levels.on_track": "2/3",
            "levels.behind": "1/6",
        },
        **MIXED,
    )


def test_with_the_setting_any_it_is_the_best_of_the_committed_tracks(other_settings):
    other_settings.shows(
        "members",
        """
        mvp_id | level    | why
        two    | on_track | forge: 3 * 6 < 4 * 6 and 3 * 6 >= 2 * 6; meetups were not committed to
        one    | behind   | content alone: 3 * 1 < 2 * 3
        none   | ahead    | 3 * 4 == 4 * 3
        """,
        as_of="2025-06-30",
    )


def test_the_thresholds_are_settings(other_settings):
    other_settings.shows(
        "progress",
        """
        mvp_id | track   | level     | why
        none   | forge   | on_track  | 3 * 5 < 4 * 6 and 3 * 5 >= 2 * 6
        none   | content | behind    | 3 * 1 < 2 * 3 and 6 * 1 >= 1 * 3
        none   | forum   | off_track | 6 * 0 < 1 * 129
        none   | meetup  | ahead     | 3 * 4 == 4 * 3
        """,
        as_of="2025-06-30",
    )
