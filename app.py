"""The dashboard: who is looking, the menu for them, and the page they chose."""

import streamlit as st

from dashboard import access, start
from data.errors import ProgramError
from pages import PAGES

st.set_page_config(page_title="MVP program", page_icon="dashboard/icon.svg", layout="wide")

viewer = access.viewer()
if viewer is None:
    access.explain_closed()
    st.stop()

entries = {
    page: st.Page(page.file, title=page.title, icon=page.icon, url_path=page.name)
    for page in PAGES
    if viewer.role in page.roles
}
chosen = st.navigation(list(entries.values()), position="hidden")
with st.sidebar:
    st.markdown("**MVP program**")
    for group in dict.fromkeys(page.group for page in entries):
        st.caption(group)
        for page, entry in entries.items():
            if page.group == group:
                st.page_link(entry)
try:
    start.ensure_database()
    chosen.run()
except ProgramError as error:
    st.error(str(error), icon=":material/error:")
