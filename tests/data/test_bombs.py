"""Files that are small on disk and huge in memory: one line, little memory, the build stays."""

import gzip
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.inputs import files, folder, limits
from data.sources.folder import size_of_files
from data.store import memory
from data.store.confined import new_database
from data.store.memory import LEAST, MEMORY
from data.store.publishing import current
from tests.docs.markdown import document, rows, section

from .folders import MVPS, build_files, written

MOST_MEGABYTES = 1_000
MOST_SECONDS = 60
LEAVES = "mvp_id,from_on\nana,2025-05-01\n"
CONTRIBUTIONS = "contribution_id,mvp_id,track,kind,occurred_at,title\n"

# Runs the command and says how much memory it had at most; the last word of its output.
_MEASURED = """
import sys
from data.__main__ import main
try:
    main()
finally:
    status = open("/proc/self/status").read()
    print(status.split("VmHWM:")[1].split()[0])
"""


class Ended(NamedTuple):
    status: int
    megabytes: float
    said: list[str]
    printed: str


def check(source: Path) -> Ended:
    """`python -m data check` in a process of its own, which must end in time."""
    words = [sys.executable, "-c", _MEASURED, "check", str(source), "--as-of", "2025-12-31"]
    ended = subprocess.run(words, capture_output=True, text=True, timeout=MOST_SECONDS)
    megabytes = int(ended.stdout.split()[-1]) / 1000
    return Ended(ended.returncode, megabytes, ended.stderr.splitlines(), ended.stdout)


def _zipped(path: Path, chunk: bytes, megabytes: int) -> None:
    with gzip.open(path.with_suffix(".csv.gz"), "wb") as file:
        file.write(LEAVES.encode())
        for _ in range(megabytes):
            file.write(chunk * (1_000_000 // len(chunk)))


def _with_hole(path: Path, size: int, end: bytes = b"") -> None:
    """A file with `size` bytes of nothing, which take no room on disk."""
    with path.open("wb") as file:
        file.write(LEAVES.encode())
        file.seek(size, 1)
        file.write(end)
        file.truncate()


UNPACKED = "is more than 100 times larger when it is unpacked, as no table is; export it again"
ENDLESS = "has a line that does not end, so it is no table; export it again"
WIDE = (
    "its header row has more than 16,384 cells; leave out columns that are not needed, "
    "or save it as CSV UTF-8"
)
BOMBS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "2 GB of rows": (lambda path: _zipped(path, b"ana,2025-06-01\n", 2000), ".gz", UNPACKED),
    "a line of 2 GB": (lambda path: _zipped(path, b"a", 2000), ".gz", UNPACKED),
    "a file of 1 TB": (lambda path: _with_hole(path, 1 << 40), "", ENDLESS),
    "a million columns": (lambda path: path.write_text("," * 1_000_000), "", WIDE),
}


def _equal_rows(path: Path, count: int, reason: str) -> None:
    """A Parquet file of equal rows, which it has once."""
    column = pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), pa.array([reason]))
    one = pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), pa.array(["ana"]))
    table = pa.table({"mvp_id": one, "from_on": one, "reason": column})
    pq.write_table(table, path.with_suffix(".parquet"), compression="zstd")


def _wide(path: Path) -> None:
    columns = {f"c{number}": [1] for number in range(limits.MOST_COLUMNS + 1)}
    pq.write_table(pa.table(columns), path.with_suffix(".parquet"))


PARQUET_BOMBS: dict[str, tuple[Callable[[Path], None], str]] = {
    "more rows than bytes": (
        lambda path: _equal_rows(path, 1_000_001, "rest"),
        r"has 1,000,001 rows in [\d,]+ bytes, so they cannot differ; write it again",
    ),
    "1 GB of equal text": (
        lambda path: _equal_rows(path, 1_000, "r" * 1_000_000),
        r"has 1,000,006,000 bytes of text, more than 100 times its size, as no table has; "
        "write it again",
    ),
    "a cell of 20 MB": (
        lambda path: _equal_rows(path, 1, "r" * 20_000_000),
        "has a cell of 20,000,000 bytes; shorten it",
    ),
    "too many columns": (
        _wide,
        "has more than 16,384 columns; leave out those that are not needed",
    ),
}


@pytest.mark.parametrize("bomb", PARQUET_BOMBS)
def test_a_parquet_bomb_is_refused_in_one_line_with_little_memory(tmp_path: Path, bomb: str):
    make, said = PARQUET_BOMBS[bomb]
    source = written(tmp_path, {"mvps.csv": MVPS})
    make(source / "leaves.csv")
    ended = check(source)
    assert ended.status == 1
    (line,) = ended.said
    assert re.fullmatch(f"Error: {re.escape(str(source))}/leaves.parquet: {said}", line)
    assert ended.megabytes < MOST_MEGABYTES


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_in_one_line_with_little_memory(tmp_path: Path, bomb: str):
    make, ending, said = BOMBS[bomb]
    source = written(tmp_path, {"mvps.csv": MVPS})
    make(source / "leaves.csv")
    ended = check(source)
    assert (ended.status, ended.said) == (1, [f"Error: {source}/leaves.csv{ending}: {said}"])
    assert ended.megabytes < MOST_MEGABYTES


