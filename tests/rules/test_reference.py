"""Snapshots and the cases of Track record equal what tests/reference computes in Python."""

import csv
import io
from datetime import date

import pytest

from tests import reference
from tests.reference import backtest
from tests.reference.acceptance import chance_of_accepted
from tests.reference.certification import Certification
from tests.reference.reasons import certification_reason
from tests.rules.years_compared import assert_as_in_the_reference

AS_OF = ["2024-02-29", "2025-01-31", "2025-02-10", "2025-07-31", "2025-12-31"]


@pytest.mark.parametrize("as_of", AS_OF)
def test_the_snapshot_equals_the_reference(sample, as_of):
    expected = reference.snapshot(sample.source, date.fromisoformat(as_of))
    found = sample.program.snapshot(as_of)
    assert {f"{name}.csv" for name in found} == expected.keys()
    for name, text in found.items():
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert rows == expected[f"{name}.csv"], name


@pytest.mark.parametrize(
    ("observed_on", "checkpoint", "look_ahead"),
    [("2024-06-01", "2024-07-31", 60), ("2025-12-01", "2025-12-31", 30)],
)
def test_the_cases_of_an_earlier_day_equal_the_reference(
    sample, observed_on, checkpoint, look_ahead
):
    expected = backtest.cases(
        sample.source, date.fromisoformat(observed_on), date.fromisoformat(checkpoint)
    )
    found = sample.program.rows(
        "cases",
        "mvp_id, track, chance, was_on_pace, is_reached",
        "2025-12-31",
        observed_on=observed_on,
        checkpoint=checkpoint,
        look_ahead=look_ahead,
    )
    assert len(expected) > 40
    assert {is_reached for *_, is_reached in expected} == {True, False}
    assert [case[:2] + case[3:] for case in found] == [case[:2] + case[3:] for case in expected]
    assert [case[2] for case in found] == pytest.approx([case[2] for case in expected], abs=1e-9)


@pytest.mark.parametrize("as_of", ["2025-01-15", "2025-07-31"])
def test_the_years_up_to_a_day_equal_the_reference(sample, as_of):
    day = sample.program.day(as_of)
    assert_as_in_the_reference(sample.source, day, date.fromisoformat(as_of))


def test_the_reference_counts_thousands_of_answers():
    """Where any share is equally likely, so is each number of 0 to 6000 accepted answers."""
    assert chance_of_accepted(2000, 6000, 1, 1) == pytest.approx(4001 / 6001, abs=1e-9)


def test_the_reference_says_one_time():
    failed = Certification("failed_twice", failed_attempts=1, attempts_left=0)
    assert certification_reason(failed) == "failed 1 time; no attempt left"
