"""The way back (docs/rules.md section 7), and the forecast band of one MVP (docs/forecast.md)."""

from datetime import date
from itertools import pairwise

import pytest

from data.days.scope import Scope


@pytest.fixture(scope="module")
def behind(draw):
    """MVPs in the forum in January 2025, named by their answers by the 16th; and two in forge."""
    return draw(
        mvps="""
        mvp_id  | entered_on
        few     | 2025-01-01
        slow    | 2025-01-01
        spoiled | 2025-01-01
        fine    | 2025-01-01
        builder | 2025-01-01
        idle    | 2025-01-01
        """,
        commitments="""
        mvp_id  | year | track
        few     | 2025 | forum
        slow    | 2025 | forum
        spoiled | 2025 | forum
        fine    | 2025 | forum
        builder | 2025 | forge
        idle    | 2025 | forge
        """,
        contributions="""
        mvp_id  | track | occurred_at | days | accepted
        few     | forum | 2025-01-01  | 9    | no
        few     | forum | 2025-01-10  | 1    | yes
        slow    | forum | 2025-01-01  | 3    | yes
        spoiled | forum | 2025-01-01  | 10   | no
        spoiled | forum | 2025-01-11  | 2    | yes
        fine    | forum | 2025-01-01  | 12   | yes
        builder | forge | 2025-01-02  | 1    |
        """,
    )


def test_missing_answer_days_and_missing_solutions_are_combined(behind):
    # Weekdays from January 1 (a Wednesday) to 16: 3 + 5 + 4 = 12 answer days are expected.
    behind.shows(
        "way_back",
        """
        mvp_id  | missing     | answers | accepted | why
        few     | 12 - 10 = 2 | 4       | 4        | 2 * 4 >= 10 - 3 * 1 and 3 * (1 + 4) >= 10 + 4
        slow    | 12 - 3 = 9  | 9       | 1        | 3 * (3 + 1) >= 3 + 9
        spoiled | 12 - 12 = 0 | 3       | 3        | 2 * 3 >= 12 - 3 * 2 and 3 * (2 + 3) >= 12 + 3
        fine    | -           | -       | -        | 12 >= 12
        """,
        as_of="2025-01-16",
        track="forum",
    )


def test_fewer_accepted_answers_than_the_way_back_names_are_not_enough(behind):
    for mvp_id, given, solutions in (("few", 10, 1), ("slow", 3, 3), ("spoiled", 12, 2)):
        day = behind.day("2025-01-16")
        answers, accepted = day.query(
            Scope(everybody=True, only_mvp=mvp_id), "select answers, accepted from way_back"
        ).fetchone()
        assert 3 * (solutions + accepted) >= given + answers
        assert 3 * (solutions + accepted - 1) < given + answers


def test_the_way_back_is_given_in_words(behind):
    behind.shows(
        "way_back",
        """
        mvp_id  | way_back
        few     | 2 more answer days, with 4 of the next 4 answers accepted
        slow    | 9 more answer days, with 1 of the next 9 answers accepted to keep the share
        spoiled | 3 of the next 3 answers accepted
        """,
        as_of="2025-01-16",
        track="forum",
    )
    # By March 31 months(01-01, 04-01) = 3 components are expected.
    behind.shows(
        "way_back",
        """
        mvp_id  | missing   | answers | accepted | way_back
        builder | 3 - 1 = 2 | 0       | 0        | 2 more components
        idle    | 3 - 0 = 3 | 0       | 0        | 3 more components
        """,
        as_of="2025-03-31",
        track="forge",
    )


def test_expected_by_day_agrees_with_the_horizons(behind):
    day = behind.day("2025-01-16")
    rows = day.query(
        Scope(everybody=True, only_mvp="few"),
        """
        select track, due_on, expected.horizon, expected.expected, expected_by_day.expected
        from expected join expected_by_day using (mvp_id, track, due_on)""",
    ).fetchall()
    assert len(rows) == 4 * 3
    assert all(by_horizon == by_day for *_, by_horizon, by_day in rows)


def test_the_forecast_band_starts_at_done_and_widens_to_the_end_of_the_year(behind):
    day = behind.day("2025-01-16")
    fan = day.query(
        Scope(everybody=True, only_mvp="few"),
        "select due_on, low, middle, high from forecast_band where track = 'forum' order by due_on",
    ).fetchall()
    assert fan[0] == (date(2025, 1, 16), 10, 10, 10)
    assert [due_on.month for due_on, *_ in fan[1:]] == list(range(1, 13))
    for (due_on, low, middle, high), later in pairwise(fan):
        assert low <= middle <= high <= 10 + (due_on - date(2025, 1, 16)).days
        assert later[1] >= low
        assert later[3] >= high


def test_the_forecast_band_agrees_with_the_chances(behind):
    # high is the smallest count so that high or less has a chance of 0.9. So the chance of more is
    # at most 0.1, and of high or more it is above 0.1. 349 days are ahead.
    day = behind.day("2025-01-16")
    done, size, days, high = day.query(
        Scope(everybody=True, only_mvp="builder"),
        """
        select done.done, pace.size, pace.days, forecast_band.high
        from forecast_band join pace using (track) join done using (track)
        where track = 'forge' and due_on = date '2025-12-31'""",
    ).fetchone()
    assert (
        _at_least(high - done + 1, size, days, 349) <= 0.1 < _at_least(high - done, size, days, 349)
    )


def _at_least(count: int, size: float, days: float, ahead: int) -> float:
    """P(at least count), term by term: P(0) = p^r, P(i+1) = P(i) (1-p) (r+i) / (i+1)."""
    p = days / (days + ahead)
    term, below = p**size, 0.0
    for i in range(count):
        below += term
        term *= (1 - p) * (size + i) / (i + 1)
    return 1 - below
