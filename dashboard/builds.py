"""The build that a run looks at: taken once, so that every figure of a page is of one build."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data.day import Day
from data.errors import NoDatabaseError, ProgramError
from data.publishing import DEFAULT_DATABASE, current


@dataclass(frozen=True)
class Build:
    """The file of a build as it was found: one that changes in its place is another build."""

    path: Path
    stamp: tuple[int, ...]


@dataclass
class Run:
    """What one run of a page holds: its build, and the days of it that it asked for.

    A day with the record of our flags is another than the same day without.
    """

    build: Build | None = None
    days: dict[tuple[date, bool], Day] = field(default_factory=dict)


_RUN: ContextVar[Run | None] = ContextVar("run", default=None)


@contextmanager
def one_run() -> Iterator[None]:
    """Everything within is one run."""
    token = _RUN.set(Run())
    try:
        yield
    finally:
        _RUN.reset(token)


def this_run() -> Run:
    """The run that asks, with its build; raises NoDatabaseError when there is none to take."""
    run = _RUN.get() or Run()
    if run.build is None:
        run.build = found()
    return run


def days_held(build: Build) -> dict[tuple[date, bool], Day]:
    """The days of `build` that the run which asks holds on to; none yet outside of a run of it."""
    run = _RUN.get()
    return run.days if run is not None and run.build == build else {}


def is_outdated() -> bool:
    """Whether the run that asks has taken a build which the database no longer stands for."""
    run = _RUN.get()
    if run is None or run.build is None:
        return False
    try:
        return found() != run.build
    except NoDatabaseError:
        return True


def database() -> Path:
    """The database to show: MVP_DATABASE, or data/mvp.duckdb."""
    return Path(os.environ.get("MVP_DATABASE") or DEFAULT_DATABASE)


def found() -> Build:
    """The build that the database stands for now; raises NoDatabaseError when there is none."""
    try:
        path = current(database())
        return stamped(path)
    except ProgramError as error:
        raise NoDatabaseError("missing", str(error)) from None


def stamped(path: Path) -> Build:
    """The file at `path` as it is now; raises NoDatabaseError when it cannot be found."""
    try:
        state = path.stat()
    except OSError as error:
        raise NoDatabaseError("missing", f"{path}: {error.strerror}") from None
    return Build(path, (state.st_ino, state.st_size, state.st_mtime_ns))
