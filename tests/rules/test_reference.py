"""Every snapshot file equals the one that tests/reference computes in plain Python."""

import csv
import io
from datetime import date

import pytest

from tests import reference

AS_OF = ["2024-02-29", "2025-01-31", "2025-02-10", "2025-07-31", "2025-12-31"]


@pytest.mark.parametrize("as_of", AS_OF)
def test_the_snapshot_is_the_one_of_the_reference(sample, as_of):
    expected = reference.snapshot(sample.source, date.fromisoformat(as_of))
    found = sample.program.snapshot(as_of)
    assert {f"{name}.csv" for name in found} == expected.keys()
    for name, text in found.items():
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert rows == expected[f"{name}.csv"], name
