"""Writes the input files of the sample."""

import csv
import errno
from collections.abc import Iterable
from pathlib import Path

from data.inputs.contract import INPUTS, Kind
from data.settings.model import Settings

Row = dict[str, object]  # column -> value; a column that is left out is empty in the file

_INPUTS = {spec.name: spec for spec in INPUTS}


def input_of(file_name: str) -> str:
    """The input that a file belongs to: `contributions` for `contributions-2025.csv`."""
    return Path(file_name).stem.replace("_", "-").split("-")[0]


def is_file_of(parts: frozenset[str], file_name: str) -> bool:
    """Whether a program with these parts has the input of a file."""
    part = _INPUTS[input_of(file_name)].part
    return part is None or part in parts


def columns_of(settings: Settings, file_name: str) -> list[str]:
    """The columns of a file in a program; points are there where a track counts them.

    Who asked is not made up.
    """
    has_points = any(track.counted_in == "points" for track in settings.tracks.values())
    return [
        column.name
        for column in _INPUTS[input_of(file_name)].columns
        if (has_points or column.kind != Kind.POINTS)
        and column.kind != Kind.SOMEBODY
        and (column.part is None or column.part in settings.has)
    ]


def write_rows(path: Path, columns: list[str], rows: Iterable[Row]) -> int:
    """Write a file with these columns; a row may have others. Returns the number of rows.

    Raises OSError when the file cannot be written.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
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
        and input_of(path.name) in _INPUTS
        and path.name not in written
    )
    if others:
        message = f"has other input files ({', '.join(others)}); choose an empty folder"
        raise FileExistsError(errno.EEXIST, message, str(folder))
