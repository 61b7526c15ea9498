"""Files that are replaced in one step: whoever reads one gets the old bytes or the new ones."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

# What systems and shares say that have no such thing as a folder on the disk.
_CANNOT_SYNC = (errno.EACCES, errno.EBADF, errno.EINVAL, errno.ENOTSUP)


@contextmanager
def replacement(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, which takes the place of `path` in one step when it is complete.

    Whoever reads `path` gets the old bytes or the new ones, and so does another name of the old
    file. When anything is raised, `path` stays as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    work = beside(path)
    try:
        with work.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            work.chmod(path.stat().st_mode)
        work.replace(path)
    finally:
        work.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """The name under which a file is written before it takes its place."""
    return path.with_name(f".{path.name[:50]}.new")


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can say so.

    Raises OSError when the disk fails.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
