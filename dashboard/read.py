"""A figure's rows for whoever looks: read(look, "page/figure"), the one way from page to data."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from data.connect import built_as_of
from data.day import Day, Scope
from data.intake import FIRST_DAY, last_day
from data.publishing import current
from data.queries import sql
from data.snapshot import csv_text, snapshot_table

DEFAULT_DATABASE = Path(__file__).resolve().parent.parent / "data" / "mvp.duckdb"


@dataclass(frozen=True)
class Look:
    """Whose rows, as of when, from which build: everything but the question itself."""

    build: Path
    as_of: date
    scope: Scope


def database() -> Path:
    """The database to show: MVP_DATABASE, or data/mvp.duckdb."""
    return Path(os.environ.get("MVP_DATABASE") or DEFAULT_DATABASE)


def current_build() -> Path:
    """The build that the database stands for now; raises ProgramError when there is none."""
    return current(database())


@st.cache_data(max_entries=8, show_spinner=False)
def days_of(build: Path) -> tuple[date, date]:
    """The first and the last day that `build` can be asked about."""
    return FIRST_DAY, last_day(built_as_of(build))


def current_day(build: Path) -> date:
    """Today in UTC, or the last day that `build` can be asked about."""
    return min(datetime.now(UTC).date(), days_of(build)[1])


def today() -> Day:
    """The program as it is now."""
    build = current_build()
    return day(build, current_day(build))


@st.cache_resource(max_entries=8, show_spinner="Working out the figures of the day …")
def day(build: Path, as_of: date) -> Day:
    """The program as of a date, worked out once for all viewers."""
    return Day(build, as_of, with_history=True)


@st.cache_data(max_entries=2000, show_spinner=False)
def _rows(build: Path, as_of: date, scope: Scope, query: str, parameters: dict) -> pd.DataFrame:
    # Everything that changes the answer is in the key: no argument has a leading underscore.
    return day(build, as_of).query(scope, sql(query), parameters).df()


def read(look: Look, figure: str, **parameters: object) -> pd.DataFrame:
    """The rows of queries/pages/<figure>.sql as `look` sees them.

    `parameters` are the query's own, by name. The frame is the caller's: changing it changes
    nobody else's.
    """
    return _rows(look.build, look.as_of, look.scope, f"pages/{figure}", parameters)


def read_snapshot(look: Look, name: str) -> pd.DataFrame:
    """The rows of the snapshot file <name>.csv as `look` sees them."""
    return _rows(look.build, look.as_of, look.scope, f"snapshot/{name}", {})


def snapshot_text(look: Look, name: str) -> str:
    """The snapshot file <name>.csv as `look` sees it, byte for byte."""
    return csv_text(*snapshot_table(day(look.build, look.as_of), look.scope, name))
