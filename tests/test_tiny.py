"""The hand-made program against its expected snapshots, byte for byte."""

from datetime import date
from pathlib import Path

import pytest

from data.days.day import Day
from data.days.scope import Scope
from data.outputs.snapshot import FILES, snapshot_files
from data.store.publishing import current
from tests.conftest import TINY, Program

SNAPSHOTS = {date(2024, 8, 20): "expected", date(2025, 2, 5): "expected-2025-02-05"}


@pytest.mark.parametrize("as_of", SNAPSHOTS, ids=str)
def test_the_tiny_program_gives_the_snapshot_worked_out_by_hand(
    tiny_program: Program, as_of: date
) -> None:
    files, _ = snapshot_files(Day(current(tiny_program.database), as_of), Scope(everybody=True))
    expected = _expected(TINY / SNAPSHOTS[as_of])
    assert sorted(expected) == sorted(f"{name}.csv" for name in FILES)
    for name, text in expected.items():
        assert files[name] == text, name


def _expected(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in folder.glob("*.csv")}
