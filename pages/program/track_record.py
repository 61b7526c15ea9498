"""Track record: how often were our flags right?"""

import streamlit as st

from dashboard.page.figures import track_record
from dashboard.page.filters import choice, heading, pick
from dashboard.page.show import show
from dashboard.reading.rows import read

view = heading("track_record")
show(view, track_record.SCORES)
scores = read(view, track_record.SCORES.query, by="all")
if not scores.empty:
    with st.container(horizontal=True):
        ahead = pick("Days before", scores["look_ahead"].astype(str).tolist(), "ahead", width=180)
        tracks = read(view, track_record.SCORES.query, by="track")["part"].unique().tolist()
        track = choice("Track", tracks, key="track")
        years = read(view, track_record.SCORES.query, by="year")["part"].unique().tolist()
        year = choice("Year", years, key="year")
    show(
        view,
        track_record.CALIBRATION,
        look_ahead=int(ahead),
        track=track,
        year=year and int(year),
    )
    show(view, track_record.BY_TRACK)
    show(view, track_record.BY_YEAR)
