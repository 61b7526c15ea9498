"""The dashboard: who is looking, the menu for them, and the page they chose."""

import streamlit as st

from dashboard.reading import builds
from dashboard.server import failures, first_run, reconnecting
from dashboard.viewers import access, menu, refusals

st.set_page_config(page_title="MVP program", page_icon="dashboard/icon.svg", layout="wide")

with builds.one_run(), failures.explained():
    if not access.has_sign_in():
        first_run.ensure_database()
    viewer = access.viewer()
    if isinstance(viewer, access.Viewer):
        page = menu.chosen_page(viewer)
        menu.who_looks(viewer)
        reconnecting.sends_page_again()
        page.run()
    else:
        st.navigation([st.Page(lambda: refusals.explain(viewer), title="MVP program")]).run()
        if viewer.why != "closed" and not access.has_sign_in():
            menu.who_looks(viewer)
