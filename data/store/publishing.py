"""One name, many builds: the database that readers open is a link to the newest build.

Each build is a file of its own beside the link, `<stem>-<build id>.duckdb`. The link is swapped
in one step, so a reader opens the old build or the new one, never part of one. Where links cannot
be made (on Windows without the permission), the name is a small text file that holds the name of
the build's file.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from data.errors import ProgramError
from data.sql.one_row import one_row
from data.store.connect import attach, pin_newest
from data.store.locations import DatabaseUrl, Location
from data.store.os_errors import as_program_error

DEFAULT_DATABASE = Path(__file__).resolve().parents[1] / "mvp.duckdb"
KEPT_BUILDS = 3
_LONGEST_NAME = 255
_BUILD_ID = r"\d{8}T\d{12}Z"
_BUILD_ID_FORMAT = "%Y%m%dT%H%M%S%fZ"


class Served(NamedTuple):
    """The build that readers see: its file, when it was built (UTC), and its as-of date."""

    path: Path
    built_at: datetime
    as_of: date


def new_build_id() -> str:
    """The time in UTC, to the microsecond: build ids sort by time."""
    return datetime.now(UTC).strftime(_BUILD_ID_FORMAT)


def is_build_id(text: str) -> bool:
    """Whether it is one of `new_build_id`."""
    return bool(re.fullmatch(_BUILD_ID, text))


def time_of(build_id: str) -> datetime:
    """The time in a build id, in UTC."""
    return datetime.strptime(build_id, _BUILD_ID_FORMAT).replace(tzinfo=UTC)


def begun_at(build: Path) -> datetime:
    """When the build in that file was started, in UTC."""
    return time_of(build.stem.rpartition("-")[2])


def build_path(database: Path, build_id: str) -> Path:
    """The file of a build of `database`."""
    return database.with_name(f"{database.stem}-{build_id}.duckdb")


def builds(database: Path) -> list[Path]:
    """The kept builds of `database`, oldest first."""
    return sorted(path for path in database.parent.iterdir() if _is_build(database, path.name))


def unfinished(database: Path) -> list[Path]:
    """The files that failed or killed builds of `database` left behind."""
    named = re.compile(rf"{re.escape(database.stem)}-{_BUILD_ID}\.building.*")
    return [path for path in database.parent.iterdir() if named.fullmatch(path.name)]


def is_alone(database: Path) -> bool:
    """Whether no other database has builds in the folder of `database`."""
    of_any = re.compile(rf".*-{_BUILD_ID}\.duckdb")
    names = (path.name for path in database.parent.iterdir())
    return not any(of_any.fullmatch(name) and not _is_build(database, name) for name in names)


def is_named(database: Path) -> bool:
    """Whether `database` exists and was made by a build."""
    return _build_of(database) is not None


def current(database: Location) -> Location:
    """The build that `database` points to now: a file, or a database URL with its build pinned.

    Raises ProgramError when there is none.
    """
    return pin_newest(database) if isinstance(database, DatabaseUrl) else current_file(database)


def current_file(database: Path) -> Path:
    """The file of the build that `database` points to now; raises ProgramError without one."""
    build = _build_in_text(database) or database.resolve()
    if not build.exists():
        raise ProgramError(f"{database}: no database there; make one with python -m data build")
    return build


def before(database: Path, build: Path) -> Path | None:
    """The kept build of `database` before one of its builds; None when there is none."""
    earlier = [path for path in builds(database) if path.name < build.name]
    return earlier[-1] if earlier else None


@contextmanager
def only_builder(database: Path) -> Iterator[None]:
    """Hold the lock to build `database`; the operating system frees it when the process dies.

    Raises ProgramError at once when another build holds it, or when `database` is a file that
    was not made by a build.
    """
    if database.exists() and not database.is_symlink() and not _build_in_text(database):
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
    """Make `database` point to the file `built`, and delete builds that are no longer needed.

    `built` and the newest builds before it are kept. A build that was rolled back is deleted.
    """
    previous = _build_of(database)
    try:
        _swap(database, built)
    except OSError:
        built.unlink()
        raise
    others = [path for path in builds(database) if path.name != built.name]
    rolled_back = [path for path in others if previous and path.name > previous.name]
    earlier = [path for path in others if path not in rolled_back]
    for old in [*rolled_back, *earlier[: 1 - KEPT_BUILDS]]:
        with suppress(PermissionError):  # Windows: a reader still has it open
            old.unlink()


def roll_back(database: Path) -> Served:
    """Make `database` point to the build before its current one; returns that earlier build.

    The file of the build that is rolled back is kept until the next build.

    Raises ProgramError when no such build is kept, or when it cannot be read.
    """
    rolled_back = _build_of(database)
    if rolled_back is None:
        raise ProgramError(f"{database}: no database there; make one with python -m data build")
    with as_program_error(database), only_builder(database):
        earlier = [path for path in builds(database) if path.name < rolled_back.name]
        if not earlier:
            raise ProgramError(f"{database}: no build before {rolled_back.name} is kept")
        previous = earlier[-1]
        answer = attach(previous).execute("select built_at, as_of from build.build")
        built_at, as_of = one_row(answer)
        _swap(database, previous)
    return Served(previous, built_at, as_of)


def serve(database: Path, build: Path) -> None:
    """Make `database` point to a kept `build`; the caller holds the lock of `only_builder`.

    Raises ProgramError when that build cannot be read.
    """
    attach(build)
    _swap(database, build)


def _swap(database: Path, build: Path) -> None:
    """Make `database` point to `build`, in one step."""
    link = database.with_name(f"{database.name}.new")
    with suppress(FileNotFoundError):
        link.unlink()
    try:
        link.symlink_to(build.name)
    except OSError:
        link.write_text(build.name, encoding="utf-8")
    link.replace(database)


def _is_build(database: Path, name: str) -> bool:
    return bool(re.fullmatch(rf"{re.escape(database.stem)}-{_BUILD_ID}\.duckdb", name))


def _build_of(database: Path) -> Path | None:
    """The build that `database` points to, whether its file still exists or not."""
    if database.is_symlink():
        return database.with_name(database.readlink().name)
    return _build_in_text(database)


def _build_in_text(database: Path) -> Path | None:
    """The build that `database` names where it is a text file instead of a link."""
    if database.is_symlink() or not database.is_file() or database.stat().st_size > _LONGEST_NAME:
        return None
    name = database.read_bytes().decode("utf-8", errors="replace").strip()
    return database.with_name(name) if _is_build(database, name) else None
