"""A file that is not read gets one line: what it is, and what reads it."""

import pytest

from data.inputs.unread_files import unread_files

from .folders import MVPS, written

IGNORED = "file ignored, "
LINES = {
    "mvps.xlsx": "it is an Excel workbook: put it into raw/, and `python -m data connect "
    "raw/mvps.xlsx` proposes how it is read",
    "People 2025.XLS": "it is an Excel workbook in the old format: put it into raw/, and `python "
    "-m data connect 'raw/People 2025.XLS'` proposes how it is read",
    "list.numbers": "it is a Numbers workbook: export it as .xlsx and put that into raw/",
    "events.ics": "it is a calendar: put it into raw/, and `python -m data connect raw/events.ics` "
    "proposes how it is read",
    "posts.json": "it is JSON: put it into raw/, and `python -m data connect raw/posts.json` "
    "proposes how it is read",
    "contributions.csv.zip": "it is a zip archive: unpack it here, or put it into raw/, and "
    "`python -m data connect raw/contributions.csv.zip` proposes how it is read",
    "all.7z": "it is a compressed file or archive: unpack it here",
    "leaves.tsv": "it is text with tabs between its cells: rename it to end in .csv",
    "contributions/jan.xlsx": "it is an Excel workbook: put it into raw/, and `python -m data "
    "connect raw/jan.xlsx` proposes how it is read",
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
    written(tmp_path / "raw" / "forum", {"a.xlsx": b"?", "b.csv": b"?"})
    written(tmp_path / "sources", {"forum.toml": b"", "forum.sql": b""})
    written(tmp_path, {"accounts.csv": b"source,account,mvp_id\n"})
    assert unread_files(tmp_path) == []
