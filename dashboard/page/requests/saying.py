"""Saying something: each time, it is asked again who the viewer is, and the audit log has a line.

A run of a part of a page, as in a fragment, does not begin with the main script, so this is where
the role is checked.
"""

from collections.abc import Callable

import streamlit as st

from dashboard.page.opened import viewer_of
from dashboard.reading import events
from dashboard.reading.events import Fields, Speaker
from dashboard.viewers import audit
from dashboard.viewers.audit_file import AuditError
from dashboard.viewers.speaker import speaker
from data.errors import NoDatabaseError, ProgramError
from data.events.model import Event
from data.outputs.markdown import escaped

_DONE = "what was said last"


def send(
    page: str,
    done: str,
    kind: str,
    mvp_id: str,
    fields: Fields | None = None,
    answers: str | None = None,
) -> bool:
    """Say something at `page`; returns whether it is kept.

    Then `done` is said at the top of the page in its next run; see `keep`.
    """
    is_kept = keep(page, lambda me: events.prepared(me, kind, mvp_id, fields, answers))
    if is_kept:
        st.session_state[_DONE] = done
    return is_kept


def keep(page: str, prepared: Callable[[Speaker], Event]) -> bool:
    """Keep an event that the viewer writes at `page`; returns whether it is kept.

    Otherwise the reason is said here. The page stops here for a viewer who may not open it.
    """
    me = speaker(viewer_of(page))
    try:
        event = prepared(me)
        audit.said(page, event)
        events.write(event)
    except (AuditError, NoDatabaseError):
        raise
    except ProgramError as error:
        st.error(escaped(events.without_paths(str(error))), icon=":material/error:")
        return False
    return True


def show_done() -> None:
    """What was said in the run before, once."""
    with st.container():  # always there: folds below would close if their place changed
        if done := st.session_state.pop(_DONE, None):
            st.success(done, icon=":material/check:")


def say_closed() -> bool:
    """Say why nothing can be said here; returns whether that is so."""
    why = events.why_closed()
    if why is not None:
        st.info(f"Nothing can be sent here now. {escaped(why)}", icon=":material/lock:")
    return why is not None
