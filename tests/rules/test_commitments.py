"""docs/rules.md section 3: commitments."""

import pytest

# As of 2025-12-31 everybody has done 12 of 12 components and 5 of 6 pieces; no answer, no meetup.
MVPS = """
    mvp_id    | entered_on
    both      | 2025-01-01
    forge     | 2025-01-01
    content   | 2025-01-01
    none      | 2025-01-01
    last_year | 2024-01-01
    december  | 2025-12-15
"""
COMMITMENTS = """
    mvp_id    | year | track
    both      | 2025 | forge
    both      | 2025 | content
    forge     | 2025 | forge
    content   | 2025 | content
    last_year | 2024 | content
"""
CONTRIBUTIONS = """
    mvp_id    | track   | occurred_at | days
    both      | forge   | 2025-02-01  | 12
    both      | content | 2025-03-01  | 5
    forge     | forge   | 2025-02-01  | 12
    forge     | content | 2025-03-01  | 5
    content   | forge   | 2025-02-01  | 12
    content   | content | 2025-03-01  | 5
    none      | forge   | 2025-02-01  | 12
    none      | content | 2025-03-01  | 5
    last_year | forge   | 2025-02-01  | 12
    last_year | content | 2025-03-01  | 5
"""


@pytest.fixture(scope="module")
def require_all(draw):
    return draw(mvps=MVPS, commitments=COMMITMENTS, contributions=CONTRIBUTIONS)


def test_every_committed_tracks_goal_is_needed(require_all):
    require_all.shows(
        "members",
        """
        mvp_id  | tracks        | goals_met | why
        both    | content;forge | false     | 12 >= 12 and 5 < 6
        forge   | forge         | true      | 12 >= 12
        content | content       | false     | 5 < 6
        """,
        as_of="2025-12-31",
    )


def test_without_a_commitment_one_of_the_four_goals_is_enough(require_all):
    require_all.shows(
        "members",
        """
        mvp_id   | tracks | goals_met | why
        none     |        | true      | 12 >= 12
        december |        | true      | in half a month no component is owed: 0 of 0
        """,
        as_of="2025-12-31",
    )


def test_a_commitment_counts_only_in_its_year(require_all):
    require_all.shows(
        "members",
        """
        as_of      | mvp_id    | tracks  | goals_met | why
        2024-12-31 | last_year | content | false     | 0 < 6
        2025-12-31 | last_year |         | true      | without one for 2025 the forge is enough
        """,
    )


def test_who_is_judged_as_any(require_all, require_any):
    table = """
        mvp_id    | require
        both      | {setting}
        forge     | {setting}
        content   | {setting}
        none      | any
        last_year | any
    """
    for program, setting in ((require_all, "all"), (require_any, "any")):
        program.shows("goals", table.format(setting=setting), as_of="2025-12-31", year=2025)


@pytest.fixture(scope="module")
def require_any(draw):
    return draw(
        settings={"commitments.require": "any"},
        mvps=MVPS,
        commitments=COMMITMENTS,
        contributions=CONTRIBUTIONS,
    )


def test_with_the_setting_any_one_committed_goal_is_enough(require_any):
    require_any.shows(
        "members",
        """
        mvp_id  | goals_met | why
        both    | true      | 12 >= 12
        forge   | true      | 12 >= 12
        content | false     | 5 < 6; the forge was not committed to
        none    | true      | 12 >= 12
        """,
        as_of="2025-12-31",
    )


def test_every_track_has_figures_and_says_whether_it_is_committed(require_all):
    require_all.shows(
        "progress",
        """
        mvp_id | track   | is_committed | is_judged | goal_met
        forge  | content | false        | false     | false
        forge  | forge   | true         | true      | true
        forge  | forum   | false        | false     | false
        forge  | meetup  | false        | false     | false
        none   | content | false        | true      | false
        none   | forge   | false        | true      | true
        none   | forum   | false        | true      | false
        none   | meetup  | false        | true      | false
        """,
        as_of="2025-12-31",
    )
