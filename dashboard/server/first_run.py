"""The first start: when there is no database, the dashboard shows a sample program."""

import csv
import os
import tempfile
import threading
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb
import streamlit as st

from dashboard.reading import builds
from dashboard.viewers.access import has_sign_in
from data.bring.place import SOURCE, source_folder
from data.build.build import build
from data.errors import ProgramError
from data.sample import write_sample
from data.settings.files import load_program, settings_file
from data.sources.new_program import write_program
from data.sql.files import schema_digest
from data.store.connect import open_any_version
from data.store.publishing import DEFAULT_DATABASE

_ONCE = threading.Lock()
_PREFIX = "mvp-sample-"  # of the folder from which a sample is built
SAMPLE_INPUT = DEFAULT_DATABASE.with_name("sample-input")  # the folder of `make run`
OWN_PROGRAM = DEFAULT_DATABASE.with_name("program")  # the folder of a program that begins here


def ensure_database() -> None:
    """Build the sample program, unless there is a database or MVP_DATABASE names one.

    A sample that another version of this program built is built again. A link to a build that is
    gone counts as a database: made-up people never take its place.
    """
    if os.environ.get("MVP_DATABASE") or os.environ.get(SOURCE):
        return
    if os.path.lexists(DEFAULT_DATABASE):
        if is_outdated_sample(DEFAULT_DATABASE.resolve()):
            with st.spinner("The sample has other tables now. Making it again …"), _ONCE:
                if is_outdated_sample(DEFAULT_DATABASE.resolve()):
                    build_sample(DEFAULT_DATABASE)
        return
    with st.spinner("There is no database yet. Making a sample takes some seconds …"), _ONCE:
        if not os.path.lexists(DEFAULT_DATABASE):
            build_sample(DEFAULT_DATABASE)


def awaits_first_build() -> bool:
    """Whether somebody at this machine has named a program's folder, and nothing is built yet."""
    database = builds.database()
    is_missing = isinstance(database, Path) and not os.path.lexists(database)
    return is_missing and bool(os.environ.get(SOURCE)) and not has_sign_in()


def program_folder(source: Path | None) -> Path | None:
    """The folder of the program that people work on: `source`, unless that is the sample."""
    if os.environ.get(SOURCE) or not _shows_sample(source):
        return source
    return OWN_PROGRAM if OWN_PROGRAM.is_dir() else None


def may_begin() -> bool:
    """Whether the person at this machine sees the sample, and has no program yet."""
    if has_sign_in() or os.environ.get(SOURCE) or os.path.lexists(OWN_PROGRAM):
        return False
    return builds.database() == DEFAULT_DATABASE and _shows_sample(source_folder(DEFAULT_DATABASE))


def begin_program() -> Path:
    """Make an empty program beside the sample; returns its folder. Raises ProgramError."""
    write_program(OWN_PROGRAM, [])
    return OWN_PROGRAM


def _shows_sample(source: Path | None) -> bool:
    """Whether the default database shows made-up people: their folder, or one that is gone."""
    return builds.database() == DEFAULT_DATABASE and source in (None, SAMPLE_INPUT)


@cache
def is_outdated_sample(build: Path) -> bool:
    """Whether the file of a build is that of a sample, with tables of another version."""
    try:
        with open_any_version(build) as con:
            described = con.execute("from build").df().iloc[0]
            if described.get("schema_digest") == schema_digest():
                return False
            if source := described.get("source"):
                return Path(source) == SAMPLE_INPUT or Path(source).name.startswith(_PREFIX)
            # Earlier versions did not store the source: the sample has the same MVPs.
            ids = {id_ for (id_,) in con.execute("select mvp_id from mvps").fetchall()}
            with (SAMPLE_INPUT / "mvps.csv").open(encoding="utf-8", newline="") as file:
                return ids == {row["mvp_id"] for row in csv.DictReader(file)}
    except (duckdb.Error, OSError, IndexError, KeyError):
        return False


def build_sample(database: Path) -> None:
    """Build `database` from the sample program as of today; raises ProgramError."""
    today = datetime.now(UTC).date()
    try:
        with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
            own = settings_file(Path(folder))  # that of MVP_SETTINGS
            write_sample(Path(folder), as_of=today, settings=own)
            build(Path(folder), database, today, load_program(Path(folder)))
    except OSError as error:
        raise ProgramError(f"{error.filename or database}: {error.strerror or error}") from None
