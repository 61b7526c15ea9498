"""The days that pages read, each computed once for all viewers."""

import os
from collections.abc import Hashable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime
from functools import lru_cache
from threading import Condition, Lock

import duckdb
from cachetools import LRUCache, cached

from dashboard.reading.builds import build_of_run, count_day, days_of_run, turn
from dashboard.reading.cache import forget_answers
from data.days.day import Day
from data.days.scope import Scope
from data.days.span import FIRST_DAY, last_day
from data.errors import ProgramError
from data.sql.files import sql
from data.store.connect import QUERY_SECONDS, built_as_of
from data.store.locations import Build, refuse_changed

TODAY = "MVP_TODAY"  # an environment variable: the day that pages take for today
_MOST_BYTES = 384 * 1024**2
# A day that is larger than all of the cache is still kept, alone.
_days: LRUCache[Hashable, Day] = LRUCache(
    _MOST_BYTES, getsizeof=lambda day: min(day.bytes, _MOST_BYTES)
)
_condition = Condition()  # those who ask for a day that is being computed wait for it
_changing_build = Lock()
_cached_build: Build | None = None  # the build of the cached days and answers


def current_build() -> Build:
    """The build of this run; raises NoDatabaseError when there is none.

    The first run with a new build empties the caches.
    """
    global _cached_build
    build = build_of_run()
    with _changing_build:
        if build != _cached_build:
            empty_caches()
            _cached_build = build
    return build


def empty_caches() -> None:
    """Forget all days and answers. Runs that use a day keep it until they end."""
    _day.cache_clear()
    forget_answers()


@lru_cache(maxsize=8)
def first_and_last_day(build: Build) -> tuple[date, date]:
    """The first and the last date that `build` can be asked about."""
    return FIRST_DAY, last_day(built_as_of(build.location))


def current_date(build: Build) -> date:
    """Today in UTC, or the last date that `build` can be asked about, if that is earlier.

    The environment variable MVP_TODAY names another day, such as that of an example. Raises
    ProgramError when it is no date, and when today is before the first date.
    """
    first, last = first_and_last_day(build)
    if (now := _today()) < first:
        raise ProgramError(f"the clock of this machine says {now}: set it to the right time")
    return min(now, last)


def _today() -> date:
    if not (text := os.environ.get(TODAY)):
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ProgramError(f"{TODAY}: {text!r} is not a date such as 2026-07-31") from None


def today() -> Day:
    """The program as of today."""
    build = current_build()
    return day(build, current_date(build))


def prepare_today() -> None:
    """Compute the figures of today, before the first visitor asks for them."""
    today().query(Scope(everybody=True), "from earlier_members limit 0")


def day(build: Build, as_of: date) -> Day:
    """The program as of a date. The run keeps it, even when its build is deleted meanwhile.

    Raises NoDatabaseError when the build cannot be read any more, and TooManyDaysError when the
    day would have to be computed, and this person has asked for many.
    """
    days = days_of_run(build)
    if as_of not in days:
        days[as_of] = _cached_day(build, as_of) or _computed_day(build, as_of)
    return days[as_of]


def query(
    build: Build, as_of: date, scope: Scope, text: str, parameters: dict[str, object]
) -> duckdb.DuckDBPyConnection:
    """Run the query `text` on the rows of a day that `scope` sees; returns a cursor for it alone.

    Raises as `day` does, also for tables of the day that have to be computed first.
    """
    asked = day(build, as_of)
    has_tables = asked.has_tables_of(text)
    with nullcontext() if has_tables else _turn(build, as_of):
        return asked.query(scope, text, parameters)


def _computed_day(build: Build, as_of: date) -> Day:
    if as_of != current_date(build):
        count_day()
    with _turn(build, as_of):
        return _day(build, as_of)


def _turn(build: Build, as_of: date) -> AbstractContextManager[None]:
    """Today's figures are computed once and for everybody, so they wait for no turn."""
    return nullcontext() if as_of == current_date(build) else turn()


def _cached_day(build: Build, as_of: date) -> Day | None:
    with _condition:
        day: Day | None = _days.get(_day.cache_key(build, as_of))
        return day


@cached(_days, condition=_condition)
def _day(build: Build, as_of: date) -> Day:
    day = Day(build.location, as_of, QUERY_SECONDS)
    refuse_changed(build)
    return day


def is_computed(build: Build, as_of: date, query: str) -> bool:
    """Whether queries/<query>.sql can run at once, without computing a day or tables of it."""
    day = days_of_run(build).get(as_of) or _cached_day(build, as_of)
    return day is not None and day.has_tables_of(sql(query))
