"""Changes to the files of a program: each one asks again who the viewer is, and is recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import streamlit as st

from dashboard.page.bring.follow import forget
from dashboard.page.bring.workplace import PAGE, Workplace, forget_message, say
from dashboard.page.opened import viewer_of
from dashboard.viewers import audit
from data.errors import ProgramError
from data.outputs.markdown import escaped

DRAFT = RLock()  # one change at a time; whoever reads the draft meanwhile waits


@contextmanager
def changing(place: Workplace | None, what: str, done: str | None = None) -> Iterator[None]:
    """Make a change, say `done` or what went wrong, and run the page again.

    `place` is None before there is a program's folder. The page stops here for a viewer who may not
    open it. A run of a part of a page, as in a fragment, does not begin with the main script, so
    this is where the role is checked. `what` is the line of the audit log, such as "added
    raw/forum/answers.csv".
    """
    viewer_of(PAGE)
    audit.changed(PAGE, what)
    forget_message()
    try:
        with DRAFT:
            yield
    except ProgramError as error:
        forget()
        text = str(error)
        say("error", escaped(place.without_paths(text) if place else text))
    else:
        if done:
            say("success", escaped(done))
    st.rerun()
