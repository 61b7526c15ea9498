"""A figure's rows for whoever looks: read(look, "page/figure"), the one way from page to data."""

import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

import pandas as pd
import streamlit as st
from cachetools import LRUCache, cached

from dashboard.reading.builds import Build, days_held, stamped, this_run
from dashboard.reading.cache import cached_answer, forget_answers
from data.days.day import Day
from data.days.scope import Identity, Scope
from data.days.span import FIRST_DAY, last_day
from data.errors import NoDatabaseError
from data.outputs.letters import Letter, letters
from data.outputs.snapshot import csv_text, frame_csv, snapshot_table, snapshot_zip
from data.sql.files import sql
from data.store.connect import QUERY_SECONDS, built_as_of

_WITH_RECORD = "pages/track_record/"  # the figures that read the record of our flags
PART_ROWS = 500  # of a table that are sent at once
_DAYS_BYTES = 256 * 1024**2
# The newest day is kept however large it is.
_days = LRUCache(_DAYS_BYTES, getsizeof=lambda day: min(day.bytes, _DAYS_BYTES))
_days_with_record = LRUCache(2)  # they take long, and few ask for them: they push out no other day
_TAKING = threading.Lock()
_newest: Build | None = None  # the build whose days and answers are kept


@dataclass(frozen=True)
class ViewContext:
    """Whose rows, as of when, from which build: everything but the question itself."""

    build: Build
    as_of: date
    scope: Scope


def current_build() -> Build:
    """The build of this run; raises NoDatabaseError when there is none.

    The first run of another build lets go of what is kept of the one before.
    """
    global _newest
    build = this_run().build
    with _TAKING:
        if build != _newest:
            let_go()
            _newest = build
    return build


def let_go() -> None:
    """Forget all days and answers."""
    _day.cache_clear()
    _day_with_record.cache_clear()
    forget_answers()


@lru_cache(maxsize=8)
def days_of(build: Build) -> tuple[date, date]:
    """The first and the last day that `build` can be asked about."""
    return FIRST_DAY, last_day(built_as_of(build.place))


def current_day(build: Build) -> date:
    """Today in UTC, or the last day that `build` can be asked about."""
    return min(datetime.now(UTC).date(), days_of(build)[1])


def today() -> Day:
    """The program as it is now."""
    build = current_build()
    return day(build, current_day(build))


def identity(email: str) -> Identity:
    """What the person with that e-mail address may see today."""
    build = current_build()
    return _identity(build, current_day(build), email)


@cached_answer
def _identity(build: Build, as_of: date, email: str) -> Identity:
    return day(build, as_of).identity(email)


def people() -> dict[str, str]:
    """The leads and MVPs of today: e-mail address -> what to call them, in order."""
    build = current_build()
    return dict(_people(build, current_day(build)))


@cached_answer
def _people(build: Build, as_of: date) -> dict[str, str]:
    return day(build, as_of).people()


def day(build: Build, as_of: date, with_record: bool = False) -> Day:
    """The program as of a date, worked out once for all viewers; the run that asks holds on to it.

    Raises NoDatabaseError when the build cannot be read any more.
    """
    held, kind = days_held(build), (as_of, with_record)
    if kind not in held:
        held[kind] = _day_with_record(build, as_of) if with_record else _day(build, as_of)
    return held[kind]


@cached(_days, condition=threading.Condition())
def _day(build: Build, as_of: date) -> Day:
    with st.spinner("Working out the figures of the day …"):
        return _worked_out(build, as_of, with_history=True)


@cached(_days_with_record, condition=threading.Condition())
def _day_with_record(build: Build, as_of: date) -> Day:
    with st.spinner("Working out the record of our flags …"):
        return _worked_out(build, as_of, with_record=True)


def _worked_out(build: Build, as_of: date, **more: bool) -> Day:
    day = Day(build.place, as_of, query_seconds=QUERY_SECONDS, **more)
    if stamped(build.place) != build:
        raise NoDatabaseError("unreadable", f"{build.place}: has changed; open this page again")
    return day


@cached_answer
def _rows(look: ViewContext, query: str, **parameters: object) -> pd.DataFrame:
    return _answer(look, query, sql(query), parameters)


def _answer(
    look: ViewContext, query: str, text: str, parameters: dict[str, object]
) -> pd.DataFrame:
    asked = day(look.build, look.as_of, with_record=query.startswith(_WITH_RECORD))
    return asked.query(look.scope, text, parameters).df()


def read(look: ViewContext, figure: str, **parameters: object) -> pd.DataFrame:
    """The rows of queries/pages/<figure>.sql as `look` sees them.

    `parameters` are the query's own, by name. The frame is the caller's: changing it changes
    nobody else's (pandas copies what is written to).
    """
    return _rows(look, f"pages/{figure}", **parameters).copy(deep=False)


def read_part(look: ViewContext, figure: str, number: int, **parameters: object) -> pd.DataFrame:
    """The rows of `read` from `number` times PART_ROWS on, PART_ROWS of them at the most."""
    first = number * PART_ROWS
    return _part(look, f"pages/{figure}", PART_ROWS, first, **parameters).copy(deep=False)


@cached_answer
def _part(
    look: ViewContext, query: str, rows: int, first: int, **parameters: object
) -> pd.DataFrame:
    return _answer(
        look,
        query,
        f"{sql(query)}\nlimit $rows offset $first",
        parameters | {"rows": rows, "first": first},
    )


def rows_of(look: ViewContext, figure: str, **parameters: object) -> int:
    """How many rows `read` has; they are counted where one part does not hold them."""
    first = len(read_part(look, figure, 0, **parameters))
    return first if first < PART_ROWS else _count(look, f"pages/{figure}", **parameters)


@cached_answer
def _count(look: ViewContext, query: str, **parameters: object) -> int:
    text = f"select count(*) from ({sql(query)}\n)"
    return int(_answer(look, query, text, parameters).iat[0, 0])


def read_snapshot(look: ViewContext, name: str) -> pd.DataFrame:
    """The rows of the snapshot file <name>.csv as `look` sees them."""
    return _rows(look, f"snapshot/{name}").copy(deep=False)


@cached_answer
def figure_csv(look: ViewContext, figure: str, **parameters: object) -> str:
    """The rows of `read` as a CSV, safe in a spreadsheet (docs/contract.md, Output)."""
    rows = read_part(look, figure, 0, **parameters)
    return frame_csv(rows if len(rows) < PART_ROWS else read(look, figure, **parameters))


@cached_answer
def snapshot_csv(look: ViewContext, name: str) -> str:
    """The snapshot file <name>.csv as `look` sees it, byte for byte."""
    return csv_text(*snapshot_table(day(look.build, look.as_of), look.scope, name))


def zipped(look: ViewContext) -> bytes:
    """All snapshot files as `look` sees them, in one ZIP."""
    return snapshot_zip(day(look.build, look.as_of), look.scope)


def letter(look: ViewContext) -> Letter | None:
    """The letter of the checkpoint `look.as_of` to the one MVP that `look` is narrowed to.

    None for an MVP who is told nothing on that day, or whom `look` does not see.
    """
    return next(iter(letters(day(look.build, look.as_of), look.scope)), None)
