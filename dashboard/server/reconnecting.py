"""Makes a browser that lost its server ask the next one for its page.

Relies on: after reconnecting, Streamlit's client asks for its page again when the page has a
fragment that runs by the clock, and only then.
Without it: the page stays as it was drawn. A server that does not know the session has none of the
files that the page offers, and the next page starts without the filters.
Gain: both work after a server was replaced (measured with and without: yes, no).
"""

from datetime import timedelta

import streamlit as st

_RARELY = timedelta(days=1)


def redraw_after_reconnect() -> None:
    """Add a part to the page that shows nothing and runs by the clock."""
    with st.sidebar:
        _empty()


@st.fragment(run_every=_RARELY)
def _empty() -> None:
    """Draw nothing."""
