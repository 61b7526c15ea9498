"""The files of a program's folder by their places, and copies of all of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from data.bring.disk import share
from data.errors import ProgramError
from data.inputs.folder import entries, refuse_unusable
from data.sources.folder import source_files

ChangeKind = Literal["new", "changed", "removed"]
HIDDEN = (".", "_", "~")  # names that begin so are not read


@dataclass(frozen=True)
class FileChange:
    """What becomes of a file of the program, which is named by its place.

    `is_disputed`: somebody changed the file in the program's folder as well since it was copied.
    """

    place: str
    kind: ChangeKind
    is_disputed: bool = False


def program_files(folder: Path) -> dict[str, Path]:
    """The files of a program's folder by their places, such as `raw/forum/posts.csv`.

    These are the files that a build reads, and the other files directly in `folder`, which a build
    mentions. Files that a build cannot use, such as a link that leads out, are left out.

    Raises ProgramError when `folder` is no folder, or has too many files.
    """
    beside = [path for path in entries(folder) if path.is_file()] if folder.is_dir() else []
    files = {*source_files(folder), *beside}
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(files)
        if not path.name.startswith(HIDDEN) and is_usable(path, folder)
    }


def copy_program(folder: Path, target: Path) -> None:
    """Make the new folder `target` with the files of a program; they share their bytes if possible.

    Raises OSError, and ProgramError like `program_files`.
    """
    target.mkdir(parents=True)
    for place, path in program_files(folder).items():
        share(path, target / place)


def is_usable(path: Path, folder: Path) -> bool:
    """Whether it is a file that a build of `folder` can use, and no link that leads out of it."""
    try:
        refuse_unusable(path, folder)
    except ProgramError:
        return False
    return path.is_file()
