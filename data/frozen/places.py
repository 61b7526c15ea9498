"""Where the frozen checkpoints of a program are, unless `--checkpoints` names a folder."""

from pathlib import Path

from data.days.day import Day
from data.days.scope import Scope
from data.frozen.folder import frozen_in
from data.frozen.programs import known_on, of_others
from data.sql.one_row import one_row
from data.store.os_errors import as_program_error

_NAME = "checkpoints"  # in the folder of a program
# The folder of earlier versions, for every program: those of other programs are passed over there.
SHARED = Path(__file__).resolve().parents[1] / _NAME


def is_shared(folder: Path) -> bool:
    """Whether it is the folder of every program."""
    return folder.resolve() == SHARED


def folder_to_read(source: Path) -> Path | None:
    """The folder that a build of the program in `source` reads; None where there is none."""
    return next((folder for folder in (source / _NAME, SHARED) if folder.is_dir()), None)


def folder_to_write(day: Day) -> Path:
    """The folder into which a checkpoint of the program of `day` is frozen.

    It is the one that a build reads. Where that is not there, or has nothing of this program, it is
    the one in the folder of the program.

    Raises ProgramError when the folder cannot be read.
    """
    source = Path(str(one_row(day.query(Scope(everybody=True), "select source from build"))[0]))
    own, found = source / _NAME, folder_to_read(source)
    if not source.is_dir():  # a build of another machine
        return SHARED
    if found is None or found == own:
        return own
    with as_program_error(found):
        every = frozen_in(found)
        return own if every and len(of_others(every, known_on(day))) == len(every) else found
