"""Whether somebody may open a page, and whether there is such a page. Every page asks itself."""

import streamlit as st

from dashboard.reading.parts import current_parts
from dashboard.registry import page
from dashboard.viewers import access, audit


def viewer_of(name: str) -> access.Viewer:
    """The viewer of the page `name`; stops it for one who may not open it.

    A program without the part that the page belongs to has no such page.
    """
    if not page(name).is_in(current_parts()):
        st.error("There is no such page.", icon=":material/search_off:")
        st.stop()
    viewer = access.viewer()
    if isinstance(viewer, access.Refusal) or viewer.role not in page(name).roles:
        audit.refused(name, "role", part="role")
        st.error("You may not open this page.", icon=":material/lock:")
        st.stop()
    return viewer