def test_of_a_cell_of_100_mb_only_its_row_is_lost(tmp_path: Path):
    source = written(tmp_path, {"mvps.csv": MVPS})
    good = "".join(f"ben,2025-05-{day:02}\n" for day in range(1, 31))
    _with_hole(source / "leaves.csv", 100_000_000, f",\n{good}".encode())
    ended = check(source)
    assert (ended.status, ended.said) == (0, [])
    assert ended.megabytes < MOST_MEGABYTES


LONG = "x" * 15_000_000
MAPPING = """\
[match]
columns = ["id"]
[contributions]
contribution_id = "id"
mvp_id = "who"
track = { value = "forum" }
kind = { value = "answer" }
occurred_at = "day"
title = "title"
"""
# One cell of each row is far too long: what is said of the file, and its rejected rows.
LONG_CELLS = {
    "a day": (f"{LONG},t", 6),
    "free text": (f"2025-03-03,{LONG}", 0),
}


@pytest.mark.parametrize("cell", LONG_CELLS)
@pytest.mark.parametrize("is_raw", [False, True])
def test_long_cells_take_little_memory(tmp_path: Path, cell: str, is_raw: bool):
    cells, rejected = LONG_CELLS[cell]
    lines = [f"{number},ana,{cells}\n" for number in range(6)]
    files = {"mvps.csv": MVPS}
    if is_raw:
        files |= {"sources/forum.toml": MAPPING}
        files |= {"raw/forum/a.csv": "id,who,day,title\n" + "".join(lines)}
    else:
        lines = [line.replace("ana,", "ana,forum,answer,") for line in lines]
        files |= {"contributions.csv": CONTRIBUTIONS + "".join(lines)}
    ended = check(written(tmp_path, files))
    assert ended.megabytes < MOST_MEGABYTES
    place = "raw/forum/a.csv" if is_raw else "contributions.csv"
    if rejected:
        assert "occurred_at has more than 32,767 characters; shorten it" in ended.printed
        assert f"{rejected} rejected: unreadable_row, for example {place} line 2" in ended.printed
    else:
        said = "6 cells of title have more than 32,767 characters; the rest of it is left out"
        assert f"{place}: {said}" in ended.printed.splitlines()


def test_the_memory_of_a_build_goes_with_the_size_of_its_files(tmp_path: Path, monkeypatch):
    monkeypatch.delenv(MEMORY, raising=False)
    source = written(tmp_path / "input", {"mvps.csv": MVPS})
    _with_hole(source / "leaves.csv", 200_000_000)
    size = sum(path.stat().st_size for path in source.iterdir())
    assert size_of_files(source) == size
    with new_database(tmp_path / "a.building", size, source) as con:
        own = "select parse_formatted_bytes(current_setting('memory_limit'))"
        [(limit,)] = con.execute(own).fetchall()
    assert limit == pytest.approx(LEAST + size, rel=0.01)


def test_a_thousand_small_exports_have_room_beside_the_least_memory(tmp_path: Path, monkeypatch):
    """Their tables take about 80 kB each, which DuckDB cannot write to disk."""
    monkeypatch.delenv(MEMORY, raising=False)
    monkeypatch.setattr(memory, "LEAST", 40_000_000)
    rows = {f"raw/a/{n}.csv": f"id,who,day,title\nc{n},ana,2025-03-01,\n" for n in range(1_000)}
    outcome = build_files(tmp_path, {"sources/a.toml": MAPPING, **rows})
    assert outcome.rows("select count(*) from contributions") == [(1_000,)]


def test_the_published_build_stays_when_a_bomb_is_refused(tmp_path: Path):
    before = build_files(tmp_path, {"leaves.csv": LEAVES}).built.path
    database = tmp_path / "out" / "mvp.duckdb"
    _zipped(tmp_path / "input" / "leaves-more.csv", b"ana,2025-06-01\n", 30)
    words = ["build", "--source", str(tmp_path / "input"), "--database", str(database)]
    ended = subprocess.run(
        [sys.executable, "-m", "data", *words], capture_output=True, text=True, timeout=MOST_SECONDS
    )
    assert ended.returncode == 1
    assert UNPACKED in ended.stderr
    assert current(database) == before


def test_the_contract_has_the_limits_of_the_program():
    listed = [row[1] for row in rows(section(document("docs/contract.md"), "Limits"))]
    limit_of_unpacked = (
        f"{limits.UNPACKED_BYTES >> 20} MiB, or {limits.MOST_TIMES_LARGER} times the size of "
        "the file"
    )
    numbers = [
        files.MOST_FILES,
        folder.MOST_ENTRIES,
        folder.DEEPEST_FOLDER,
        limits.MOST_COLUMNS,
        limits.LONGEST_ROW,
        limits.LONGEST_LINE,
        limit_of_unpacked,
        limits.LONGEST_ROW,
        limits.MOST_FOOTER_BYTES,
        f"{limits.MOST_ROWS_OF_SMALL_FILE:,}, or as many as the file has bytes",
        f"{limits.TEXT_BYTES_OF_SMALL_FILE >> 20} MiB, or {limits.MOST_TIMES_LARGER} times the "
        "size of the file",
        f"{limits.LONGEST_CELL:,}, as in a workbook",
        limits.LONGEST_SHOWN,
    ]
    assert listed == [n if isinstance(n, str) else f"{n:,}" for n in numbers]
