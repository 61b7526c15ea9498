"""The build that a run looks at: taken once, so that every figure of a page is of one build."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date

from data.days.day import Day
from data.errors import NoDatabaseError, ProgramError
from data.store.locations import Location, location_of, stamp_of
from data.store.publishing import DEFAULT_DATABASE, current


@dataclass(frozen=True)
class Build:
    """Where a build lies, as it was found: a file that changes in its place is another build."""

    place: Location
    stamp: tuple[object, ...]


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


def database() -> Location:
    """The database to show: MVP_DATABASE, a file or an address, or data/mvp.duckdb."""
    named = os.environ.get("MVP_DATABASE")
    return location_of(named) if named else DEFAULT_DATABASE


def found() -> Build:
    """The build that the database stands for now; raises NoDatabaseError when there is none."""
    try:
        return stamped(current(database()))
    except NoDatabaseError:
        raise
    except ProgramError as error:
        raise NoDatabaseError("missing", str(error)) from None


def stamped(place: Location) -> Build:
    """The build at `place` as it is now; raises NoDatabaseError when its file cannot be found."""
    try:
        return Build(place, stamp_of(place))
    except OSError as error:
        raise NoDatabaseError("missing", f"{place}: {error.strerror}") from None
