"""The fast path for plain CSV files gives the same rows, rejects and counts as the slow one."""

from collections import Counter
from pathlib import Path
from random import Random

import duckdb
import pytest

from data.errors import ProgramError
from data.inputs import staging
from data.inputs.contract import INPUTS, Input
from data.inputs.csv_header import header_of
from data.inputs.csv_records import CsvFile
from data.inputs.plain_csv import plain_row_count
from data.inputs.progress import ReportProgress, no_progress

from .corrupt_files import FILES, corrupt, intact_file
from .folders import AS_OF, MVPS, written
from .input_tables import InputTables

ONE_LINE_PER_RECORD = {
    name: text.replace("first line\nsecond", "one").replace("Two\nlines", "Two lines")
    for name, text in FILES.items()
}


def row_count(folder: Path, data: str | bytes) -> int | None:
    path = folder / "leaves.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return plain_row_count(CsvFile(path), no_progress)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2\n3,4\n", 2),
        ("a,b\n1,2\n3,4", 2),
        ("a,b\r\n1,2\r\n", 1),
        ("a;b\n1,5;2\n", 1),
        ("\ufeffa,b\n1,2\n", 1),
        ('"a",b\n"1,2","say ""hi"""\n"",""\n', 2),
        ("a,b\nä,日本\n", 1),
        ("a,b\n", 0),
        (",".join("ab") + "\n" + "1,2\n" * 600_000, 600_000),
        ("a,b\n" + 3 * ("1," + "x" * 700_000 + "\n"), 3),
    ],
)
def test_a_file_with_one_line_per_record_is_plain(tmp_path, text, rows):
    assert row_count(tmp_path, text) == rows


@pytest.mark.parametrize(
    "text",
    [
        'a,b\n1,"two\nlines"\n',  # a record of two lines
        "a,b\n\n1,2\n",  # a blank line
        "a,b\n1,2\n\n",
        "a,b\r1,2\r",  # CR alone
        "a,b\n1,2\r\n",  # both line ends
        "a,b\n1,x\ry\n",
        "a,b\r\n1,2",  # the last line ends differently
        "a,b\n1,2,3\n4\n",  # the right number of cells, in the wrong lines
        "a,b\n1\n2,3,4\n",
        "a,b\n1,2,\n3,4,\n",  # all rows wider than the header
        'a,b\n1,5" screen\n',  # a quote that opens nothing
        'a,b\n1,5" x 7"\n',
        'a,b\n1,"two"x\n',  # text after a closing quote
        'a,b\n1, "two"\n',  # blanks around quotes
        'a,b\n1,"two" \n',
        'a,b\n1,"two\n3,4\n',  # a quote that is not closed
        'a,b\n1,"two\n3,four"\n',
        "a,b\n1," + "x" * 3_000_000 + "\n",  # a line that may have no end
        "a,b\n1,\0\n",
        b"a,b\n1,\xff\n",
        "a,b\n1,2\n".encode("utf-16"),
    ],
)
def test_a_file_is_not_plain_when_in_doubt(tmp_path, text):
    assert row_count(tmp_path, text) is None


def test_progress_of_a_file_that_is_not_plain_is_taken_back(tmp_path):
    path = tmp_path / "leaves.csv"
    path.write_text("a,b\n" + "1,2\n" * 600_000 + "\n", encoding="utf-8")
    reported = []
    assert plain_row_count(CsvFile(path), reported.append) is None
    assert len(reported) > 2
    assert sum(reported) == 0


def test_a_reject_of_a_plain_file_has_its_true_line_and_raw_text(tmp_path):
    days = "".join(f"ben,2025-{1 + n // 28:02}-{1 + n % 28:02},,\n" for n in range(300))
    lines = "mvp_id,from_on,to_on,reason\n" + days.replace("2025-05-05", "2025-05-35")
    folder = written(tmp_path, {"mvps.csv": MVPS, "leaves.csv": lines})
    (tables := InputTables()).read(folder, AS_OF)
    (reject,) = tables.rejects
    assert (reject.line, reject.row) == (2 + 4 * 28 + 4, "ben,2025-05-35,,")


