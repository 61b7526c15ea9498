"""How long a rehearsal of settings takes: today, and at the checkpoints of two years."""

import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.programs import AS_OF, write_program
from benchmarks.table import Table, spread
from data.build.build import build
from data.rehearse.overlay import Overlay
from data.rehearse.rehearsal import days_of, rehearse_on
from data.settings.files import load
from data.settings.toml import read_toml
from data.store.locations import Build, build_at

_SIZES = ((300, 100_000), (10_000, 400_000))  # MVPs and contributions
_TRIED = (
    '[levels]\nahead = "3/2"\n',
    "[tracks.forge]\ncadence_months = 2\n",
    "[risk]\nlow = 0.9\n",
    '[year]\ncheckpoints = ["06-30", "12-31"]\n',
)


def measure(smallest: bool) -> list[Table]:
    """One table: a program a row."""
    rows = [_row(*size) for size in ([(60, 5_000)] if smallest else _SIZES)]
    headings = (
        "MVPs | contributions | first, today, s | first, past checkpoints, s | today, s | of CPU | "
        "past checkpoints, s | of CPU"
    )
    note = f"{len(_TRIED)} changes of settings, one after another; the first one also reads the "
    return [
        Table("Rehearsals", headings.split(" | "), rows, [f"{note}build as it is."]),
    ]


def _row(mvps: int, contributions: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "input"
        write_program(source, mvps, contributions)
        path = build(source, Path(folder) / "mvp.duckdb", AS_OF, load()).path
        found = build_at(path)
        day, past = days_of(found)
        times = [(*_seconds(found, (day,), text), *_seconds(found, past, text)) for text in _TRIED]
    first, *others = times
    measured = [spread([*each], 2) for each in zip(*others, strict=True)]
    return [f"{mvps:,}", f"{contributions:,}", f"{first[0]:.2f}", f"{first[2]:.2f}", *measured]


def _seconds(found: Build, days: tuple[date, ...], text: str) -> tuple[float, float]:
    """How long a rehearsal on these days takes, and its CPU."""
    began, used = time.perf_counter(), time.process_time()
    rehearse_on(days, found, Overlay(read_toml(text, "benchmark"), text, "benchmark"))
    return time.perf_counter() - began, time.process_time() - used
