"""The input files of the contract, and how their rows reach the disk."""

import csv
import errno
from collections.abc import Iterable, Sequence
from pathlib import Path

Row = tuple[object, ...]  # the cells of a line, in the order of the file's columns

COLUMNS = {
    "mvps": "mvp_id name email entered_on team country timezone using_since nda_signed_on"
    " left_on left_reason",
    "commitments": "mvp_id year track",
    "contributions": "contribution_id mvp_id track kind occurred_at title url accepted",
    "leaves": "mvp_id from_on to_on reason",
    "certifications": "mvp_id certification level taken_on passed expires_on",
    "renewals": "mvp_id year invited_on decision decided_on renewed_on",
    "nominations": "nomination_id nominee_name nominee_email nominated_by nominated_on reason"
    " using_since certification_level decision decided_on mvp_id",
    "feedback": "nomination_id reviewer given_on recommendation comment",
    "benefits": "mvp_id benefit granted_on revoked_on",
    "sources": "track complete_until",
    "access": "email role team",
}


def subject_of(file_name: str) -> str:
    """The subject a file belongs to: `contributions-2025.csv` is one of `contributions`."""
    return Path(file_name).stem.replace("_", "-").split("-")[0]


def write_rows(folder: Path, file_name: str, rows: Iterable[Sequence[object]]) -> int:
    """Writes one file with its header, nulls empty, dates ISO; returns the rows written.

    Raises OSError when the file cannot be written.
    """
    count = 0
    with (folder / file_name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS[subject_of(file_name)].split())
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def refuse_a_mix(folder: Path, file_names: Iterable[str]) -> None:
    """Raises FileExistsError when the folder holds input files that would not be overwritten.

    A build reads every input file of a folder, so a file left from another sample would be mixed
    into this one.
    """
    written = set(file_names)
    others = sorted(
        path.name
        for path in folder.iterdir()
        if path.suffix in {".csv", ".parquet"}
        and subject_of(path.name) in COLUMNS
        and path.name not in written
    )
    if others:
        names = ", ".join(others)
        message = f"holds input files of something else ({names}); choose an empty folder"
        raise FileExistsError(errno.EEXIST, message, str(folder))
