"""A file that is not read gets one line: what it is, and what reads it."""

import pytest

from data.inputs.unread_files import unread_files

from .folders import MVPS, written

IGNORED = "file ignored, "
LINES = {
    "mvps.xlsx": "it is an Excel workbook: open it in a spreadsheet program and save each sheet "
    "as CSV UTF-8",
    "People 2025.XLS": "it is an Excel workbook in the old format: open it in a spreadsheet "
    "program and save each sheet as CSV UTF-8",
    "events.ics": "it is a calendar: calendar programs read it; write its events as rows of "
    "contributions.csv or leaves.csv",
    "o'brien.json": "it is JSON: DuckDB reads it and writes Parquet: "
    "copy (from 'o''brien.json') to 'o''brien.parquet'",
    "contributions.csv.zip": "it is a zip archive: unpack it here",
    "leaves.tsv": "it is text with tabs between its cells: rename it to end in .csv",
    "contributions/jan.xlsx": "it is an Excel workbook: open it in a spreadsheet program and "
    "save each sheet as CSV UTF-8",
    "leaves.doc": "only files that end in .csv, .csv.gz or .parquet are read",
    "contributions (1).csv": "no input has that name; it looks like a second download of "
    "contributions.csv: delete one of the two, or rename it to contributions-1.csv to read both",
    "mvps - Copy.csv": "no input has that name; it looks like a second download of mvps.csv: "
    "delete one of the two, or rename it to mvps-Copy.csv to read both",
    "commitments.snappy.parquet": "no input has that name; rename it to "
    "commitments-snappy.parquet to read it",
    "contribution.csv": "no input has that name; rename it to contributions.csv if that is what "
    "it is",
    "holidays.csv": "no input has that name",
}


@pytest.mark.parametrize("name", LINES)
def test_a_file_that_is_not_read_is_explained_in_one_line(tmp_path, name):
    written(tmp_path, {"mvps.csv": MVPS})
    written((tmp_path / name).parent, {(tmp_path / name).name: b"?"})
    assert unread_files(tmp_path) == [f"{name}: {IGNORED}{LINES[name]}"]


def test_files_that_are_read_or_hold_no_data_are_not_mentioned(tmp_path):
    names = ["README", "notes.txt", "logo.png", ".hidden.xlsx", "~$mvps.xlsx", "_old.json"]
    written(tmp_path, {"mvps.csv": MVPS, "leaves.csv.gz": b"", **dict.fromkeys(names, b"?")})
    written(tmp_path / "leaves.parquet", {"part-0.parquet": b"", "_SUCCESS": b""})
    written(tmp_path / "contributions" / ".tmp", {"a.xlsx": b"?"})
    written(tmp_path / "contributions" / "year=2025", {"part-0.parquet": b""})
    assert unread_files(tmp_path) == []
