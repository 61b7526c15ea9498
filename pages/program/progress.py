"""Progress: who is where against target?"""

import streamlit as st

from dashboard.charts import LEVEL_COLORS, TRACK_COLORS
from dashboard.page.components import table
from dashboard.page.filters import choice, heading, in_url, pick

SORTS = ["worst first", "name", "team"]

view = heading("progress")
with st.container(horizontal=True, vertical_alignment="bottom"):
    track = choice("Track", list(TRACK_COLORS), key="track")
    level = choice("Level", list(LEVEL_COLORS), key="level")
    sort = pick("Sort", SORTS, "sort", width=180)
    name = in_url(st.text_input, "Name", key="name", start="", width=180)
table(
    view,
    "progress/matrix",
    "Every MVP, track by track",
    "Each cell: done / expected today / target of the year. ▲ ahead, ● on track, ▽ behind, "
    "▼ off track; ★ a track the MVP committed to (☆ no commitment: the best of the four counts).",
    empty="Nobody fits this choice. Take a filter away to see more.",
    track=track,
    level=level,
    sort=sort,
    name=name or None,
)
