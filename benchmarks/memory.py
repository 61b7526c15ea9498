"""A hundred builds under thirty sessions: how the memory of the server grows."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.table import Table
from tests.browser.reading_builds import Load, read_while_builds_come

_ROUNDS = 5
_LOAD = Load(sessions=30, builds=100, level_after=10)
_SMALLEST = Load(sessions=2, builds=2, level_after=1)


def measure(smallest: bool) -> list[Table]:
    """One table: a round a row. Raises RuntimeError when a page was wrong."""
    load, rounds = (_SMALLEST, 1) if smallest else (_LOAD, _ROUNDS)
    levels = [f"after {builds} builds, MB" for builds in (load.level_after, load.builds)]
    return [
        Table(
            "Memory with many builds",
            ["round", *levels, "growth, %", "runs", "seconds"],
            [[str(number), *_round(load)] for number in range(1, rounds + 1)],
            [
                f"{load.sessions} sessions of the program team read page after page. The memory is "
                "taken when each has read every page of the newest build."
            ],
        )
    ]


def _round(load: Load) -> list[str]:
    begin = time.monotonic()
    with TemporaryDirectory() as folder:
        outcome = read_while_builds_come(load, Path(folder))
    if wrong := [wrong for seen in outcome.heard for wrong in seen.wrong]:
        raise RuntimeError(f"{len(wrong)} pages were wrong, the first: {wrong[0]}")
    growth = 100 * (outcome.end / outcome.level - 1)
    runs = sum(seen.runs for seen in outcome.heard)
    seconds = time.monotonic() - begin
    return [
        *(f"{value:,.0f}" for value in (outcome.level, outcome.end)),
        f"{growth:.1f}",
        *(f"{value:,.0f}" for value in (runs, seconds)),
    ]
