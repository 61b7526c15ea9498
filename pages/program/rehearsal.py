"""Rehearsal: whom would other settings change?"""

import streamlit as st

from dashboard.page.figures import rehearsal
from dashboard.page.heading import heading
from dashboard.page.rehearsal.fields import ask
from dashboard.page.rehearsal.outcome import show_outcome
from dashboard.page.rehearsal.trying import (
    ask_for_more,
    start_again,
    try_out,
    with_checkpoints,
)
from dashboard.page.tile import how_counted
from dashboard.reading.rehearsed import Typed

view = heading("rehearsal", by_team=False)
answer = st.container()
with st.container(border=True):
    st.caption(
        "Nothing is changed here: what you write is tried on all days of the data, and compared "
        "with the settings in force."
    )
    changed = ask(view)
    others = ask_for_more()
    if changed or others:
        back = "Back to the settings in force"
        st.button(back, icon=":material/undo:", on_click=start_again, args=(view,))
with answer:
    typed = Typed(tuple(changed.items()), others)
    found = try_out(view, typed)
if found:
    show_outcome(view, with_checkpoints(view, found, typed), typed.as_file())
how_counted(rehearsal.SETTINGS)
