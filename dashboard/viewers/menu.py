"""The menu beside every page: links to the pages open to the viewer, and who the viewer is."""

import hashlib

import streamlit as st

from dashboard.reading.people import people
from dashboard.registry import Page
from dashboard.viewers import access, refusals
from data.settings.saying import in_own_words


def draw_links(links: dict[Page, st.Page]) -> None:
    """A link to each page, under the caption of its group."""
    with st.sidebar:
        st.markdown(in_own_words("**MVP program**"))
        for group in dict.fromkeys(page.group for page in links):
            st.caption(group)
            for page, link in links.items():
                if page.group == group:
                    st.page_link(link)


def draw_viewer(viewer: access.Viewer | access.Refusal) -> None:
    """Below the links: who is signed in or, in local mode, whom to view the pages as."""
    with st.sidebar:
        st.divider()
        st.markdown(f"[Keys, recent views, print](#views-{_digest(viewer)})")
        if access.has_sign_in():
            st.text(viewer.email or "")
            refusals.sign_out()
            return
        choices = {access.AS_PROGRAM_TEAM: "Program team", **people()}
        addresses = list(choices)
        now = st.session_state.get(access.VIEW_AS)
        st.selectbox(
            "View as",
            addresses,
            # A browser can have missed what was picked (dashboard/page/in_url.py).
            index=addresses.index(now) if now in choices else 0,
            format_func=lambda address: choices.get(address, address),
            key=access.VIEW_AS,
            persist_state="session",  # also while one page leads to another
        )
        st.caption("Local mode: no sign-in, open on this machine only.")


def _digest(viewer: access.Viewer | access.Refusal) -> str:
    """What tells a browser whose the views are that it keeps (dashboard/server/views.js)."""
    return hashlib.sha256((viewer.email or "").encode()).hexdigest()[:16]
