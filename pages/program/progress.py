"""Progress: who is where against target?"""

import streamlit as st

from dashboard.charts import LEVEL_COLORS, TRACK_COLORS
from dashboard.page.figures import progress
from dashboard.page.filters import choice, heading, in_url, pick
from dashboard.page.show import show

SORTS = ["worst first", "name", "team"]

view = heading("progress")
with st.container(horizontal=True, vertical_alignment="bottom"):
    track = choice("Track", list(TRACK_COLORS), key="track")
    level = choice("Level", list(LEVEL_COLORS), key="level")
    sort = pick("Sort", SORTS, "sort", width=180)
    name = in_url(st.text_input, "Name", key="name", start="", width=180)
show(view, progress.MATRIX, track=track, level=level, sort=sort, name=name or None)
