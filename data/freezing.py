"""Checkpoints as they were told: each kept once as a folder, with its corrections beside it."""

import hashlib
import re
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.checkpoint_days import refuse_other_days
from data.day import Day
from data.errors import ProgramError
from data.limits import in_one_line
from data.snapshot import write_snapshot

CHECKPOINTS = Path(__file__).resolve().parent / "checkpoints"
REASON = "reason.txt"  # of a correction only
SUMS = "SHA256SUMS"  # of every other file of the folder, in the format of sha256sum
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-([2-9]|[1-9]\d+))?")


@dataclass(frozen=True)
class Frozen:
    """A record of what was told at a checkpoint: the first has number 1, corrections follow."""

    folder: Path
    checkpoint: date
    number: int


def freeze(day: Day, checkpoints: Path, today: date, reason: str | None = None) -> Frozen:
    """Keep the snapshot of `day` under `checkpoints`, as a correction when there is a `reason`.

    A record is there whole or not at all, and none is ever changed.

    Raises ProgramError when the day is no checkpoint that has passed, when the checkpoint is kept
    already, when there is nothing to correct, or when the folder cannot be written.
    """
    refuse_other_days(day, day.as_of, today)
    with in_one_line(checkpoints):
        checkpoints.mkdir(parents=True, exist_ok=True)
        earlier = [kept for kept in frozen_in(checkpoints) if kept.checkpoint == day.as_of]
        reason = reason and " ".join(reason.split())
        if earlier and not reason:
            raise ProgramError(
                f"{earlier[0].folder}: is kept already and stays as it was told; "
                "say why with --reason to keep a correction beside it"
            )
        if reason and not earlier:
            raise ProgramError(
                f"{checkpoints / str(day.as_of)}: is not there, so there is nothing to correct; "
                "leave --reason out"
            )
        number = len(earlier) + 1
        folder = checkpoints / (f"{day.as_of}-{number}" if earlier else f"{day.as_of}")
        _write(day, folder, reason)
    return Frozen(folder, day.as_of, number)


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
    try:
        day, number = _NAME.fullmatch(folder.name).groups()
        return Frozen(folder, date.fromisoformat(day), int(number or 1))
    except (AttributeError, ValueError):
        raise ProgramError(
            f"{folder}: is no checkpoint such as 2026-07-31, nor a correction such as "
            "2026-07-31-2; move it away"
        ) from None


def _write(day: Day, folder: Path, reason: str | None) -> None:
    """Write the folder under another name first, so that it is never there in half."""
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder.parent) as unfinished:
        work = Path(unfinished) / folder.name
        write_snapshot(day, work)
        if reason:
            (work / REASON).write_text(f"{reason}\n", encoding="utf-8", newline="")
        sums = [f"{sum_of(path.read_bytes())}  {path.name}\n" for path in sorted(work.iterdir())]
        (work / SUMS).write_text("".join(sums), encoding="utf-8", newline="")
        work.rename(folder)
