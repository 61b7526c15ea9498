"""docs/rules.md section 8: the renewal pipeline."""

import pytest

from data.days.scope import Scope
from data.sql.files import sql
from tests.rules.by_hand import chance_of, size_and_days
from tests.rules.drawn import drawn


@pytest.fixture(scope="module")
def mia(draw):
    """Mia enters on 2025-10-15: months(10-15, 01-01) = 2 components are her target of 2025."""
    return draw(
        mvps="""
            mvp_id  | entered_on
            mia     | 2025-10-15
            january | 2026-01-05
        """,
        commitments="""
            mvp_id | year | track
            mia    | 2025 | forge
            mia    | 2026 | forge
        """,
        contributions="""
            mvp_id | track | occurred_at | days
            mia    | forge | 2025-11-10  | 2
        """,
        certifications="""
            mvp_id | taken_on
            mia    | 2025-10-20
        """,
        renewals="""
            mvp_id | year | invited_on | decision | decided_on | renewed_on
            mia    | 2025 | 2026-01-05 | extend   | 2026-02-10 | 2026-02-12
        """,
    )


def test_from_goals_met_to_renewed_and_on_to_the_next_cycle(mia):
    mia.shows(
        "renewal_stage",
        """
        as_of      | year | stage     | why
        2025-11-20 | 2025 | goals_met | 2 of 2 already
        2025-12-31 | 2025 | to_invite | the final checkpoint itself
        2026-01-05 | 2025 | invited   |
        2026-01-31 | 2025 | invited   | the last day to decide
        2026-02-01 | 2025 | lapsed    | January 31 is over
        2026-02-10 | 2025 | extending |
        2026-02-12 | 2025 | renewed   |
        2026-03-01 | 2026 | at_risk   | 0 of 12 components
        """,
        mvp_id="mia",
    )


def test_what_is_dated_tomorrow_is_not_shown_yet(mia):
    mia.shows(
        "renewal_stage",
        """
        as_of      | invited_on | decision | decided_on | renewed_on
        2025-12-31 |            |          |            |
        2026-01-31 | 2026-01-05 |          |            |
        2026-02-10 | 2026-01-05 | extend   | 2026-02-10 |
        2026-02-12 | 2026-01-05 | extend   | 2026-02-10 | 2026-02-12
        2026-03-01 |            |          |            |
        """,
        mvp_id="mia",
    )


def test_an_mvp_who_enters_in_january_is_not_in_last_years_cycle(mia):
    mia.shows(
        "members",
        """
        as_of      | mvp_id  | renewal_stage | why
        2026-01-05 | january |               | a member, but not of 2025
        2026-02-12 | january |               |
        2026-03-01 | january | at_risk       | nothing done of a year's work
        """,
    )
    mia.shows(
        "renewal_stage",
        """
        mvp_id  | stage
        january | -
        """,
        as_of="2026-02-12",
    )


