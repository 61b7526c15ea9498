"""One name, many builds: the database that readers open is a link to the newest build.

Each build is a file of its own beside the link, `<stem>-<build id>.duckdb`. The link is swapped
atomically, so a reader opens the old build or the new one, never a half. Where links cannot be made
(Windows without the right), the name is a small text file that holds the build's file name.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import ProgramError

KEPT_BUILDS = 3
_LONGEST_NAME = 255


def new_build_id() -> str:
    """The time in UTC, to the microsecond: build ids sort by time."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def build_path(database: Path, build_id: str) -> Path:
    """Where the build lies whose name readers know as `database`."""
    return database.with_name(f"{database.stem}-{build_id}.duckdb")


def builds(database: Path) -> list[Path]:
    """The kept builds of `database`, oldest first."""
    named = re.compile(rf"{re.escape(database.stem)}-\d{{8}}T\d{{12}}Z\.duckdb")
    return sorted(path for path in database.parent.iterdir() if named.fullmatch(path.name))


def current(database: Path) -> Path:
    """The file that `database` stands for now.

    Raises ProgramError when there is none.
    """
    if database.is_file() and not database.is_symlink() and _is_small(database):
        named = database.with_name(database.read_text(encoding="utf-8").strip())
        if named in builds(database):
            return named
    if not database.exists():
        raise ProgramError(f"{database}: no database there; make one with python -m data build")
    return database.resolve()


@contextmanager
def only_builder(database: Path) -> Iterator[None]:
    """Hold the right to build `database`; the operating system takes it back from a dead process.

    Raises ProgramError at once when another build holds it, or when `database` is a file that no
    build made.
    """
    if database.is_file() and not database.is_symlink() and not _is_small(database):
        raise ProgramError(f"{database}: is not a link made by build; move that file away first")
    lock = FileLock(database.with_name(f"{database.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise ProgramError(f"{database}: another build is running; wait until it is done") from None
    try:
        yield
    finally:
        lock.release()


def publish(database: Path, built: Path) -> None:
    """Make `database` stand for the file `built`, and drop all but the newest builds."""
    beside = database.with_name(f"{database.name}.new")
    with suppress(FileNotFoundError):
        beside.unlink()
    try:
        beside.symlink_to(built.name)
    except OSError:
        beside.write_text(built.name, encoding="utf-8")
    beside.replace(database)
    for old in builds(database)[:-KEPT_BUILDS]:
        with suppress(PermissionError):  # Windows: a reader still has it open
            old.unlink()


def _is_small(path: Path) -> bool:
    return path.stat().st_size <= _LONGEST_NAME
