"""What a folder of input files holds, without leaving it: links, devices and very large folders.

A folder of input files may be a share into which other people and programs write. So a link must
not lead a build to other files of the machine, and nothing in it may keep a build waiting.
"""

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from data.errors import ProgramError

MOST_ENTRIES = 100_000  # files and folders, in one folder of input files
DEEPEST_FOLDER = 32  # folders inside one another, from the folder of an input on
_NO_TEXT = {"Cc", "Cs"}  # the Unicode categories of control characters and of invalid bytes


def entries(folder: Path) -> Iterator[Path]:
    """The files and folders directly in `folder`; raises ProgramError when there are too many."""
    for number, path in enumerate(folder.iterdir()):
        if number == MOST_ENTRIES:
            raise _too_many(folder)
        yield path


def files_below(folder: Path) -> list[Path]:
    """All files in `folder` at any depth, sorted; a file or a missing folder has none.

    Names that begin with `.` or `_`, with which writers mark unfinished files, are left out, and so
    is everything in such folders.

    Raises ProgramError when there are too many, when folders are nested too deep, and for a folder
    inside that is a link: it could lead out of `folder` or in a circle.
    """
    if not folder.is_dir():
        return []
    found: list[Path] = []
    waiting, count = [(folder, 1)], 0
    while waiting:
        inside, depth = waiting.pop()
        for path in entries(inside):
            if path.name.startswith((".", "_")):
                continue
            if (count := count + 1) > MOST_ENTRIES:
                raise _too_many(folder)
            if not path.is_dir():
                found.append(path)
            elif path.is_symlink():
                raise ProgramError(f"{path}: is a link to a folder; put the folder itself there")
            elif depth == DEEPEST_FOLDER:
                raise ProgramError(
                    f"{inside}: has folders more than {DEEPEST_FOLDER} deep; move the files up"
                )
            else:
                waiting.append((path, depth + 1))
    return sorted(found)


def refuse_unusable(path: Path, folder: Path) -> None:
    """Raise ProgramError unless `path` is a file or a folder inside `folder`, with a usable name.

    A link is followed: what it leads to must be in `folder` too.
    """
    if any(unicodedata.category(letter) in _NO_TEXT for letter in path.name):
        raise ProgramError(
            f"{path}: has a name with characters that are not text; rename it and build again"
        )
    root, target = (Path(os.path.realpath(place)) for place in (folder, path))
    if not target.is_relative_to(root):
        raise ProgramError(
            f"{path}: is a link to a place outside {folder}; put the file itself there"
        )
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise ProgramError(f"{path}: cannot be read: {error.strerror}") from None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise ProgramError(f"{path}: is not a file but a device, a pipe or a socket; remove it")


def _too_many(folder: Path) -> ProgramError:
    return ProgramError(
        f"{folder}: has more than {MOST_ENTRIES:,} files; keep only the input files in it"
    )