# Everybody commits to forge. From December 1 on, months(12-01, 01-01) = 1 component is expected.
CYCLE = {
    "mvps": """
        mvp_id    | entered_on | nda_signed_on | left_on
        left      | 2025-12-01 | 2025-12-01    | 2026-01-20
        left_soon | 2025-12-01 | 2025-12-01    | 2026-01-21
        left_2024 | 2024-01-01 | 2024-01-01    | 2024-12-31
        renewed   | 2025-12-01 | 2025-12-01    |
        renewing  | 2025-12-01 | 2025-12-01    |
        extending | 2025-12-01 | 2025-12-01    |
        declined  | 2025-12-01 | 2025-12-01    |
        tomorrow  | 2025-12-01 | 2025-12-01    |
        undated   | 2025-12-01 | 2025-12-01    |
        missed    | 2025-12-01 | 2025-12-01    |
        too_late  | 2025-12-01 | 2025-12-01    |
        no_exam   | 2025-12-01 | 2025-12-01    |
        ended     | 2025-12-01 | 2025-12-01    |
        expiring  | 2025-12-01 | 2025-12-01    |
        passed    | 2025-12-01 | 2025-12-01    |
        no_nda    | 2025-12-01 |               |
        signed    | 2025-12-01 | 2026-01-20    |
        invited   | 2025-12-01 | 2025-12-01    |
        to_invite | 2025-12-01 | 2025-12-01    |
    """,
    "contributions": """
        mvp_id    | track | occurred_at
        left      | forge | 2025-12-31
        left_soon | forge | 2025-12-31
        renewed   | forge | 2025-12-31
        renewing  | forge | 2025-12-31
        declined  | forge | 2025-12-31
        tomorrow  | forge | 2025-12-31
        undated   | forge | 2025-12-31
        too_late  | forge | 2026-01-01
        no_exam   | forge | 2025-12-31
        ended     | forge | 2025-12-31
        expiring  | forge | 2025-12-31
        passed    | forge | 2025-12-31
        no_nda    | forge | 2025-12-31
        signed    | forge | 2025-12-31
        invited   | forge | 2025-12-31
        to_invite | forge | 2025-12-31
    """,
    "certifications": """
        mvp_id    | taken_on   | expires_on
        left      | 2025-12-10 |
        left_soon | 2025-12-10 |
        renewing  | 2025-12-10 |
        declined  | 2025-12-10 |
        tomorrow  | 2025-12-10 |
        undated   | 2025-12-10 |
        missed    | 2025-12-10 |
        too_late  | 2025-12-10 |
        ended     | 2024-12-10 | 2026-01-19
        expiring  | 2024-12-10 | 2026-01-20
        passed    | 2026-01-20 |
        no_nda    | 2025-12-10 |
        signed    | 2025-12-10 |
        invited   | 2025-12-10 |
        to_invite | 2025-12-10 |
    """,
    "renewals": """
        mvp_id    | year | invited_on | decision | decided_on | renewed_on
        left      | 2025 | 2026-01-05 | extend   | 2026-01-06 | 2026-01-07
        left_soon | 2025 | 2026-01-05 |          |            |
        renewed   | 2025 | 2026-01-05 | extend   | 2026-01-10 | 2026-01-20
        renewing  | 2025 | 2026-01-05 | extend   | 2026-01-10 | 2026-01-21
        extending | 2025 |            | Extend   | 2026-01-20 |
        declined  | 2025 | 2026-01-05 | decline  | 2026-01-20 |
        tomorrow  | 2025 | 2026-01-05 | decline  | 2026-01-21 |
        undated   | 2025 | 2026-01-05 | extend   |            |
        missed    | 2025 | 2026-01-05 |          |            |
        no_exam   | 2025 | 2026-01-05 |          |            |
        invited   | 2025 | 2026-01-20 |          |            |
        to_invite | 2025 | 2026-01-21 |          |            |
    """,
}
CYCLE["commitments"] = "mvp_id | year | track\n" + "".join(
    f"{row['mvp_id']} | {year} | forge\n" for row in drawn(CYCLE["mvps"]) for year in (2025, 2026)
)
ALL_STAGES = """
    mvp_id    | stage         | why
    left      | left          | left today, although renewed
    left_soon | invited       | leaves tomorrow
    left_2024 | -             | not on the roster of 2025
    renewed   | renewed       | renewed today, without an exam
    renewing  | extending     | renewed tomorrow
    extending | extending     | decided today, without having met the goals
    declined  | stepping_down | decided today
    tomorrow  | invited       | decides tomorrow
    undated   | invited       | a decision without a date is not seen
    missed    | goals_missed  | 0 of 1
    too_late  | goals_missed  | the component of January 1 belongs to the new year
    no_exam   | blocked       | the goals are met; exam_due
    ended     | blocked       | the certificate ended yesterday
    expiring  | to_invite     | the certificate ends today
    passed    | to_invite     | the exam was passed today
    no_nda    | blocked       | the goals are met and the exam is passed
    signed    | to_invite     | the NDA was signed today
    invited   | invited       | invited today
    to_invite | to_invite     | invited tomorrow
"""


@pytest.fixture(scope="module")
def cycle(draw):
    return draw(**CYCLE)


def test_each_mvp_has_the_first_stage_that_applies(cycle):
    cycle.shows("renewal_stage", ALL_STAGES, as_of="2026-01-20")


