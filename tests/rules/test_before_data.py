"""docs/rules.md section 13: before the data begins nothing is judged.

The data of forge begins on 2025-03-15, as stated. That of the other tracks begins on 2024-01-01,
the year of the earliest contribution.
"""

import pytest

MVPS = """
    mvp_id | entered_on
    old    | 2023-01-01
    new    | 2025-03-15
    both   | 2023-01-01
    free   | 2023-01-01
    poor   | 2023-01-01
    near   | 2023-01-01
"""


@pytest.fixture(scope="module")
def program(draw):
    return draw(
        mvps=MVPS,
        commitments="""
            mvp_id | year | track
            old    | 2023 | content
            old    | 2024 | content
            old    | 2025 | forge
            new    | 2025 | forge
            both   | 2025 | forge
            both   | 2025 | content
            poor   | 2025 | forge
            poor   | 2025 | meetup
            near   | 2025 | forge
            near   | 2025 | content
        """,
        contributions="""
            mvp_id | track   | occurred_at | days
            old    | content | 2024-05-01  | 6
            old    | forge   | 2025-04-01  | 20
            new    | forge   | 2025-04-01  | 20
            both   | forge   | 2025-04-01  | 20
            both   | content | 2025-01-10  | 6
            free   | forge   | 2025-04-01  | 20
            near   | content | 2025-05-01  | 5
        """,
        certifications="mvp_id | taken_on\nold | 2022-12-01\nboth | 2022-12-01\n",
        sources="""
            track   | complete_until | complete_from
            forge   | 2027-12-31     | 2025-03-15
            content | 2027-12-31     |
            forum   | 2027-12-31     |
            meetup  | 2027-12-31     |
        """,
    )


def test_the_data_begins_as_stated_or_with_the_year_of_the_earliest_contribution(program):
    program.shows(
        "reach",
        """
        track   | complete_from | no_data_label
        content | 2024-01-01    | no data before 2024
        forge   | 2025-03-15    | no data before March 15, 2025
        forum   | 2024-01-01    | no data before 2024
        meetup  | 2024-01-01    | no data before 2024
        """,
        as_of="2025-07-31",
    )


def test_the_earlier_of_two_stated_days_applies(draw):
    program = draw(
        mvps="mvp_id | entered_on\nana | 2025-01-01\n",
        sources="""
            track | complete_until | complete_from
            forge | 2025-06-30     | 2025-02-01
            forge | 2025-07-31     | 2025-03-01
        """,
    )
    reached = program.rows("reach", "complete_from::varchar, complete_until::varchar", "2025-08-01")
    assert ("2025-02-01", "2025-07-31") in reached


@pytest.mark.parametrize(
    ("as_of", "mvp_id", "track", "done", "expected", "level", "goal_met"),
    [
        ("2023-12-31", "old", "content", 0, 6, "unknown", None),  # the year before the data
        ("2024-12-31", "old", "content", 6, 6, "on_track", True),
        ("2025-07-31", "old", "forge", 20, 7, "unknown", None),  # starts on January 1
        ("2025-07-31", "old", "content", 0, 3, "off_track", False),
        ("2025-07-31", "new", "forge", 20, 4, "ahead", True),  # starts on March 15: four months
        ("2025-07-31", "new", "content", 0, 2, "off_track", False),
    ],
)
def test_levels_and_goals_are_unknown_where_the_data_begins_after_the_start(
    program, as_of, mvp_id, track, done, expected, level, goal_met
):
    columns = "done, expected, level, goal_met"
    rows = program.rows("progress", columns, as_of, mvp_id=mvp_id, track=track)
    assert rows == [(done, expected, level, goal_met)]


def test_one_unknown_track_decides_only_where_no_other_does(program):
    # Judged as all: both has 6 of 6 pieces; poor has no meetup and misses that goal.
    # Judged as any: free has no commitment, and its components may be enough.
    program.shows(
        "goals",
        """
        mvp_id | year | level     | goals_met | no_data_label
        old    | 2025 | unknown   |           | no data before March 15, 2025
        new    | 2025 | ahead     | true      |
        both   | 2025 | unknown   |           | no data before March 15, 2025
        free   | 2025 | unknown   |           | no data before March 15, 2025
        poor   | 2025 | off_track | false     | no data before March 15, 2025
        """,
        as_of="2025-12-31",
        year=2025,
    )
    ranks = program.rows("rule_levels", "level_rank, level", "2025-12-31")
    assert [level for _, level in ranks] == ["ahead", "on_track", "unknown", "behind", "off_track"]


def test_one_met_goal_is_enough_where_one_is_asked_for(draw):
    program = draw(
        mvps="mvp_id | entered_on\nana | 2024-01-01\n",
        contributions="mvp_id | track | occurred_at | days\nana | content | 2025-01-10 | 6\n",
        sources="""
            track | complete_until | complete_from
            forge | 2027-12-31     | 2025-03-15
        """,
    )
    program.shows(
        "goals",
        """
        mvp_id | level | goals_met
        ana    | ahead | true
        """,
        as_of="2025-07-31",
    )


