"""Writes the input files of the sample."""

import csv
import errno
from collections.abc import Iterable
from pathlib import Path

from data.inputs.contract import INPUTS

Row = dict[str, object]  # column -> value; a column that is left out is empty in the file

COLUMNS = {spec.name: spec.column_names for spec in INPUTS}


def input_of(file_name: str) -> str:
    """The input that a file belongs to: `contributions` for `contributions-2025.csv`."""
    return Path(file_name).stem.replace("_", "-").split("-")[0]


def write_rows(folder: Path, file_name: str, rows: Iterable[Row]) -> int:
    """Write a file with all columns of its input; returns the number of rows.

    Raises OSError when the file cannot be written, ValueError for a column that does not exist.
    """
    count = 0
    with (folder / file_name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS[input_of(file_name)], lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def refuse_other_files(folder: Path, file_names: Iterable[str]) -> None:
    """Raise FileExistsError when `folder` has input files other than `file_names`.

    A build reads every input file in a folder, so it would mix these files with the sample.
    """
    written = set(file_names)
    others = sorted(
        path.name
        for path in folder.iterdir()
        if path.suffix in {".csv", ".parquet"}
        and input_of(path.name) in COLUMNS
        and path.name not in written
    )
    if others:
        message = f"has other input files ({', '.join(others)}); choose an empty folder"
        raise FileExistsError(errno.EEXIST, message, str(folder))
