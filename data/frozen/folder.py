"""The folder of a frozen checkpoint: its name, its files, and the records that lie together."""

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.errors import ProgramError

REASON = "reason.txt"  # of a correction only
SUMS = "SHA256SUMS"  # of every other file of the folder, in the format of sha256sum
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-([2-9]|[1-9]\d+))?")


@dataclass(frozen=True)
class Frozen:
    """A record of what was told at a checkpoint: the first has number 1, corrections follow."""

    folder: Path
    checkpoint: date
    number: int


def frozen_in(checkpoints: Path) -> list[Frozen]:
    """What is kept under `checkpoints`, by date and number; files and hidden folders are passed by.

    Raises ProgramError for a folder that `freeze` cannot have made, and for a correction without
    what it corrects.
    """
    found = []
    for folder in checkpoints.iterdir():
        if folder.is_dir() and not folder.name.startswith("."):
            found.append(_frozen(folder))
    found.sort(key=lambda kept: (kept.checkpoint, kept.number))
    known = {(kept.checkpoint, kept.number) for kept in found}
    for kept in found:
        if kept.number > 1 and (kept.checkpoint, kept.number - 1) not in known:
            raise ProgramError(
                f"{kept.folder}: what it corrects is not beside it; bring that folder back"
            )
    return found


def sum_of(content: bytes) -> str:
    """What SHA256SUMS says of a file with that content."""
    return hashlib.sha256(content).hexdigest()


def _frozen(folder: Path) -> Frozen:
    if name := _NAME.fullmatch(folder.name):
        with suppress(ValueError):  # the 31st of June
            return Frozen(folder, date.fromisoformat(name[1]), int(name[2] or 1))
    raise ProgramError(
        f"{folder}: is no checkpoint such as 2026-07-31, nor a correction such as "
        "2026-07-31-2; move it away"
    )