def test_the_risk_is_unknown_and_says_since_when_there_is_data(program):
    program.shows(
        "risk",
        """
        mvp_id | risk    | is_at_risk | reason
        old    | unknown | false      | {of_7}; no data before March 15, 2025
        new    | met     | false      | {of_4}
        """.format(
            of_7="20 of 7 components; nothing more needed by then; 20 in the last 90 days",
            of_4="20 of 4 components; nothing more needed by then; 20 in the last 90 days",
        ),
        as_of="2025-06-01",
        about="forge",
    )


@pytest.mark.parametrize(
    ("as_of", "mvp_id", "stage", "goals_met", "blocker"),
    [
        ("2023-07-31", "old", "unknown", None, "no data before 2024"),
        ("2023-12-31", "old", "unknown", None, "no data before 2024"),
        ("2025-07-31", "old", "unknown", None, "no data before March 15, 2025"),
        ("2025-12-31", "both", "unknown", None, "no data before March 15, 2025"),
        ("2025-12-01", "poor", "at_risk", False, "goals ask for 6 more meetups by Dec 31"),
        ("2025-12-31", "poor", "goals_missed", False, "missed by 6 more meetups"),
        # One more piece in five months is likely, so the stage rests on forge.
        ("2025-07-31", "near", "unknown", False, "no data before March 15, 2025"),
        ("2025-12-31", "near", "goals_missed", False, "missed by 1 more piece"),
    ],
)
def test_a_stage_that_rests_on_unknown_figures_is_unknown(
    program, as_of, mvp_id, stage, goals_met, blocker
):
    columns = "stage, goals_met, chance"
    assert program.rows("renewal_stage", columns, as_of, mvp_id=mvp_id) == [
        (stage, goals_met, None)
    ]
    assert program.value("blocker", "blocker", as_of, mvp_id=mvp_id) == blocker


def test_since_when_there_is_data_goes_before_what_stale_data_asks_for(draw):
    program = draw(
        mvps="mvp_id | entered_on\nana | 2025-01-01\n",
        commitments="mvp_id | year | track\nana | 2025 | forge\nana | 2025 | content\n",
        sources="""
            track   | complete_until | complete_from
            forge   | 2027-12-31     | 2025-03-15
            content | 2025-06-30     | 2025-01-01
        """,
    )
    for as_of in ("2025-11-30", "2025-12-31"):
        program.shows(
            "renewal_stage",
            """
            mvp_id | stage   | goals_met | why
            ana    | unknown | false     | 6 pieces are missing, but their data is stale
            """,
            as_of=as_of,
        )
        assert program.value("blocker", "blocker", as_of) == "no data before March 15, 2025"


def test_no_way_back_is_shown_for_a_level_that_is_not_known(program):
    assert program.rows("way_back", "track", "2025-02-28", mvp_id="old") == []
    assert program.rows("way_back", "track", "2025-07-31", mvp_id="poor") == [("meetup",)]


def test_the_track_record_has_no_case_of_a_track_before_its_data(program):
    cases = program.rows("cases", "distinct year, mvp_id, track", "2025-12-31")
    assert cases == [
        (2024, "old", "content"),
        (2025, "both", "content"),
        (2025, "near", "content"),
        (2025, "new", "forge"),
        (2025, "poor", "meetup"),
    ]


def test_without_any_contribution_or_statement_nothing_is_judged(draw):
    program = draw(
        mvps="mvp_id | entered_on\nana | 2025-01-01\n",
        commitments="mvp_id | year | track\nana | 2025 | forge\n",
        absent=["sources", "certifications"],
    )
    program.shows(
        "members",
        """
        as_of      | mvp_id | level   | goals_met | risk    | renewal_stage
        2025-07-31 | ana    | unknown |           | unknown | unknown
        2025-12-31 | ana    | unknown |           | unknown | unknown
        """,
    )
    program.shows(
        "risk",
        """
        about | risk    | reason
        forge | unknown | 0 of 7 components; 7 more today; 0 in the last 90 days; no data
        """,
        as_of="2025-07-31",
        about="forge",
    )
    assert program.value("blocker", "blocker", "2025-12-31") == "no data"


def test_contributions_after_the_build_do_not_begin_the_data(draw):
    # Builds are as of 2027-12-31.
    program = draw(
        mvps="mvp_id | entered_on\nana | 2025-01-01\n",
        contributions="mvp_id | track | occurred_at\nana | meetup | 2028-03-01\n",
        absent=["sources"],
    )
    assert set(program.rows("reach", "complete_from, no_data_label", "2027-12-31")) == {
        (None, "no data")
    }
