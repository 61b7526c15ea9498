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
_BUILD_ID = r"\d{8}T\d{12}Z"


def new_build_id() -> str:
    """The time in UTC, to the microsecond: build ids sort by time."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def build_path(database: Path, build_id: str) -> Path:
    """Where the build lies whose name readers know as `database`."""
    return database.with_name(f"{database.stem}-{build_id}.duckdb")


def builds(database: Path) -> list[Path]:
    """The kept builds of `database`, oldest first."""
    return sorted(path for path in database.parent.iterdir() if _is_build(database, path.name))


def unfinished(database: Path) -> list[Path]:
    """What builds of `database` left that failed or were killed."""
    named = re.compile(rf"{re.escape(database.stem)}-{_BUILD_ID}\.building.*")
    return [path for path in database.parent.iterdir() if named.fullmatch(path.name)]


def current(database: Path) -> Path:
    """The file that `database` stands for now.

    Raises ProgramError when there is none.
    """
    named = _named_in_text(database) or database.resolve()
    if not named.exists():
        raise ProgramError(f"{database}: no database there; make one with python -m data build")
    return named


@contextmanager
def only_builder(database: Path) -> Iterator[None]:
    """Hold the right to build `database`; the operating system takes it back from a dead process.

    Raises ProgramError at once when another build holds it, or when `database` is a file that no
    build made.
    """
    if database.exists() and not database.is_symlink() and not _named_in_text(database):
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
    others = [path for path in builds(database) if path.name != built.name]
    for old in others[: 1 - KEPT_BUILDS]:
        with suppress(PermissionError):  # Windows: a reader still has it open
            old.unlink()


def _is_build(database: Path, name: str) -> bool:
    return bool(re.fullmatch(rf"{re.escape(database.stem)}-{_BUILD_ID}\.duckdb", name))


def _named_in_text(database: Path) -> Path | None:
    """The build that `database` names where it is a text file and no link."""
    if database.is_symlink() or not database.is_file() or database.stat().st_size > _LONGEST_NAME:
        return None
    name = database.read_bytes().decode("utf-8", errors="replace").strip()
    return database.with_name(name) if _is_build(database, name) else None
