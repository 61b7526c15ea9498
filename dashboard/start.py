"""The first start: without a database there is the sample program to look at."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from dashboard.read import DEFAULT_DATABASE
from data.build import build
from data.sample import write_sample
from data.settings import load


def ensure_database() -> None:
    """Make the sample program and build it, when there is no database and none was named."""
    if os.environ.get("MVP_DATABASE") or DEFAULT_DATABASE.exists():
        return
    with st.spinner("No database yet: making the sample program, some seconds …"):
        build_sample(DEFAULT_DATABASE)


def build_sample(database: Path) -> None:
    """Build `database` from the sample program as of today; raises ProgramError."""
    today = datetime.now(UTC).date()
    with tempfile.TemporaryDirectory() as folder:
        write_sample(Path(folder), as_of=today)
        build(Path(folder), database, today, load())
