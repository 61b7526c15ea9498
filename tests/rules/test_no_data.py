"""docs/rules.md section 13: no data is not zero.

`program` states how far the data of each track reaches. Builds are as of 2027-12-31.
"""

import pytest

TABLES = {
    # Entering on June 30, and on leave from July 3 on: 3 answer days are expected, nothing else.
    "mvps": """
        mvp_id | entered_on
        late   | 2025-01-01
        met    | 2025-06-30
        worse  | 2025-01-01
    """,
    "commitments": """
        mvp_id | year | track
        late   | 2025 | forum
        met    | 2025 | forum
        met    | 2025 | content
        worse  | 2025 | forum
        worse  | 2025 | meetup
    """,
    "contributions": """
        mvp_id | track | occurred_at | days | accepted
        late   | forum | 2025-01-01  | 100  | true
        met    | forum | 2025-06-30  | 3    | true
        worse  | forge | 2025-07-12  | 1    |
    """,
    "leaves": """
        mvp_id | from_on    | to_on
        met    | 2025-07-03 |
    """,
    "certifications": """
        mvp_id | taken_on
        late   | 2024-12-01
        worse  | 2024-12-01
    """,
    "sources": """
        track   | complete_until
        forum   | 2025-07-01
        forge   | 2025-07-10
        Forge   | 2025-06-01
        content | 2025-07-12
        meetup  | 2025-07-12
    """,
}


@pytest.fixture(scope="module")
def program(draw):
    return draw(**TABLES)


def test_data_is_stale_when_it_ends_more_than_14_days_before_d(program):
    program.shows(
        "reach",
        """
        as_of      | track | complete_until | is_stale | why
        2025-07-15 | forum | 2025-07-01     | false    | 15 - 1 == 14
        2025-07-16 | forum | 2025-07-01     | true     | 16 - 1 == 15
        """,
        track="forum",
    )


def test_what_prevents_a_renewal_says_how_far_stale_data_reaches(program):
    # 261 weekdays in 2025, and 100 days with an answer: the goals ask for 161 more.
    goals = "goals ask for 161 more answer days"
    fresh = f"{goals} by Dec 31"
    assert program.value("blocker", "blocker", "2025-07-15", mvp_id="late") == fresh
    stale = f"{goals} (data up to Jul 1, 2025) by Dec 31"
    assert program.value("blocker", "blocker", "2025-07-16", mvp_id="late") == stale


def test_a_track_named_twice_has_the_later_date(program):
    program.shows(
        "reach",
        """
        track | complete_until
        forge | 2025-07-10
        """,
        as_of="2025-07-15",
        track="forge",
    )


PAUSES = {
    "mvps": """
        mvp_id | entered_on
        ana    | 2024-01-01
        ben    | 2024-01-01
    """,
    # The year up to 2025-04-20 begins on 2024-04-21: the pause of 60 days before it is left out.
    "contributions": """
        mvp_id | track   | occurred_at | kind
        ana    | meetup  | 2024-02-20  | spoke
        ana    | meetup  | 2024-04-20  | spoke
        ana    | meetup  | 2024-04-21  | spoke
        ana    | content | 2024-05-01  | article
        ben    | meetup  | 2025-04-01  | attended
        ana    | meetup  | 2025-04-20  | spoke
        ana    | meetup  | 2028-02-01  | spoke
        ana    | forge   | 2028-01-01  | component
        ben    | forum   | 2025-04-01  | answer
        ana    | forum   | 2025-04-20  | answer
    """,
}


@pytest.fixture(scope="module")
def pauses(draw):
    return draw(absent=["sources"], **PAUSES)


def test_a_track_reaches_to_its_newest_contribution_up_to_the_day_of_the_build(pauses):
    # Of all MVPs together, and of any kind.
    pauses.shows(
        "reach",
        """
        track   | complete_until | longest_pause | days_allowed | why
        content | 2024-05-01     | 0             | 14           | one day has no pause
        forge   |                |               | 14           | dated after the build
        forum   | 2025-04-20     | 19            | 19           | April 1 to April 20
        meetup  | 2025-04-20     | 345           | 345          | 2024-04-21 to 2025-04-01
        """,
        as_of="2025-04-20",
    )


