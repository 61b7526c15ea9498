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

try:
    start.ensure_database()
    menu: dict[str, list[st.Page]] = {}
    for page in PAGES:
        if viewer.role in page.roles:
            entry = st.Page(page.file, title=page.title, icon=page.icon, url_path=page.name)
            menu.setdefault(page.group, []).append(entry)
    st.navigation(menu).run()
except ProgramError as error:
    st.error(str(error), icon=":material/error:")
