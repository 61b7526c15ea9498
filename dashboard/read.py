"""A figure's rows for whoever looks: read(look, "page/figure"), the one way from page to data."""

import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from dashboard.builds import Build, days_held, stamped, this_run
from data.connect import QUERY_SECONDS, built_as_of
from data.day import Day, Scope
from data.errors import NoDatabaseError
from data.intake import FIRST_DAY, last_day
from data.letters import Letter, letters
from data.queries import sql
from data.snapshot import csv_text, frame_csv, snapshot_table, snapshot_zip

_WITH_RECORD = "pages/track_record/"  # the figures that read the record of our flags
_TAKING = threading.Lock()
_kept: Build | None = None  # the build whose days and rows are kept


@dataclass(frozen=True)
class Look:
    """Whose rows, as of when, from which build: everything but the question itself."""

    build: Build
    as_of: date
    scope: Scope


def current_build() -> Build:
    """The build of this run; raises NoDatabaseError when there is none.

    The first run of another build lets go of what is kept of the one before.
    """
    global _kept
    build = this_run().build
    with _TAKING:
        if build != _kept:
            for kept in _KEPT_OF_A_BUILD:
                kept.clear()
            _kept = build
    return build


@st.cache_data(max_entries=8, show_spinner=False)
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


def day(build: Build, as_of: date, with_record: bool = False) -> Day:
    """The program as of a date, worked out once for all viewers; the run that asks holds on to it.

    Raises NoDatabaseError when the build cannot be read any more.
    """
    held, kind = days_held(build), (as_of, with_record)
    if kind not in held:
        held[kind] = _day(build, as_of, with_record)
    return held[kind]


@st.cache_resource(max_entries=8, show_spinner="Working out the figures of the day …")
def _day(build: Build, as_of: date, with_record: bool) -> Day:
    more = {"with_record" if with_record else "with_history": True}
    day = Day(build.place, as_of, query_seconds=QUERY_SECONDS, **more)
    if stamped(build.place) != build:
        raise NoDatabaseError("unreadable", f"{build.place}: has changed; open this page again")
    return day


@st.cache_data(max_entries=2000, show_spinner=False)
def _rows(build: Build, as_of: date, scope: Scope, query: str, parameters: dict) -> pd.DataFrame:
    # Everything that changes the answer is in the key: no argument has a leading underscore.
    asked = day(build, as_of, with_record=query.startswith(_WITH_RECORD))
    return asked.query(scope, sql(query), parameters).df()


def read(look: Look, figure: str, **parameters: object) -> pd.DataFrame:
    """The rows of queries/pages/<figure>.sql as `look` sees them.

    `parameters` are the query's own, by name. The frame is the caller's: changing it changes
    nobody else's.
    """
    return _rows(look.build, look.as_of, look.scope, f"pages/{figure}", parameters)


def read_snapshot(look: Look, name: str) -> pd.DataFrame:
    """The rows of the snapshot file <name>.csv as `look` sees them."""
    return _rows(look.build, look.as_of, look.scope, f"snapshot/{name}", {})


def figure_csv(look: Look, figure: str, **parameters: object) -> str:
    """The rows of `read` as a CSV, safe in a spreadsheet (docs/contract.md, Output)."""
    return _csv(look.build, look.as_of, look.scope, f"pages/{figure}", parameters)


@st.cache_data(max_entries=500, show_spinner=False)
def _csv(build: Build, as_of: date, scope: Scope, query: str, parameters: dict) -> str:
    return frame_csv(_rows(build, as_of, scope, query, parameters))


@st.cache_data(max_entries=50, show_spinner=False)
def _snapshot_csv(build: Build, as_of: date, scope: Scope, name: str) -> str:
    return csv_text(*snapshot_table(day(build, as_of), scope, name))


def snapshot_csv(look: Look, name: str) -> str:
    """The snapshot file <name>.csv as `look` sees it, byte for byte."""
    return _snapshot_csv(look.build, look.as_of, look.scope, name)


def zipped(look: Look) -> bytes:
    """All snapshot files as `look` sees them, in one ZIP."""
    return snapshot_zip(day(look.build, look.as_of), look.scope)


def letter(look: Look) -> Letter | None:
    """The letter of the checkpoint `look.as_of` to the one MVP that `look` is narrowed to.

    None for an MVP who is told nothing on that day, or whom `look` does not see.
    """
    return next(iter(letters(day(look.build, look.as_of), look.scope)), None)


# All that is kept of a build, and let go of when there is another one.
_KEPT_OF_A_BUILD = (_day, _rows, _csv, _snapshot_csv)
