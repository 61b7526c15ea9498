"""Files on the disk: copies that share their bytes, and how they move and go."""

import errno
import filecmp
import shutil
from contextlib import suppress
from pathlib import Path

from data.store.replacing import replacement, sync_folder

Signature = tuple[int, int]  # size, and time of the last change in nanoseconds


def signature(path: Path) -> Signature | None:
    """What differs when a file was replaced or written to; None when it is not there."""
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns)


def are_same(one: Path, other: Path) -> bool:
    """Whether both are there with the same bytes, or neither is there; raises OSError."""
    if not (one.exists() and other.exists()):
        return not (one.exists() or other.exists())
    return one.samefile(other) or filecmp.cmp(one, other, shallow=False)


def share(source: Path, target: Path) -> None:
    """Make `target`, which is not there, a hard link to the file `source`, or else a copy of it.

    A link to a file is followed. Raises OSError.
    """
    source = source.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.ENOENT, errno.EEXIST):
            raise
        shutil.copy2(source, target)


def move(source: Path, target: Path) -> None:
    """Put the file `source` in the place of `target` in one step; raises OSError."""
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with replacement(target) as file, source.open("rb") as data:
            shutil.copyfileobj(data, file)
    source.unlink(missing_ok=True)  # both were names of one file, or the target is on another disk


def settle_on_disk(folders: set[Path]) -> None:
    """Wait until the names in these folders are on the disk, where the system can say so."""
    for folder in folders:
        with suppress(OSError):
            sync_folder(folder)


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner can open, and that git leaves out; returns it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        with replacement(ignored) as file:
            file.write(b"*\n")
    return folder


def delete(path: Path) -> None:
    """Delete a folder with all that is in it, if it is there; raises OSError."""
    if path.is_dir():
        shutil.rmtree(path)
