"""A browser that lost its server and found one again is sent its page anew."""

from datetime import timedelta

import streamlit as st

_SELDOM = timedelta(days=1)


def sends_page_again() -> None:
    """Nothing to see: by being there, it makes a browser that reconnects ask for its page.

    Streamlit leaves a drawn page as it is then. That would do for a server that still knows the
    session. Another one, or the same started again, has no file that the page offers, and does not
    know the filters that the next page takes along. For a page with a part that runs by the clock,
    browsers ask again, and with the filters that are in its address.
    """
    with st.sidebar:
        _by_the_clock()


@st.fragment(run_every=_SELDOM)
def _by_the_clock() -> None:
    """Nothing to do."""
