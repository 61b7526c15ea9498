"""The folders below raw/ in which the pages of each run are: NAME-DATE, NAME-DATE-2, …

A run is written under a name that builds ignore and renamed when it is complete, so there is never
a part of one.
"""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import uuid4

from data.errors import ProgramError
from data.inputs.accounts import RAW
from data.store.os_errors import as_program_error

_WORK = ".fetching-"
_LEFT_OVER = 86_400  # seconds after which a run that never ended is removed


def folder_of(folder: Path, source: str) -> Path:
    """The folder of a source in raw/; raises ProgramError when its name is not one of a folder."""
    if not source.isprintable() or re.search(r'^[._~]|[/\\:*?"<>|]|[. ]$', source):
        raise ProgramError(f"source: {source!r} cannot be the name of a folder in raw/")
    path = folder / RAW / source
    if path.is_symlink() or path.parent.is_symlink():
        raise ProgramError(f"{path}: is a link; put a folder in its place")
    return path


def newest_run(folder: Path, name: str, before: date | None = None) -> tuple[date, Path] | None:
    """The newest run of the mapping `name` in a folder of a source, with its day."""
    pattern = re.compile(re.escape(name) + r"-(\d{4}-\d\d-\d\d)(?:-(\d{1,6}))?")
    runs = []
    for path in folder.iterdir() if folder.is_dir() else ():
        if (found := pattern.fullmatch(path.name)) and path.is_dir():
            try:
                day = date.fromisoformat(found[1])
            except ValueError:
                continue
            if before is None or day < before:
                runs.append((day, int(found[2] or 1), path))
    return (max(runs)[0], max(runs)[2]) if runs else None


@contextmanager
def new_run(folder: Path) -> Iterator[Path]:
    """A folder for the pages of a run; it is gone afterwards unless it was published."""
    with as_program_error(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"{_WORK}*"):
            if time.time() - old.stat().st_mtime > _LEFT_OVER:
                shutil.rmtree(old, ignore_errors=True)
        work = folder / f"{_WORK}{uuid4().hex}"
        work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def write_page(work: Path, name: str, content: bytes) -> None:
    """Write a page to the disk."""
    with as_program_error(work / name), (work / name).open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def publish(work: Path, folder: Path, name: str, today: date) -> None:
    """Give a run its name, unless the newest one has the same pages."""
    newest = newest_run(folder, name)
    if newest and _pages(newest[1]) == _pages(work):
        return
    number = 1
    while True:
        path = folder / (f"{name}-{today}" if number == 1 else f"{name}-{today}-{number}")
        if not path.exists():
            break
        number += 1
    with as_program_error(path):
        work.rename(path)


def _pages(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
