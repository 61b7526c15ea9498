"""What people see when something fails: what happened, never a stack trace, a path or a name."""

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
from dashboard.reading.turns import DAYS_PER_MINUTE, TooManyDaysError
from dashboard.server import health, navigation
from dashboard.viewers.access import has_sign_in
from dashboard.viewers.audit_file import AuditError
from data.errors import NoDatabaseError, ProgramError
from data.store.connect import QUERY_MEGABYTES, QUERY_SECONDS

RETRY_SECONDS = 3
_LOG = logging.getLogger("dashboard")
_NO_FIGURES = {
    "missing": "The database is not there.",
    "unreachable": "The database cannot be reached.",
    "unreadable": "The database cannot be read.",
    "outdated": "The database was made by another version of the dashboard.",
    "unwritable": "The audit log cannot be written.",
}
_PARTIAL_PAGE = "The figures above are correct; the rest of the page is missing. Narrow the filter"


@contextmanager
def explained() -> Iterator[None]:
    """Turn an error into a page that explains it; the log gets its kind and place, and no data.

    When a new build was published during the run, the run starts again with that build.
    """
    try:
        yield
    except Exception as error:
        if builds.is_outdated():
            st.rerun()
        _explain(error)


def _explain(error: Exception) -> None:
    match error:
        case NoDatabaseError() | AuditError():
            _LOG.error("no figures: %s", error.why)
            navigation.any_page(lambda: _no_figures(error)).run()
        case ProgramError() if not has_sign_in():
            st.error(str(error), icon=":material/error:")
        case TooManyDaysError():
            _too_many_days(error)
        case duckdb.InterruptException():
            _stopped(f"This took longer than {QUERY_SECONDS} seconds and was stopped.", error)
        case duckdb.OutOfMemoryException():
            _stopped(f"This needs more than the {QUERY_MEGABYTES} MB of memory it may use.", error)
        case _:
            st.error(
                f"Something went wrong here (reference {_log(error)}). Try again; if it happens "
                "again, give the program team this reference.",
                icon=":material/error:",
            )


def _no_figures(error: NoDatabaseError | AuditError) -> None:
    """Say why there are no figures, and check again until there are."""
    st.title("No figures right now", anchor=False)
    reason = f"{_NO_FIGURES[error.why]} The people who run the dashboard find more in its log."
    st.error(reason if has_sign_in() else str(error), icon=":material/database_off:")
    st.caption("This page checks every few seconds and continues by itself.")
    _retry(time.monotonic())


@st.fragment(run_every=RETRY_SECONDS)
def _retry(failed_at: float) -> None:
    """Run the page again when the database is back; not at once, so errors make no tight loop."""
    if time.monotonic() > failed_at + RETRY_SECONDS / 2 and health.state() == health.OK:
        st.rerun()


def _too_many_days(error: TooManyDaysError) -> None:
    """Say why a day is not computed now, and when it can be."""
    reason = (
        f"You have asked for many days. The server computes {DAYS_PER_MINUTE} new days a minute "
        "for one person, one after the other."
        if error.is_own
        else "The server is computing days that others asked for, and yours did not get its turn."
    )
    st.warning(
        f"The figures of this day are not computed yet. {reason} Try again in {error.seconds} "
        "seconds. Today's figures, and days that were shown a short while ago, open at once.",
        icon=":material/hourglass_top:",
    )
    st.button("Try again", icon=":material/refresh:")


def _stopped(reason: str, error: Exception) -> None:
    """Say which limit a query has reached, and offer to try again."""
    _log(error)
    st.error(f"{reason} {_PARTIAL_PAGE}, or try again later.", icon=":material/timer_off:")
    st.button("Try again", icon=":material/refresh:")


def _log(error: Exception) -> str:
    """Write the kind and place of an error to the log; returns the reference that it has there."""
    reference = secrets.token_hex(4)
    # The message of an error may quote a row, so it is not logged.
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames[-6:]))
    _LOG.error("%s: %s at %s", reference, type(error).__name__, places)
    return reference
