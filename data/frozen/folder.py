"""The folder of a frozen checkpoint: its name and its files (docs/contract.md)."""

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.errors import ProgramError
from data.settings.saying import in_own_words

REASON = "reason.txt"  # only in a correction
PROGRAM = "program.txt"  # what the program calls itself; earlier versions did not write it
SUMS = "SHA256SUMS"  # the digests of all other files, in the format of sha256sum
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-([2-9]|[1-9]\d+))?")


@dataclass(frozen=True)
class Frozen:
    """A frozen checkpoint: `number` is 1, or 2 and more for its corrections."""

    folder: Path
    checkpoint: date
    number: int


def frozen_in(checkpoints: Path) -> list[Frozen]:
    """The frozen checkpoints in the folder `checkpoints`, by date and number.

    Files and hidden folders are ignored. Raises ProgramError for any other folder that `freeze`
    cannot have made, and for a correction whose original is missing.
    """
    found = [
        _frozen(folder)
        for folder in checkpoints.iterdir()
        if folder.is_dir() and not folder.name.startswith(".")
    ]
    found.sort(key=lambda frozen: (frozen.checkpoint, frozen.number))
    known = {(frozen.checkpoint, frozen.number) for frozen in found}
    for frozen in found:
        if frozen.number > 1 and (frozen.checkpoint, frozen.number - 1) not in known:
            raise ProgramError(
                f"{frozen.folder}: the folder that it corrects is missing; restore that folder"
            )
    return found


def digest_of(content: bytes) -> str:
    """The digest of a file with that content, as SHA256SUMS has it."""
    return hashlib.sha256(content).hexdigest()


def _frozen(folder: Path) -> Frozen:
    if name := _NAME.fullmatch(folder.name):
        with suppress(ValueError):  # a date such as June 31
            return Frozen(folder, date.fromisoformat(name[1]), int(name[2] or 1))
    text = (
        "{folder}: is neither a checkpoint such as 2026-07-31 nor a correction such as "
        "2026-07-31-2; move it away"
    )
    raise ProgramError(in_own_words(text, folder=folder))
