"""What people see when something goes wrong: what happened, never a stack, a path or a name."""

import logging
import secrets
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from dashboard.access import has_sign_in
from data.errors import ProgramError

_LOG = logging.getLogger("dashboard")


@contextmanager
def told() -> Iterator[None]:
    """Turn an error into a page that says so; the log gets its kind and place, and no data."""
    try:
        yield
    except ProgramError as error:
        if has_sign_in():
            _tell(error)
        else:
            st.error(str(error), icon=":material/error:")
    except Exception as error:
        _tell(error)


def _tell(error: Exception) -> None:
    reference = secrets.token_hex(4)
    # The message of an error may quote a row, so it stays out of the log.
    frames = traceback.extract_tb(error.__traceback__)
    place = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames[-6:]))
    _LOG.error("%s: %s at %s", reference, type(error).__name__, place)
    st.error(
        f"Something went wrong here (reference {reference}). Try again; if it stays, tell the "
        "program team this reference.",
        icon=":material/error:",
    )
