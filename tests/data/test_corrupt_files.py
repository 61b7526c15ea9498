"""Input files corrupted at random: no traceback, no wrong sum, no change to an intact row."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from data.errors import ProgramError
from data.inputs.contract import INPUTS
from data.inputs.csv_header import header_of
from data.inputs.csv_records import CsvFile
from data.inputs.report import InputReport

from .corrupt_files import FILES, MORE_FILES, File, corrupt, intact_file
from .input_tables import InputTables

AS_OF = date(2025, 12, 31)
SPECS = {spec.name: spec for spec in INPUTS}
Rows = dict[str, dict[str, object]]  # the rows of a table, by their first cell


def table_of(name: str) -> str:
    """The table or view that the rows of an input end in."""
    return "typed_contributions" if name == "contributions" else name


def rows_of(tables: InputTables, name: str) -> Rows:
    """The rows of an input that are used."""
    columns = FILES[name].split("\n", 1)[0].split(",")
    rows = tables.rows(f"select {', '.join(columns)} from {table_of(name)}")
    return {row[0]: dict(zip(columns, row, strict=True)) for row in rows}


def same_columns(path: Path, name: str, file: File) -> list[str]:
    """The columns in which intact rows must be unchanged.

    These are the columns that a corrupted header still names in the same position.
    """
    columns = FILES[name].split("\n", 1)[0].split(",")
    if not file.is_header_changed:
        return columns
    header = CsvFile(path, header_of(SPECS[name])).header
    return [column for column, found in zip(columns, header, strict=False) if column == found]


def check_sums(report: InputReport, tables: InputTables) -> None:
    """Each row read is good, rejected or collapsed, and the good ones are in the table."""
    rejected = Counter(reject.file for reject in tables.rejects)
    for file in report.files:
        assert file.rows_read == file.good + file.rejected + file.collapsed
        assert file.rejected == rejected[file.file]
        ((used,),) = tables.rows(f"select count(*) from {table_of(file.input)}")
        assert used == file.good - file.replaced


def check_lines(report: InputReport, tables: InputTables, folder: Path) -> None:
    """Each rejected row is in its file at the line that the report says."""
    lines = {}
    for file in report.files:
        data = (folder / file.file).read_bytes()
        if file.encoding == "UTF-8" and not data.startswith(b"\x1f\x8b"):
            text = data.decode("utf-8-sig", "replace").replace("\0", "\ufffd")
            lines[file.file] = re.split("\r\n|\r|\n", text)
    for reject in tables.rejects:
        if reject.file in lines:
            assert re.split("\r\n|\r|\n", reject.row)[0] == lines[reject.file][reject.line - 1]


def reason_of(message: str, folder: Path) -> str:
    """Why the folder was refused, without numbers; the message is one line that names a path."""
    assert message.startswith(str(folder))
    assert "\n" not in message
    return re.sub(r"\d+", "N", message.split(": ", 1)[1].split(";")[0])


def try_once(
    seed: int, folder: Path, tables: InputTables, expected: dict[str, Rows]
) -> tuple[str, int, int]:
    """Corrupt files and read them.

    Returns how it ended, and how many intact rows are in the tables and how many are not.
    """
    random = Random(seed)
    files = {name: intact_file(text) for name, text in FILES.items()}
    for name in random.sample(list(files), random.choice([1, 1, 2, 3])):
        corrupt(files[name], random)
    folder.mkdir()
    paths = {name: folder / f"{name}.csv{'.gz' * file.is_gzip}" for name, file in files.items()}
    for name, path in paths.items():
        path.write_bytes(files[name].data())
    try:
        report = tables.read(folder, AS_OF)
    except ProgramError as error:
        return reason_of(str(error), folder), 0, 0
    check_sums(report, tables)
    check_lines(report, tables, folder)
    kept = missing = 0
    for name, path in paths.items():
        found, columns = rows_of(tables, name), same_columns(path, name, files[name])
        rows = {piece.row for piece in files[name].pieces}
        for key in (expected[name].keys() & rows) - files[name].changed:
            kept += key in found
            missing += key not in found
            if key in found:
                assert [found[key][c] for c in columns] == [expected[name][key][c] for c in columns]
    return ("rows and rejects" if report.rejects else "only rows"), kept, missing


@pytest.mark.parametrize(
    "tries",
    [
        pytest.param(40, marks=pytest.mark.short),
        pytest.param(60, marks=pytest.mark.slow(reason="takes a minute")),
    ],
)
def test_reading_corrupt_files_never_fails_with_a_traceback_or_changes_an_intact_row(
    tmp_path, report_figure, tries
):
    tables = InputTables()
    (tmp_path / "intact").mkdir()
    for name, text in FILES.items():
        for part, rows in {name: text, f"{name}-more": MORE_FILES[name]}.items():
            (tmp_path / "intact" / f"{part}.csv").write_text(rows, encoding="utf-8", newline="")
    assert tables.read(tmp_path / "intact", AS_OF).rejects == []
    expected = {name: rows_of(tables, name) for name in FILES}
    assert [len(rows) for rows in expected.values()] == [5 + 2, 10 + 2, 3 + 2]

    ends, kept, missing = Counter(), 0, 0
    for seed in range(tries):
        try:
            end, found, lost = try_once(seed, tmp_path / str(seed), tables, expected)
        except Exception as error:
            error.add_note(f"try {seed}: {tmp_path / str(seed)}")
            raise
        ends[end] += 1
        kept += found
        missing += lost
    assert ends.total() == tries
    assert min(ends["rows and rejects"], ends["only rows"]) > 0
    listed = "\n  ".join(f"{count:4} {end}" for end, count in ends.most_common())
    report_figure(
        f"{tries} tries, {kept:,} intact rows are unchanged, {missing:,} were not read, "
        f"0 changed\n  {listed}",
    )
