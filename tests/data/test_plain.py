"""Files that DuckDB may read: the same rows, rejects and counts as record by record."""

from collections import Counter
from pathlib import Path
from random import Random

import duckdb
import pytest

from data.errors import ProgramError
from data.inputs import staging
from data.inputs.contract import INPUTS, Input
from data.inputs.csv_records import CsvFile
from data.inputs.plain import plain_rows
from data.inputs.staging import Seen

from .corrupt_files import FILES, good_file, spoil
from .folders import AS_OF, MVPS, written
from .intake_tables import Tables

TRIES = 500
ONE_LINE_EACH = {
    name: text.replace("first line\nsecond", "one").replace("Two\nlines", "Two lines")
    for name, text in FILES.items()
}


def rows_when_plain(folder: Path, data: str | bytes) -> int | None:
    path = folder / "leaves.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return plain_rows(CsvFile(path), lambda count: None)


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
        ("a,b\n1," + "x" * 3_000_000 + "\n", 1),
    ],
)
def test_a_file_of_one_line_a_record_is_plain(tmp_path, text, rows):
    assert rows_when_plain(tmp_path, text) == rows


@pytest.mark.parametrize(
    "text",
    [
        'a,b\n1,"two\nlines"\n',  # a record of two lines
        "a,b\n\n1,2\n",  # a blank line
        "a,b\n1,2\n\n",
        "a,b\r1,2\r",  # CR alone
        "a,b\n1,2\r\n",  # both ends
        "a,b\n1,x\ry\n",
        "a,b\r\n1,2",  # the last line ends as no other
        "a,b\n1,2,3\n4\n",  # as many cells as are needed, in other lines
        "a,b\n1\n2,3,4\n",
        "a,b\n1,2,\n3,4,\n",  # all rows wider than the header
        'a,b\n1,5" screen\n',  # a quote that opens nothing
        'a,b\n1,5" x 7"\n',
        'a,b\n1,"two"x\n',  # text after a closing quote
        'a,b\n1, "two"\n',  # blanks around quotes
        'a,b\n1,"two" \n',
        'a,b\n1,"two\n3,4\n',  # a quote that is not closed
        'a,b\n1,"two\n3,four"\n',
        "a,b\n1,\0\n",
        b"a,b\n1,\xff\n",
        "a,b\n1,2\n".encode("utf-16"),
    ],
)
def test_any_doubt_makes_a_file_not_plain(tmp_path, text):
    assert rows_when_plain(tmp_path, text) is None


def test_bytes_that_are_looked_at_in_vain_are_taken_back(tmp_path):
    path = tmp_path / "leaves.csv"
    path.write_text("a,b\n" + "1,2\n" * 600_000 + "\n", encoding="utf-8")
    heard = []
    assert plain_rows(CsvFile(path), heard.append) is None
    assert len(heard) > 2
    assert sum(heard) == 0


def test_a_line_of_a_plain_file_has_its_number_in_rejects_and_the_raw_text(tmp_path):
    days = "".join(f"ben,2025-{1 + n // 28:02}-{1 + n % 28:02},,\n" for n in range(300))
    lines = "mvp_id,from_on,to_on,reason\n" + days.replace("2025-05-05", "2025-05-35")
    folder = written(tmp_path, {"mvps.csv": MVPS, "leaves.csv": lines})
    (reject,) = Tables().take_in(folder, AS_OF).rejects
    assert (reject.line, reject.row) == (2 + 4 * 28 + 4, "ben,2025-05-35,,")


def staged(con: duckdb.DuckDBPyConnection, given: Input, path: Path) -> object:
    """All that a file leaves in `raw`, row by row, with the notices; or the one error."""
    try:
        file = staging.stage(con, given, path, lambda count: None)
    except ProgramError as error:
        return str(error)
    cells = ", ".join(f"raw.{column.name}" for column in given.columns)
    rows = con.execute(f"select {staging.LINE}, lines, fault, hint, {cells} from raw order by 1")
    return file.notices, file.encoding, rows.fetchall()


def test_spoiled_files_are_the_same_rows_on_both_roads(tmp_path, monkeypatch, record_property):
    con, roads = duckdb.connect(config={"threads": 1}), Counter()

    def look(file: CsvFile, seen: Seen) -> int | None:
        rows = plain_rows(file, seen)
        roads["plain" if rows is not None else "not plain"] += 1
        return rows

    for seed in range(TRIES):
        random = Random(seed)
        name = random.choice(list(ONE_LINE_EACH))
        given = next(given for given in INPUTS if given.name == name)
        file = good_file(ONE_LINE_EACH[name])
        if seed % 5:  # every fifth one is sound
            spoil(file, random)
        path = tmp_path / f"{seed}.csv"
        path.write_bytes(file.data())
        monkeypatch.setattr(staging, "plain_rows", look)
        fast = staged(con, given, path)
        monkeypatch.setattr(staging, "plain_rows", lambda file, seen: None)
        assert staged(con, given, path) == fast
    assert min(roads.values()) > TRIES / 5
    record_property("figures", f"{TRIES} files on both roads with the same rows: {dict(roads)}")


def test_rows_that_several_threads_read_lie_in_the_order_of_their_lines(tmp_path):
    con = duckdb.connect(config={"threads": 4})
    given = next(given for given in INPUTS if given.name == "leaves")
    path, rows = tmp_path / "leaves.csv", 600_000
    with path.open("w", encoding="utf-8") as file:
        file.write("mvp_id,from_on,reason\n")
        file.writelines(f"ben,2025-01-01,this is line {line}\n" for line in range(2, rows + 2))
    staging.stage(con, given, path, lambda count: None)
    found = (
        f"select count(*), count(*) filter (reason = 'this is line ' || {staging.LINE}) from raw"
    )
    assert con.execute(found).fetchone() == (rows, rows)
