"""How long a build takes, beside what DuckDB needs to read the same files and write them sorted."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.programs import AS_OF, write_program
from benchmarks.table import Table, spread

_SIZES = {1_000_000: (300, 5), 10_000_000: (1_000, 3)}  # contributions: MVPs, rounds
_SMALLEST = {20_000: (300, 1)}
_MIB = 1024
# The least that a database of these rows costs: read as DuckDB reads, sorted, written.
_SORTED_COPY = """
import sys, duckdb
con = duckdb.connect(sys.argv[2])
files = f"{sys.argv[1]}/contributions*.csv"
con.execute(f"create table sorted as from read_csv('{files}') order by mvp_id, occurred_at")
con.close()
"""


@dataclass(frozen=True)
class Run:
    """What a process took: seconds, seconds of all cores together, and its peak memory in MiB."""

    seconds: float
    cpu: float
    memory: float


def measure(smallest: bool) -> list[Table]:
    """Builds of made-up programs, each in turn with DuckDB's own sorted copy of its files."""
    title = "Build from CSV, and DuckDB's own sorted copy of the same files"
    header = ["contributions", "copy, s", "build, s", "build / copy", "in CPU", "peak memory, MiB"]
    table = Table(title, header)
    for contributions, (mvps, rounds) in (_SMALLEST if smallest else _SIZES).items():
        with tempfile.TemporaryDirectory() as folder:
            source = write_program(Path(folder) / "input", mvps, contributions)
            runs = [(copied(source), built(source)) for _ in range(rounds)]
            exported = as_exports(source, Path(folder) / "exports")
            raw_runs = [(copied(source), built(exported)) for _ in range(rounds)]
        for kind, pairs in (("", runs), (" as raw exports", raw_runs)):
            table.rows.append(_row(f"{contributions:,}{kind}", pairs))
    return [table]


def _row(label: str, runs: list[tuple["Run", "Run"]]) -> list[str]:
    copies, builds = zip(*runs, strict=True)
    return [
        label,
        spread([run.seconds for run in copies], 1),
        spread([run.seconds for run in builds], 1),
        f"{_ratio(builds, copies, 'seconds'):.2f}",
        f"{_ratio(builds, copies, 'cpu'):.2f}",
        spread([run.memory for run in builds]),
    ]


def as_exports(source: Path, folder: Path) -> Path:
    """The same program with its contributions as raw exports of one source; returns `folder`."""
    shutil.copytree(source, folder)
    (raw := folder / "raw" / "all").mkdir(parents=True)
    for path in folder.glob("contributions*.csv"):
        path.rename(raw / path.name)
        with (raw / path.name).open(encoding="utf-8") as file:
            columns = file.readline().strip().split(",")
    (folder / "sources").mkdir()
    cells = "".join(f'{column} = "{column}"\n' for column in columns)
    mapping = f'[match]\ncolumns = ["contribution_id"]\n[contributions]\n{cells}'
    (folder / "sources" / "all.toml").write_text(mapping, encoding="utf-8")
    return folder


def copied(source: Path) -> Run:
    """DuckDB reads the contributions of a folder and writes them sorted, and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        return _run(["-c", _SORTED_COPY, str(source), f"{folder}/copy.duckdb"])


def built(source: Path) -> Run:
    """A build of a folder, as from the command line."""
    with tempfile.TemporaryDirectory() as folder:
        words = ["--source", str(source), "--database", f"{folder}/mvp.duckdb"]
        return _run(["-m", "data", "build", *words, "--as-of", str(AS_OF)])


def _run(words: list[str]) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    seconds = time.perf_counter() - start
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / _MIB)


def _ratio(builds: tuple[Run, ...], copies: tuple[Run, ...], what: str) -> float:
    """How many times as much the builds took as the copies, by their medians."""
    took = [median(getattr(run, what) for run in runs) for runs in (builds, copies)]
    return took[0] / took[1]
