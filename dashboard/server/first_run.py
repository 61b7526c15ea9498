"""The first start: when there is no database, the dashboard shows a sample program."""

import os
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from data.build.build import build
from data.errors import ProgramError
from data.sample import write_sample
from data.settings.model import load
from data.store.publishing import DEFAULT_DATABASE

_ONCE = threading.Lock()


def ensure_database() -> None:
    """Build the sample program, unless there is a database or MVP_DATABASE names one.

    A link to a build that is gone counts as a database: made-up people never take its place.
    """
    if os.environ.get("MVP_DATABASE") or os.path.lexists(DEFAULT_DATABASE):
        return
    with st.spinner("There is no database yet. Making a sample takes some seconds …"), _ONCE:
        if not os.path.lexists(DEFAULT_DATABASE):
            build_sample(DEFAULT_DATABASE)


def build_sample(database: Path) -> None:
    """Build `database` from the sample program as of today; raises ProgramError."""
    today = datetime.now(UTC).date()
    try:
        with tempfile.TemporaryDirectory() as folder:
            write_sample(Path(folder), as_of=today)
            build(Path(folder), database, today, load())
    except OSError as error:
        raise ProgramError(f"{error.filename or database}: {error.strerror or error}") from None
