"""Progress: who is where against target?"""

import streamlit as st

from dashboard.charts import LEVEL_COLORS
from dashboard.page.figures import progress, shared
from dashboard.page.filters import filter_row
from dashboard.page.heading import heading
from dashboard.page.in_url import in_url
from dashboard.page.show import headline, show
from dashboard.reading.rows import read
from data.settings.saying import in_own_words, own_label

SORTS = ["worst first", "name", "team"]

view = heading("progress")
headline(view, progress.HEADLINE)
with filter_row() as row:
    track = row.choice("Track", read(view, shared.TRACKS.query)["track"].tolist(), "track")
    on_track = in_own_words(progress.ON_TRACK)
    level = row.choice("Level", [on_track, *map(own_label, LEVEL_COLORS)], "level")
    sort = row.pick("Sort", SORTS, "sort", width=168, label_visibility="collapsed")
    name = in_url(
        st.text_input,
        "Name",
        key="name",
        start="",
        width=168,
        placeholder="Name",
        label_visibility="collapsed",
    )
narrowed = {"on_track": True} if level == on_track else {"level": level}
show(view, progress.MATRIX, track=track, sort=sort, name=name or None, **narrowed)