def test_a_slow_track_is_stale_after_its_longest_pause_of_the_year_before(pauses):
    pauses.shows(
        "reach",
        """
        as_of      | track  | days_old | is_stale
        2025-05-09 | forum  | 19       | false
        2025-05-10 | forum  | 20       | true
        """,
        track="forum",
    )
    pauses.shows(
        "reach",
        """
        as_of      | track  | days_old | is_stale
        2026-03-31 | meetup | 345      | false
        2026-04-01 | meetup | 346      | true
        """,
        track="meetup",
    )


def test_a_frequent_track_is_stale_after_the_days_of_the_settings(pauses):
    pauses.shows(
        "reach",
        """
        as_of      | track   | days_old | is_stale
        2024-05-15 | content | 14       | false
        2024-05-16 | content | 15       | true
        """,
        track="content",
    )


def test_a_stated_end_needs_no_pause(draw):
    # The pause of 345 days does not count: the statement says that the data is complete.
    program = draw(**PAUSES | {"sources": "track | complete_until\nmeetup | 2025-04-20\n"})
    program.shows(
        "reach",
        """
        as_of      | longest_pause | days_allowed | is_stale
        2025-05-04 |               | 14           | false
        2025-05-05 |               | 14           | true
        """,
        track="meetup",
    )


def test_a_stated_end_after_the_build_is_the_day_of_the_build(draw):
    # Builds are as of 2027-12-31.
    program = draw(**PAUSES | {"sources": "track | complete_until\nforum | 2028-06-30\n"})
    program.shows(
        "reach",
        """
        as_of      | complete_until | is_stale
        2028-01-14 | 2027-12-31     | false
        2028-01-15 | 2027-12-31     | true
        """,
        track="forum",
    )


def test_the_forgotten_export_of_one_track_flags_nobody(draw):
    # Answers on every weekday up to September 1, and a meetup that is planned for December.
    program = draw(
        mvps="mvp_id | entered_on\nana | 2027-01-01\n",
        commitments="mvp_id | year | track\nana | 2027 | forum\n",
        contributions="""
            mvp_id | track  | occurred_at | days | accepted
            ana    | forum  | 2027-01-01  | 244  | true
            ana    | meetup | 2028-01-20  | 1    |
        """,
        absent=["sources"],
    )
    program.shows(
        "risk",
        """
        as_of      | about | risk    | why
        2027-09-15 | forum | met     | 244 days are more than the 195 weekdays up to September 30
        2027-09-16 | forum | unknown | 15 days after September 1
        2027-12-20 | forum | unknown | 104 days after it
        """,
        about="forum",
    )


def test_nobody_is_flagged_on_stale_data_and_the_figures_stay(program):
    # By July 31 there are 152 weekdays; 100 - 152 cannot be made up in 16 days.
    program.shows(
        "risk",
        """
        as_of      | mvp_id | done | needed         | chance | risk         | is_at_risk | why
        2025-07-15 | late   | 100  | 152 - 100 = 52 | 0.0000 | out_of_reach | true       | 52 > 16
        2025-07-15 | met    | 3    | 3 - 3 = 0      | 1.0000 | met          | false      |
        2025-07-16 | late   | 100  | 152 - 100 = 52 | 0.0000 | unknown      | false      | stale
        2025-07-16 | met    | 3    | 3 - 3 = 0      | 1.0000 | unknown      | false      | stale
        """,
        about="forum",
    )


def test_the_levels_do_not_change(program):
    # By July 15 there are 152 - 12 = 140 weekdays, by July 16 one more.
    program.shows(
        "progress",
        """
        as_of      | mvp_id | expected       | level     | why
        2025-07-15 | late   | 152 - 12 = 140 | off_track | 4 * 100 < 3 * 140
        2025-07-16 | late   | 152 - 11 = 141 | off_track | 4 * 100 < 3 * 141
        """,
        track="forum",
    )


def test_unknown_ranks_between_low_and_medium(program):
    program.shows(
        "members",
        """
        mvp_id | risk    | is_at_risk | why
        late   | unknown | false      | the one row
        met    | unknown | false      | content is met, which is better
        worse  | high    | true       | no meetup, which is worse
        """,
        as_of="2025-07-16",
    )
    assert program.rows("rule_risks", "risk_rank, risk", "2025-07-16")[1:4] == [
        (2, "low"),
        (3, "unknown"),
        (4, "medium"),
    ]


def test_a_reason_says_how_far_the_data_goes(program):
    program.shows(
        "risk",
        """
        mvp_id | reason
        late   | {pace}; 0 in the last 90 days; data up to 2025-07-01
        """.format(pace="100 of 152 answer days; 52 more in 15 days"),
        as_of="2025-07-16",
        about="forum",
    )


