"""The dashboard: who is looking, the menu for them, and the page they chose."""

import streamlit as st

from dashboard import access, builds, failures, gate, menu, reconnecting, start

st.set_page_config(page_title="MVP program", page_icon="dashboard/icon.svg", layout="wide")

with builds.one_run(), failures.told():
    if not access.has_sign_in():
        start.ensure_database()
    viewer = access.viewer()
    if isinstance(viewer, access.Viewer):
        page = menu.chosen_page(viewer)
        menu.who_looks(viewer)
        reconnecting.sends_page_again()
        page.run()
    else:
        st.navigation([st.Page(lambda: gate.explain(viewer), title="MVP program")]).run()
        if viewer.why != "closed" and not access.has_sign_in():
            menu.who_looks(viewer)
