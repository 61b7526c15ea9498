"""The page Over the years beside tests/reference, which computes it once more in Python."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.days.day import Day
from data.days.scope import Scope
from data.sql.files import sql
from tests.reference import over_the_years as reference


def assert_as_in_the_reference(
    source: Path, day: Day, as_of: date, built_as_of: date = date.max
) -> None:
    """Compare each figure of the page on a day with the reference; tracks by their labels."""
    past = reference.read_past(source, as_of, built_as_of)
    columns = ("cohort", "entered", "year_label", "in_program")
    assert sorted(rows(day, "cohorts", *columns)) == reference.cohorts(past)
    assert counted(day, "renewals", "year_label", "outcome") == reference.renewals(past)
    assert counted(day, "levels", "from_label", "to_label") == reference.levels(past)
    shares = {
        (year, track.removesuffix("!")): (mvps, share)
        for year, track, mvps, share in rows(
            day, "tracks", "year_label", "track", "mvps", "median_share"
        )
    }
    expected = reference.tracks(past)
    assert {key: mvps for key, (mvps, _) in shares.items()} == {
        key: mvps for key, (mvps, _) in expected.items()
    }
    for key, (_, share) in expected.items():
        found = shares[key][1]
        assert (found is None) == (share is None), key
        if share is not None:
            assert float(found) == pytest.approx(float(share), abs=0.0051), key


def rows(day: Day, figure: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a figure of the page."""
    found = day.query(Scope(everybody=True), sql(f"pages/over_the_years/{figure}"))
    names = [column for column, *_ in found.description]
    return [tuple(row[names.index(name)] for name in columns) for row in found.fetchall()]


def counted(day: Day, figure: str, *columns: str) -> Counter[tuple[str, ...]]:
    """How many MVPs each combination of some columns has."""
    return Counter({row[:-1]: row[-1] for row in rows(day, figure, *columns, "mvps")})