def staged(con: duckdb.DuckDBPyConnection, spec: Input, path: Path) -> object:
    """The notices, the encoding and the rows of `raw` for a file; or the error message."""
    try:
        file = staging.stage(con, spec, path, path.parent, no_progress)
    except ProgramError as error:
        return str(error)
    cells = ", ".join(f"raw.{name}" for name in spec.column_names)
    rows = con.execute(
        f"select {staging.LINE}, line_count, fault, hint, {cells} from raw order by 1"
    )
    return file.notices, file.encoding, rows.fetchall()


@pytest.mark.parametrize(
    "tries",
    [
        pytest.param(50, marks=pytest.mark.short),
        pytest.param(500, marks=pytest.mark.slow(reason="takes several seconds")),
    ],
)
def test_corrupt_files_have_the_same_rows_on_both_paths(
    tmp_path, monkeypatch, report_figure, tries
):
    con, paths = duckdb.connect(config={"threads": 1}), Counter()

    def counting(file: CsvFile, report_progress: ReportProgress) -> int | None:
        rows = plain_row_count(file, report_progress)
        paths["plain" if rows is not None else "not plain"] += 1
        return rows

    for seed in range(tries):
        random = Random(seed)
        name = random.choice(list(ONE_LINE_PER_RECORD))
        spec = next(spec for spec in INPUTS if spec.name == name)
        file = intact_file(ONE_LINE_PER_RECORD[name])
        if seed % 5:  # every fifth file stays intact
            corrupt(file, random)
        path = tmp_path / f"{seed}.csv"
        path.write_bytes(file.data())
        monkeypatch.setattr(staging, "plain_row_count", counting)
        fast = staged(con, spec, path)
        monkeypatch.setattr(staging, "plain_row_count", lambda file, report_progress: None)
        assert staged(con, spec, path) == fast
    assert min(paths.values()) > tries / 5
    report_figure(f"{tries} files with the same rows on both paths: {dict(paths)}")


LEAVES = "mvp_id,from_on,reason\nana,2025-05-01,\n,,\nben,2025-05-02,x\n"
TOPS = {
    "a title": "Leaves in 2025\n",
    "a title with commas and a blank line": "Leaves, 1, 2, 3\n\n",
    "rows of empty cells": ",,\n,,,,\n",
    "a stated delimiter": "sep=,\n",
    "two marks": "\ufeff\ufeff",
    "two marks and a title": "\ufeff\ufeffLeaves\n",
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("top", TOPS.values(), ids=TOPS)
def test_a_plain_file_below_other_lines_has_the_same_rows_on_both_paths(
    tmp_path, monkeypatch, top, end
):
    con, path = duckdb.connect(), tmp_path / "leaves.csv"
    path.write_bytes((top + LEAVES).replace("\n", end).encode())
    spec = next(spec for spec in INPUTS if spec.name == "leaves")
    assert plain_row_count(CsvFile(path, header_of(spec)), no_progress) == 3
    fast = staged(con, spec, path)
    monkeypatch.setattr(staging, "plain_row_count", lambda file, report_progress: None)
    assert staged(con, spec, path) == fast
    first_line = top.count("\n") + 2
    assert [row[0] for row in fast[2]] == [first_line, first_line + 1, first_line + 2]


@pytest.mark.parametrize("top", ['Leaves "in 2025"\n', "Leaves\r", "Leaves\r\n"])
def test_a_file_below_lines_with_quotes_or_other_line_ends_is_not_plain(tmp_path, top):
    path = tmp_path / "leaves.csv"
    path.write_bytes((top + LEAVES).encode())
    spec = next(spec for spec in INPUTS if spec.name == "leaves")
    file = CsvFile(path, header_of(spec))
    assert plain_row_count(file, no_progress) is None
    assert [record.line for record in file.records()] == [3, 4, 5]


def test_rows_that_several_threads_read_are_in_the_order_of_their_lines(tmp_path):
    con = duckdb.connect(config={"threads": 4})
    spec = next(spec for spec in INPUTS if spec.name == "leaves")
    path, rows = tmp_path / "leaves.csv", 600_000
    with path.open("w", encoding="utf-8") as file:
        file.write("mvp_id,from_on,reason\n")
        file.writelines(f"ben,2025-01-01,this is line {line}\n" for line in range(2, rows + 2))
    staging.stage(con, spec, path, path.parent, no_progress)
    found = (
        f"select count(*), count(*) filter (reason = 'this is line ' || {staging.LINE}) from raw"
    )
    assert con.execute(found).fetchone() == (rows, rows)