def test_without_any_data_every_track_is_stale(draw):
    program = draw(
        mvps="""
            mvp_id | entered_on
            ana    | 2025-07-01
        """,
        commitments="""
            mvp_id | year | track
            ana    | 2025 | forge
        """,
        absent=["sources"],
    )
    program.shows(
        "reach",
        """
        track   | complete_until | is_stale
        content |                | true
        forge   |                | true
        forum   |                | true
        meetup  |                | true
        """,
        as_of="2025-07-15",
    )
    program.shows(
        "risk",
        """
        about | risk    | reason
        forge | unknown | {pace}; 0 in the last 90 days; no data
        """.format(pace="0 of 1 component; 1 more in 16 days"),
        as_of="2025-07-15",
    )


def test_the_days_after_which_data_is_stale_are_a_setting(draw):
    draw(settings={"data.stale_days": 13}, **TABLES).shows(
        "reach",
        """
        as_of      | is_stale | why
        2025-07-15 | true     | 15 - 1 > 13
        """,
        track="forum",
    )


def test_no_renewal_is_at_risk_or_on_course_because_of_stale_data(program):
    """The forum is stale from July 16 on, and meetups, with nothing done, are not."""
    program.shows(
        "renewal_stage",
        """
        as_of      | mvp_id | stage   | why
        2025-07-15 | late   | at_risk | 161 more answer days in 169 days
        2025-07-15 | worse  | at_risk |
        2025-07-16 | late   | unknown | the same, but the data ends 16 - 1 = 15 days before
        2025-07-16 | worse  | at_risk | 6 meetups are missing, and their data is not stale
        """,
    )
    assert program.value("renewal_stage", "chance", "2025-07-16", mvp_id="late") is not None


MISSED = {
    # late misses forge, met has met it, twice misses content as well, and free does nothing.
    "mvps": "mvp_id | entered_on\nlate | 2025-01-01\nmet | 2025-01-01\ntwice | 2025-01-01\n"
    "free | 2025-01-01\n",
    "commitments": "mvp_id | year | track\nlate | 2025 | forge\nmet | 2025 | forge\n"
    "twice | 2025 | forge\ntwice | 2025 | content\n",
    "contributions": "mvp_id | track | occurred_at | days\nmet | forge | 2025-03-01 | 12\n",
    "certifications": "mvp_id | taken_on\nmet | 2024-12-01\n",
}


@pytest.mark.parametrize(
    ("complete_until", "late", "free"),
    [("2025-12-17", "goals_missed", "goals_missed"), ("2025-12-16", "unknown", "unknown")],
    ids=["14 days before December 31", "15 days before December 31"],
)
def test_a_year_is_missed_only_on_data_that_reaches_the_final_checkpoint(
    draw, complete_until, late, free
):
    """In February this data is old in any case, but the year was over long before."""
    sources = f"track | complete_until\nforge | {complete_until}\n" + "".join(
        f"{track} | 2025-12-31\n" for track in ("forum", "content", "meetup")
    )
    program = draw(sources=sources, **MISSED)
    for as_of in ("2025-12-31", "2026-02-20"):
        program.shows(
            "renewal_stage",
            f"""
            mvp_id | stage           | why
            late   | {late}          | 12 components are missing
            met    | {"to_invite" if as_of < "2026" else "lapsed"} | a goal that is met stays met
            twice  | goals_missed    | 6 pieces are missing, and their data is complete
            free   | {free}          | one of four tracks would be enough
            """,
            as_of=as_of,
        )
    stale = " (data up to Dec 16, 2025)" if late == "unknown" else ""
    words = program.value("blocker", "blocker", "2025-12-31", mvp_id="late")
    assert words == f"missed by 12 more components{stale}"


def test_where_only_the_begin_is_stated_the_data_reaches_to_its_newest_contribution(draw):
    program = draw(
        mvps="mvp_id | entered_on\nana | 2025-01-01\n",
        contributions="mvp_id | track | occurred_at | days\nana | forge | 2025-02-01 | 1\n",
        sources="track | complete_until | complete_from\nforge | | 2025-01-01\n",
    )
    program.shows(
        "reach",
        """
        as_of      | track | complete_from | complete_until | is_stale | why
        2025-02-15 | forge | 2025-01-01    | 2025-02-01     | false    | 15 - 1 == 14
        2025-02-16 | forge | 2025-01-01    | 2025-02-01     | true     | 16 - 1 == 15
        """,
        track="forge",
    )
