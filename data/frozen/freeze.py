"""Checkpoints as they were told: each kept once as a folder, with its corrections beside it."""

import tempfile
from datetime import date
from pathlib import Path

from data.days.day import Day
from data.errors import ProgramError
from data.frozen.folder import REASON, SUMS, Frozen, frozen_in, sum_of
from data.frozen.past_checkpoints import refuse_other_days
from data.outputs.snapshot import write_snapshot
from data.store.os_errors import as_program_error

CHECKPOINTS = Path(__file__).resolve().parents[1] / "checkpoints"


def freeze(day: Day, checkpoints: Path, today: date, reason: str | None = None) -> Frozen:
    """Keep the snapshot of `day` under `checkpoints`, as a correction when there is a `reason`.

    A record is there whole or not at all, and none is ever changed.

    Raises ProgramError when the day is no checkpoint that has passed, when the checkpoint is kept
    already, when there is nothing to correct, or when the folder cannot be written.
    """
    refuse_other_days(day, day.as_of, today)
    with as_program_error(checkpoints):
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