def test_february_still_shows_the_previous_years_cycle(cycle):
    cycle.shows(
        "renewal_stage",
        """
        mvp_id    | year | stage         | why
        left      | 2025 | left          |
        left_soon | 2025 | left          |
        renewed   | 2025 | renewed       |
        renewing  | 2025 | renewed       |
        extending | 2025 | extending     | decided, not yet renewed
        declined  | 2025 | stepping_down |
        tomorrow  | 2025 | stepping_down |
        undated   | 2025 | lapsed        | the decision has no date
        missed    | 2025 | goals_missed  | missing the goals stands before lapsing
        no_exam   | 2025 | blocked       | so does being blocked
        invited   | 2025 | lapsed        | invited, no decision
        to_invite | 2025 | lapsed        | invited, no decision
        signed    | 2025 | lapsed        | not even invited
        """,
        as_of="2026-02-28",
    )


def test_march_shows_the_new_years_cycle(cycle):
    cycle.shows(
        "renewal_stage",
        """
        mvp_id    | year | stage   | why
        renewed   | 2026 | at_risk | 0 of 12
        missed    | 2026 | at_risk | 0 of 12
        left      | 2026 | left    | left in 2026, so on that year's roster
        left_2024 | -    |         |
        """,
        as_of="2026-03-01",
    )


def test_the_goals_of_the_cycle_are_judged_on_its_own_year(cycle):
    cycle.shows(
        "renewal_stage",
        """
        mvp_id   | goals_met | why
        invited  | true      | 1 of 1 in 2025
        too_late | false     | 0 of 1 in 2025
        """,
        as_of="2026-01-20",
    )
    cycle.shows(
        "progress",
        """
        mvp_id   | done | why
        invited  | 0    | nothing in 2026
        too_late | 1    | the one of January 1
        """,
        as_of="2026-01-20",
        track="forge",
    )


def test_the_months_of_the_cycle_and_those_to_decide_in_are_settings(draw):
    program = draw(settings={"renewal.shown_months": 3, "renewal.decide_months": 2}, **CYCLE)
    program.shows(
        "renewal_stage",
        """
        as_of      | mvp_id  | year | stage
        2026-02-28 | invited | 2025 | invited
        2026-03-01 | invited | 2025 | lapsed
        """,
    )


# As of 2025-11-20, 41 days before the final checkpoint. From July 1 on, the target is
# months(07-01, 01-01) = 6 components, 3 pieces and 3 meetups; two are done of each.
OUTLOOK = {
    "mvps": """
        mvp_id    | entered_on | nda_signed_on
        content   | 2025-07-01 | 2025-07-01
        meetup    | 2025-07-01 | 2025-07-01
        both      | 2025-07-01 | 2025-07-01
        free      | 2025-07-01 | 2025-07-01
        unsigned  | 2025-07-01 |
        met       | 2025-07-01 |
        decided   | 2025-07-01 | 2025-07-01
        away      | 2025-07-01 | 2025-07-01
        solutions | 2025-10-15 | 2025-10-15
    """,
    "commitments": """
        mvp_id    | year | track
        content   | 2025 | content
        meetup    | 2025 | meetup
        both      | 2025 | content
        both      | 2025 | meetup
        unsigned  | 2025 | content
        met       | 2025 | content
        decided   | 2025 | meetup
        away      | 2025 | forge
        solutions | 2025 | forum
    """,
    "contributions": """
        mvp_id    | track   | occurred_at | days | accepted
        content   | content | 2025-11-10  | 2    |
        meetup    | meetup  | 2025-11-10  | 2    |
        both      | content | 2025-11-10  | 2    |
        both      | meetup  | 2025-11-10  | 2    |
        free      | content | 2025-11-10  | 2    |
        free      | meetup  | 2025-11-10  | 2    |
        unsigned  | content | 2025-11-10  | 2    |
        met       | content | 2025-11-10  | 3    |
        solutions | forum   | 2025-10-15  | 3    | false
    """,
    "leaves": """
        mvp_id    | from_on    | to_on
        away      | 2025-11-01 | 2026-01-31
        solutions | 2025-10-18 |
    """,
    "renewals": """
        mvp_id  | year | decision | decided_on
        decided | 2025 | decline  | 2025-11-20
    """,
}


def outlook_of(track: str, done: int) -> str:
    """The chance of 3 in 41 days as of 2025-11-20, with `done` of them since 11-10."""
    done_on = ["2025-11-10", "2025-11-11"][:done]
    rate = size_and_days(track, "2025-11-20", "2025-07-01", done_on)
    return f"{chance_of(3 - done, *rate, 41):.4f}"


@pytest.fixture(scope="module")
def outlook(draw):
    return draw(**OUTLOOK)


