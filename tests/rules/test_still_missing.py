"""What is still missing, by when, and the reason for a risk as people read it: rules, section 7."""

import pytest

TABLES = {
    "mvps": """
        mvp_id | entered_on
        keeps  | 2025-01-01
        lifts  | 2025-01-01
        late   | 2025-07-01
        more   | 2025-07-01
    """,
    "commitments": """
        mvp_id | year | track
        keeps  | 2025 | forum
        lifts  | 2025 | forum
        late   | 2025 | meetup
        more   | 2025 | meetup
    """,
    "contributions": """
        mvp_id | track  | occurred_at | days | accepted
        keeps  | forum  | 2025-01-01  | 31   | yes
        keeps  | forum  | 2025-02-01  | 62   | no
        lifts  | forum  | 2025-01-01  | 93   | no
        late   | meetup | 2025-06-01  | 2    |
        more   | meetup | 2025-08-01  | 2    |
    """,
}


@pytest.fixture(scope="module")
def program(draw):
    return draw(**TABLES)


def test_answers_are_to_keep_a_share_that_is_enough_and_not_one_that_is_not(program):
    """Of 93 answers up to April 3, 31 or none are accepted, and none lately."""
    day, ahead = "2025-04-03", {"track": "forum", "horizon": "checkpoint"}
    for mvp_id, is_kept in {"keeps": True, "lifts": False}.items():
        missing = program.value("still_missing", "still_missing", day, mvp_id=mvp_id, **ahead)
        assert (" to keep the share" in missing) is is_kept
        assert "answers accepted" in missing


def test_the_explanation_says_what_was_done_before_the_year_began_and_by_when(program):
    """Late has two meetups before entering, and none since: one is expected after two months."""
    explanation = program.value("risk", "explanation", "2025-07-20", mvp_id="late", about="meetup")
    assert explanation.startswith("no meetups expected by Jul 31; 2 in the last ")
    assert "2 in the last 90 days, 2 of them before Jul 1" in explanation
    reason = program.value("risk", "reason", "2025-07-20", mvp_id="late", about="meetup")
    assert reason.endswith("2 in the last 90 days")


def test_more_than_is_expected_is_not_so_many_of_fewer(program):
    """Of one each two months, one is expected by the end of September."""
    more = {"mvp_id": "more", "about": "meetup"}
    first = program.value("risk", "explanation", "2025-08-01", **more)
    assert first.startswith("1 of 1 meetup by Sep 30; nothing more needed by then; ")
    both = program.value("risk", "explanation", "2025-08-02", **more)
    assert both.startswith("2 meetups done, 1 expected by Sep 30; nothing more needed by then; ")
