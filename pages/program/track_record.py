"""Track record: how often were our flags right?"""

import streamlit as st

from dashboard import charts
from dashboard.page.components import figure, table
from dashboard.page.filters import choice, heading, pick
from dashboard.reading.read import read

EMPTY = "No checkpoint has passed yet in a year that somebody committed to a track for."

view = heading("track_record")
scores = read(view, "track_record/scores", by="all")
table(
    view,
    "track_record/scores",
    "Right and wrong",
    "A case is an MVP's committed track on a day before a past checkpoint. Flagged are those whose "
    "chance was low. The chances are worth something when their Brier score is below that of the "
    "pro-rata rule, which only asks whether enough is done so far.",
    EMPTY,
    by="all",
)
if not scores.empty:
    with st.container(horizontal=True):
        ahead = pick("Days before", scores["look_ahead"].astype(str).tolist(), "ahead", width=180)
        tracks = read(view, "track_record/scores", by="track")["part"].unique().tolist()
        track = choice("Track", tracks, key="track")
        years = read(view, "track_record/scores", by="year")["part"].unique().tolist()
        year = choice("Year", years, key="year")
    figure(
        view,
        "track_record/calibration",
        charts.calibration,
        "What was said, and what came true",
        "A point for each band of chance, larger with more cases and hollow where they are too few "
        "to judge. On the dotted line, it came true as often as was said.",
        look_ahead=int(ahead),
        track=track,
        year=year and int(year),
    )
    table(view, "track_record/scores", "By track", "The same, track by track.", EMPTY, by="track")
    table(view, "track_record/scores", "By year", "The same, year by year.", EMPTY, by="year")