def test_before_the_final_checkpoint_the_chance_of_the_targets_decides(outlook):
    content, meetup, none = (
        outlook_of("content", 2),
        outlook_of("meetup", 2),
        outlook_of("meetup", 0),
    )
    assert float(content) >= 0.5 > float(meetup)
    outlook.shows(
        "renewal_stage",
        f"""
        mvp_id    | stage         | chance    | why
        content   | on_course     | {content} | 0.5 or more
        meetup    | at_risk       | {meetup}  | less than 0.5
        both      | at_risk       | {meetup}  | the lowest of the committed tracks
        free      | on_course     | {content} | the highest of the four tracks
        unsigned  | on_course     | {content} | the NDA matters later
        met       | goals_met     | 1.0000    | 3 of 3 already
        decided   | stepping_down | {none}    | decided already
        away      | at_risk       | 0.0000    | on leave to the end
        solutions | at_risk       | 0.0000    | 3 of 3 days, but 3 * 0 < 3, and on leave to the end
        """,
        as_of="2025-11-20",
    )


def test_on_the_final_checkpoint_the_goals_are_met_or_missed(outlook):
    outlook.shows(
        "renewal_stage",
        """
        as_of      | mvp_id    | stage        | why
        2025-12-30 | content   | at_risk      | one more on the one day left
        2025-12-30 | solutions | at_risk      | 3 of 3, none of them accepted
        2025-12-31 | content   | goals_missed | 2 of 3
        2025-12-31 | solutions | goals_missed | 3 * 0 < 3
        """,
    )


def test_with_the_setting_any_the_best_committed_track_decides(draw):
    draw(settings={"commitments.require": "any"}, **OUTLOOK).shows(
        "renewal_stage",
        """
        mvp_id | stage     | why
        both   | on_course | content is on course
        meetup | at_risk   |
        """,
        as_of="2025-11-20",
    )


def test_the_chance_below_which_a_year_is_at_risk_is_a_setting(draw):
    draw(settings={"renewal.at_risk_below": 0.0}, **OUTLOOK).shows(
        "renewal_stage",
        """
        mvp_id | stage     | why
        away   | on_course | the chance 0 is not below 0
        """,
        as_of="2025-11-20",
    )


def test_each_column_of_the_flow_has_everybody_in_the_cycle(draw):
    """Nobody does anything, so the level of whoever is active is off_track: a piece is expected.

    Cleo enters after both checkpoints, and fay after the first, where nothing is expected of her
    by the second. Dan signs the NDA between them; ben and eve leave before and after the first.
    """
    program = draw(
        mvps="""
            mvp_id | entered_on | nda_signed_on | left_on
            ana    | 2025-01-01 | 2025-01-01    |
            ben    | 2025-01-01 | 2025-01-01    | 2025-03-10
            cleo   | 2025-08-10 | 2025-08-10    |
            dan    | 2025-01-01 | 2025-06-01    |
            eve    | 2025-01-01 | 2025-01-01    | 2025-05-01
            fay    | 2025-07-20 | 2025-07-20    |
        """,
        commitments="mvp_id | year | track\n"
        + "".join(f"{who} | 2025 | content\n" for who in "ana ben cleo dan eve fay".split()),
    )
    day, everybody = program.day("2025-08-20"), Scope(everybody=True)
    flow = day.query(everybody, sql("pages/renewals/flow")).fetchall()
    steps = [(start, end, mvps) for start, _, end, _, mvps in flow]
    assert sorted(step for step in steps if step[0].startswith("Mar 31: ")) == [
        ("Mar 31: awaiting nda", "Jul 31: off track", 1),
        ("Mar 31: left", "Jul 31: left", 1),
        ("Mar 31: off track", "Jul 31: left", 1),
        ("Mar 31: off track", "Jul 31: off track", 1),
        ("Mar 31: upcoming", "Jul 31: on track", 1),
        ("Mar 31: upcoming", "Jul 31: upcoming", 1),
    ]
    stages = dict(day.query(everybody, sql("pages/renewals/stages")).fetchall())
    assert sum(stages.values()) == 6
    ends = dict.fromkeys(stages, 0)
    for _, end, mvps in steps:
        if end.startswith("now: "):
            ends[end.removeprefix("now: ")] += mvps
    assert ends == stages
