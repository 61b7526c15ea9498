"""How long page queries take as contributions and MVPs become many (pytest-benchmark)."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from statistics import median

from benchmarks.programs import AS_OF, write_program
from benchmarks.table import Table
from data.build.build import build
from data.settings.files import load
from data.settings.patterns import Patterns

# Contributions and MVPs; the first one is what the others with as many MVPs are compared with.
_SIZES = (
    (50_000, 300),
    (1_000_000, 300),
    (10_000_000, 300),
    (1_000_000, 1_000),
    (10_000_000, 10_000),
)
# All patterns are on, so that their lists take what they can take.
_PATTERNS = Patterns(
    title_likeness=Fraction(4, 5),
    title_days=30,
    burst_size=5,
    burst_minutes=10,
    same_asker=20,
    claim_days=30,
)
_SLOWEST = 5  # queries that are named
_MS = 1000
_FILE = Path(__file__).with_name("page_queries.py")


@dataclass(frozen=True)
class Answers:
    """How long everything took over one build, in seconds: medians by name; peak memory in MiB."""

    queries: dict[str, float]
    days: dict[str, float]
    scope: float
    memory: float


def measure(smallest: bool) -> list[Table]:
    """All page queries over programs of growing size, one process for each."""
    found = {size: asked(*size) for size in (_SIZES[:1] if smallest else _SIZES)}
    return [_by_size(found), _slowest(found)]


def asked(contributions: int, mvps: int) -> Answers:
    """Every page query over a program of that size, made up and built for it."""
    with tempfile.TemporaryDirectory() as folder:
        source = write_program(Path(folder) / "input", mvps, contributions)
        settings = load().model_copy(update={"patterns": _PATTERNS})
        built = build(source, Path(folder) / "mvp.duckdb", AS_OF, settings)
        return timed(built.path)


def timed(database: Path) -> Answers:
    """Every page query over a build, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "times.json"
        words = [str(_FILE), "-q", "--benchmark-disable-gc", f"--benchmark-json={out}"]
        subprocess.run(
            [sys.executable, "-m", "pytest", *words],
            env=os.environ | {"MVP_DATABASE": str(database)},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        measured = json.loads(out.read_text(encoding="utf-8"))["benchmarks"]
    by_group = {"query": {}, "day": {}, "scope": {}}
    for one in measured:
        by_group[one["group"]][one.get("param")] = one["stats"]["median"]
    memory = max(one["extra_info"]["memory"] for one in measured)
    return Answers(by_group["query"], by_group["day"], by_group["scope"][None], memory)


def _by_size(found: dict[tuple[int, int], Answers]) -> Table:
    """A row a size: what opening it costs, and its queries beside those of the fewest rows."""
    table = Table(
        "Page queries by size",
        [
            *("contributions", "MVPs", "a day, s", "its backtest, s", "an MVP's page opened, ms"),
            *("median query, ms", "slowest query, ms", "growth", "peak memory, MiB"),
        ],
        notes=[
            "Growth: how many times as long the queries take as those over the fewest "
            "contributions of as many MVPs, by their sums; in brackets, the one that grew most."
        ],
    )
    fewest = {}
    for (contributions, mvps), answers in found.items():
        first = fewest.setdefault(mvps, answers.queries)
        times = answers.queries.values()
        grown = max(time / first[name] for name, time in answers.queries.items())
        table.rows.append(
            [
                f"{contributions:,}",
                f"{mvps:,}",
                f"{answers.days['rules'] + answers.days['earlier days']:.1f}",
                f"{answers.days['backtest']:.1f}",
                f"{answers.scope * _MS:.0f}",
                f"{median(times) * _MS:.1f}",
                f"{max(times) * _MS:.0f}",
                f"{sum(times) / sum(first.values()):.2f} ({grown:.2f})",
                f"{answers.memory:,.0f}",
            ]
        )
    return table


def _slowest(found: dict[tuple[int, int], Answers]) -> Table:
    """The slowest queries of the largest program, through all sizes, in ms."""
    largest = list(found.values())[-1].queries
    names = sorted(largest, key=largest.__getitem__, reverse=True)[:_SLOWEST]
    sizes = [f"{rows:,} / {mvps:,}" for rows, mvps in found]
    table = Table("The slowest page queries, ms, by contributions / MVPs", ["figure", *sizes])
    for name in names:
        times = [f"{answers.queries[name] * _MS:.1f}" for answers in found.values()]
        table.rows.append([name, *times])
    return table
