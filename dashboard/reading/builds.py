"""The build of a run. It is chosen once, so that all figures of a page are of the same build."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date

from dashboard.reading.turns import TURNS
from data.days.day import Day
from data.errors import NoDatabaseError, ProgramError
from data.store.locations import Build, Location, build_at, location_of
from data.store.publishing import DEFAULT_DATABASE, current


@dataclass
class Run:
    """What one run of a page uses: its build, and the days of it that were asked for.

    `person` is who asks, an e-mail address; empty before that is known, and for the person at a
    machine without sign-in.
    """

    build: Build | None = None
    days: dict[date, Day] = field(default_factory=dict)
    person: str = ""
    turn: ExitStack | None = None  # what is closed when the run gives its turn back


_RUN: ContextVar[Run | None] = ContextVar("run", default=None)


@contextmanager
def one_run() -> Iterator[None]:
    """All that is read in this context is of one build."""
    run = Run()
    token = _RUN.set(run)
    try:
        yield
    finally:
        _RUN.reset(token)
        if run.turn is not None:
            run.turn.close()


def set_person(person: str) -> None:
    """Say who asks in this run."""
    if (run := _RUN.get()) is not None:
        run.person = person


def count_day() -> None:
    """Count a day that is computed for this run; raises TooManyDaysError after too many."""
    TURNS.count_day((_RUN.get() or Run()).person)


@contextmanager
def turn() -> Iterator[None]:
    """Compute a day or tables of it in this context, when it is this person's turn.

    A run keeps its turn until it ends, because it holds the memory of the day until then. Raises
    TooManyDaysError when the turn does not come.
    """
    run = _RUN.get()
    if run is None:
        with TURNS.turn(""):
            yield
        return
    if run.turn is None:
        stack = ExitStack()
        stack.enter_context(TURNS.turn(run.person))
        run.turn = stack
    yield


def build_of_run() -> Build:
    """The build of this run; raises NoDatabaseError when there is none."""
    run = _RUN.get() or Run()
    if run.build is None:
        run.build = newest_build()
    return run.build


def days_of_run(build: Build) -> dict[date, Day]:
    """The days that this run has asked for, to be added to; empty if it reads another build."""
    run = _RUN.get()
    return run.days if run is not None and run.build == build else {}


def is_outdated() -> bool:
    """Whether this run reads a build that is not the newest any more."""
    run = _RUN.get()
    if run is None or run.build is None:
        return False
    try:
        return newest_build() != run.build
    except NoDatabaseError:
        return True


def database() -> Location:
    """The database to show: the file or URL in MVP_DATABASE, otherwise data/mvp.duckdb."""
    text = os.environ.get("MVP_DATABASE")
    return location_of(text) if text else DEFAULT_DATABASE


def newest_build() -> Build:
    """The build that the database points to now; raises NoDatabaseError when there is none."""
    try:
        return build_at(current(database()))
    except NoDatabaseError:
        raise
    except ProgramError as error:
        raise NoDatabaseError("missing", str(error)) from None
