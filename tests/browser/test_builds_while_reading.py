"""Builds are published while many sessions read: nobody sees an error or two builds at once."""

from pathlib import Path

import pytest

from tests.browser.reading_builds import Load, read_while_builds_come
from tests.conftest import ReportFigure
from tests.machine import unavailable

MOST_GROWTH = 0.10  # of memory, from when it is level to the end

LOADS = [
    pytest.param(Load(sessions=4, builds=8, level_after=4), marks=pytest.mark.short),
    pytest.param(
        Load(sessions=20, builds=16, level_after=8),
        marks=pytest.mark.slow(reason="takes minutes of both cores"),
    ),
]


@pytest.mark.parametrize("load", LOADS, ids=str)
def test_sessions_read_on_while_builds_come(
    tmp_path: Path, report_figure: ReportFigure, load: Load
) -> None:
    if not Path("/proc/self/status").exists():
        unavailable("memory is read from /proc, which this system lacks")
    outcome = read_while_builds_come(load, tmp_path)
    heard, level, end = outcome.heard, outcome.level, outcome.end
    seen = set().union(*(of.builds for of in heard))
    report_figure(
        f"{load}: {sum(of.runs for of in heard):,} runs with "
        f"{sum(of.messages for of in heard):,} messages, {len(seen)} builds seen, "
        f"{sum(of.restarted for of in heard)} runs restarted with a newer build",
    )
    report_figure(
        f"memory of the server, every page read: {level:.0f} MB after build "
        f"{load.level_after}, {end:.0f} MB at the end",
    )
    assert [wrong for of in heard for wrong in of.wrong] == []
    assert all(load.builds in of.builds for of in heard)
    assert end <= level * (1 + MOST_GROWTH)
