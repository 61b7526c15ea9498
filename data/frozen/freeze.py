"""Keeps a checkpoint as it was published, once, with its corrections beside it."""

import tempfile
from datetime import date
from pathlib import Path

from data.days.day import Day
from data.errors import ProgramError
from data.frozen.folder import PROGRAM, REASON, SUMS, Frozen, digest_of, frozen_in
from data.frozen.past_checkpoints import refuse_unless_past
from data.frozen.programs import known_on, refuse_others
from data.outputs.snapshot import write_snapshot
from data.store.os_errors import as_program_error


def freeze(day: Day, checkpoints: Path, today: date, reason: str | None = None) -> Frozen:
    """Keep the snapshot of `day` in the folder `checkpoints`; a `reason` makes it a correction.

    The folder of the snapshot is complete or does not exist. No existing one is changed.

    Raises ProgramError when the day is not a past checkpoint, when the checkpoint is frozen and
    there is no reason, when there is nothing to correct, when `checkpoints` has some of another
    program, or when the folder cannot be written.
    """
    refuse_unless_past(day, day.as_of, today)
    with as_program_error(checkpoints):
        checkpoints.mkdir(parents=True, exist_ok=True)
        every = frozen_in(checkpoints)
        refuse_others(every, known_on(day))
        earlier = [frozen for frozen in every if frozen.checkpoint == day.as_of]
        reason = reason and " ".join(reason.split())
        if earlier and not reason:
            raise ProgramError(
                f"{earlier[0].folder}: is frozen already and never changes; "
                "give a --reason to keep a correction beside it"
            )
        if reason and not earlier:
            raise ProgramError(
                f"{checkpoints / str(day.as_of)}: does not exist, so there is nothing to correct; "
                "leave --reason out"
            )
        number = len(earlier) + 1
        folder = checkpoints / (f"{day.as_of}-{number}" if earlier else f"{day.as_of}")
        _write(day, folder, reason)
    return Frozen(folder, day.as_of, number)


def _write(day: Day, folder: Path, reason: str | None) -> None:
    """Write the folder under another name and rename it, so that it is never incomplete."""
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder.parent) as unfinished:
        work = Path(unfinished) / folder.name
        write_snapshot(day, work)
        (work / PROGRAM).write_text(f"{day.words.program}\n", encoding="utf-8", newline="")
        if reason:
            (work / REASON).write_text(f"{reason}\n", encoding="utf-8", newline="")
        sums = [f"{digest_of(path.read_bytes())}  {path.name}\n" for path in sorted(work.iterdir())]
        (work / SUMS).write_text("".join(sums), encoding="utf-8", newline="")
        work.rename(folder)
