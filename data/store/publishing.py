"""One name, many builds: the database that readers open is a link to the newest build.

Each build is a file of its own beside the link, `<stem>-<build id>.duckdb`. The link is swapped
atomically, so a reader opens the old build or the new one, never a half. Where links cannot be made
(Windows without the right), the name is a small text file that holds the build's file name.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from data.errors import ProgramError
from data.store.connect import attach, newest
from data.store.locations import DatabaseUrl, Location
from data.store.os_errors import as_program_error

DEFAULT_DATABASE = Path(__file__).resolve().parents[1] / "mvp.duckdb"
KEPT_BUILDS = 3
_LONGEST_NAME = 255
_BUILD_ID = r"\d{8}T\d{12}Z"
_MOMENT = "%Y%m%dT%H%M%S%fZ"


class Served(NamedTuple):
    """A build that readers get: its file, when it was built (UTC), and as of when."""

    path: Path
    built_at: datetime
    as_of: date


def new_build_id() -> str:
    """The time in UTC, to the microsecond: build ids sort by time."""
    return datetime.now(UTC).strftime(_MOMENT)


def begun_at(build: Path) -> datetime:
    """When the build in that file was begun, in UTC."""
    build_id = build.stem.rpartition("-")[2]
    return datetime.strptime(build_id, _MOMENT).replace(tzinfo=UTC)


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


def is_named(database: Path) -> bool:
    """Whether the name `database` is there and was made by a build."""
    return _named(database) is not None


def current(database: Location) -> Location:
    """The build that `database` stands for now: a file, or an address with its build pinned.

    Raises ProgramError when there is none.
    """
    if isinstance(database, DatabaseUrl):
        return newest(database)
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
    """Make `database` stand for the file `built`, and drop builds that are no longer needed.

    Kept are `built` and the newest of those before it. What was rolled back has its successor now.
    """
    replaced = _named(database)
    try:
        _swap(database, built)
    except OSError:
        built.unlink()
        raise
    others = [path for path in builds(database) if path.name != built.name]
    rolled_back = [path for path in others if replaced and path.name > replaced.name]
    earlier = [path for path in others if path not in rolled_back]
    for old in [*rolled_back, *earlier[: 1 - KEPT_BUILDS]]:
        with suppress(PermissionError):  # Windows: a reader still has it open
            old.unlink()


def roll_back(database: Path) -> Served:
    """Make `database` stand for the build before the one it stands for, which is returned.

    The build that is rolled back stays where it is until the next build.

    Raises ProgramError when no such build is kept, or when it cannot be read.
    """
    named = _named(database)
    if named is None:
        raise ProgramError(f"{database}: no database there; make one with python -m data build")
    with as_program_error(database), only_builder(database):
        earlier = [path for path in builds(database) if path.name < named.name]
        if not earlier:
            raise ProgramError(f"{database}: no build before {named.name} is kept")
        before = attach(earlier[-1]).execute("select built_at, as_of from build.build").fetchone()
        _swap(database, earlier[-1])
    return Served(earlier[-1], *before)


def _swap(database: Path, build: Path) -> None:
    """Make `database` stand for `build`, in one step."""
    beside = database.with_name(f"{database.name}.new")
    with suppress(FileNotFoundError):
        beside.unlink()
    try:
        beside.symlink_to(build.name)
    except OSError:
        beside.write_text(build.name, encoding="utf-8")
    beside.replace(database)


def _is_build(database: Path, name: str) -> bool:
    return bool(re.fullmatch(rf"{re.escape(database.stem)}-{_BUILD_ID}\.duckdb", name))


def _named(database: Path) -> Path | None:
    """The build that `database` names, whether it is still there or not."""
    if database.is_symlink():
        return database.with_name(database.readlink().name)
    return _named_in_text(database)


def _named_in_text(database: Path) -> Path | None:
    """The build that `database` names where it is a text file and no link."""
    if database.is_symlink() or not database.is_file() or database.stat().st_size > _LONGEST_NAME:
        return None
    name = database.read_bytes().decode("utf-8", errors="replace").strip()
    return database.with_name(name) if _is_build(database, name) else None
