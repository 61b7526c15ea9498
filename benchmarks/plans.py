"""How long a plan takes: reading the rows of one MVP, and each change of the plan after that."""

import random
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from benchmarks.programs import AS_OF, write_program
from benchmarks.table import Table, spread
from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.explain.seen import Moment, seen_of
from data.plan.ahead import look_ahead
from data.plan.plan import Intent, Plan
from data.settings.files import load
from data.store.locations import Location

_SIZES = ((300, 100_000), (10_000, 400_000))  # MVPs and contributions
_ROUNDS = 20  # MVPs who plan, each once
_SEED = 7


def measure(smallest: bool) -> list[Table]:
    """One table: a program a row."""
    rows = [_row(*size) for size in ([(60, 5_000)] if smallest else _SIZES)]
    headings = "MVPs | contributions | a first plan, s | a change of it, s | of CPU".split(" | ")
    return [Table("Plans", headings, rows, [f"{_ROUNDS} MVPs, all with pieces in each track."])]


def _row(mvps: int, contributions: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "input"
        write_program(source, mvps, contributions)
        path = build(source, Path(folder) / "mvp.duckdb", AS_OF, load()).path
        asked = "select mvp_id, list(track) from progress where is_judged group by all"
        people = Day(path, AS_OF).query(Scope(everybody=True), asked).fetchall()
        drawn = random.Random(_SEED).sample(sorted(people), _ROUNDS)
        times = [_seconds(path, *one) for one in drawn]
    measured = (spread([*seconds], 2) for seconds in zip(*times, strict=True))
    return [f"{mvps:,}", f"{contributions:,}", *measured]


def _seconds(path: Location, mvp_id: str, tracks: list[str]) -> tuple[float, float, float]:
    """How long the first plan of an MVP takes, and another one after it; of that, the CPU too."""
    began = time.perf_counter()
    seen = seen_of(Moment(path, AS_OF), [mvp_id])
    look_ahead(seen, Plan(tuple((track, Intent(1, 2)) for track in tracks)))
    first, used = time.perf_counter(), time.process_time()
    look_ahead(seen, Plan(tuple((track, Intent(2, 4, Decimal(3))) for track in tracks)))
    return first - began, time.perf_counter() - first, time.process_time() - used
