"""Bring data: what is in our exports, and what will the dashboard make of it?"""

import streamlit as st

from dashboard.page.bring import accounts, closed, files, meaning, next_step, publishing, trying
from dashboard.page.bring.workplace import Workplace, head, show_message, workplace
from dashboard.page.figures import bring_data
from dashboard.page.show import show
from data.bring.job import state

view = head()
show_message()
place = workplace()
if isinstance(place, Workplace):
    to_do = st.empty()
    job = state(place.folder)
    files.draw(place)
    exports = meaning.exports(place)
    meaning.draw(place, exports)
    found = accounts.found_accounts(place, meaning.is_decided(exports))
    accounts.draw(place, found)
    trying.draw(place, job)
    publishing.draw(place, job)
    next_step.draw(to_do, place, exports, found, job)
else:
    closed.explain(view, *place)
if view is not None:
    show(view, bring_data.INPUTS)
