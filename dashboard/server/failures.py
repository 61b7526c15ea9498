"""What people see when something goes wrong: what happened, never a stack, a path or a name."""

import logging
import secrets
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import streamlit as st

from dashboard.reading import builds
from dashboard.server import health
from dashboard.viewers import menu
from dashboard.viewers.access import has_sign_in
from data.errors import NoDatabaseError, ProgramError
from data.store.connect import QUERY_MEGABYTES, QUERY_SECONDS

LOOK_AGAIN_SECONDS = 3
_LOG = logging.getLogger("dashboard")
_SAYS = {
    "missing": "The database is not there.",
    "unreachable": "The database cannot be reached.",
    "unreadable": "The database cannot be read.",
    "outdated": "The database was made by another version of the dashboard.",
}
_LESS = "What stands above is right; the rest of the page is left out. ViewContext at fewer people"


@contextmanager
def explained() -> Iterator[None]:
    """Turn an error into a page that says so; the log gets its kind and place, and no data.

    Where a new build has come in the middle of a run, the run starts again with that one.
    """
    try:
        yield
    except Exception as error:
        if builds.is_outdated():
            st.rerun()
        _explain(error)


def _explain(error: Exception) -> None:
    match error:
        case NoDatabaseError():
            _LOG.error("no figures: %s", error.why)
            menu.any_page(lambda: _no_figures(error)).run()
        case ProgramError() if not has_sign_in():
            st.error(str(error), icon=":material/error:")
        case duckdb.InterruptException():
            _stopped(f"This took longer than {QUERY_SECONDS} seconds and was stopped.", error)
        case duckdb.OutOfMemoryException():
            what = f"This needs more memory than the {QUERY_MEGABYTES} MB there are for it."
            _stopped(what, error)
        case _:
            _log_and_tell(error)


def _no_figures(error: NoDatabaseError) -> None:
    """Say why there are no figures, and look again until there are."""
    st.title("No figures right now", anchor=False)
    what = f"{_SAYS[error.why]} Whoever runs the dashboard can mend it: its log says more."
    st.error(what if has_sign_in() else str(error), icon=":material/database_off:")
    st.caption("This page looks again every few seconds, and goes on by itself.")
    _look_again(time.monotonic())


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _look_again(failed_at: float) -> None:
    """Run the page again when the database is back; never at once, so that no error goes round."""
    if time.monotonic() > failed_at + LOOK_AGAIN_SECONDS / 2 and health.state() == health.OK:
        st.rerun()


def _stopped(what: str, error: Exception) -> None:
    """Say which limit a question has met, and offer to ask it again."""
    _log(error)
    st.error(f"{what} {_LESS}, or try again later.", icon=":material/timer_off:")
    st.button("Try again", icon=":material/refresh:")


def _log_and_tell(error: Exception) -> None:
    st.error(
        f"Something went wrong here (reference {_log(error)}). Try again; if it stays, tell the "
        "program team this reference.",
        icon=":material/error:",
    )


def _log(error: Exception) -> str:
    """Write the kind and place of an error into the log; returns the reference to it."""
    reference = secrets.token_hex(4)
    # The message of an error may quote a row, so it stays out of the log.
    frames = traceback.extract_tb(error.__traceback__)
    place = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames[-6:]))
    _LOG.error("%s: %s at %s", reference, type(error).__name__, place)
    return reference
