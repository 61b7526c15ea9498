"""The menu beside every page: the pages open to who is looking, and as whom they look."""

from collections.abc import Callable

import streamlit as st

from dashboard.reading.people import people
from dashboard.registry import PAGES
from dashboard.viewers import access, refusals


def chosen_page(viewer: access.Viewer) -> st.Page:
    """Draw the menu for `viewer`; returns the page to run."""
    entries = {
        page: st.Page(page.file, title=page.title, icon=page.icon, url_path=page.name)
        for page in PAGES
        if viewer.role in page.roles
    }
    # The front is the first page once more: Streamlit knows its front by no other address.
    first = next(iter(entries))
    front = st.Page(first.file, title=first.title, icon=first.icon, url_path="front", default=True)
    chosen = st.navigation([front, *entries.values()], position="hidden")
    if chosen is front:
        entries[first] = front
    with st.sidebar:
        st.markdown("**MVP program**")
        for group in dict.fromkeys(page.group for page in entries):
            st.caption(group)
            for page, entry in entries.items():
                if page.group == group:
                    st.page_link(entry)
    return chosen


def any_page(draw: Callable[[], None]) -> st.Page:
    """The page that was asked for, whoever asks, with `draw` in the place of its script.

    So its address stays, and it can open when it is asked for again.
    """
    front = st.Page(draw, title="MVP program", url_path="front", default=True)
    pages = [st.Page(draw, title=page.title, url_path=page.name) for page in PAGES]
    return st.navigation([front, *pages], position="hidden")


def who_looks(viewer: access.Viewer | access.Refusal) -> None:
    """Below the menu: who is signed in, or in local mode, as whom to look."""
    with st.sidebar:
        st.divider()
        if access.has_sign_in():
            st.text(viewer.email or "")
            refusals.sign_out()
            return
        others = people()
        st.selectbox(
            "View as",
            [None, *others],
            format_func=lambda email: others.get(email, "Program team"),
            key=access.VIEW_AS,
        )
        st.caption("Local mode: no sign-in, open on this machine only.")
