"""Track record: how often were our flags right?"""

import streamlit as st

from dashboard.page.absent import note_absent
from dashboard.page.figures import track_record
from dashboard.page.filters import filter_row
from dashboard.page.heading import heading
from dashboard.page.show import headline, show
from dashboard.page.tile import tiles
from dashboard.reading.rows import read

view = heading("track_record")
note_absent(view, "commitments")
headline(view, track_record.HEADLINE)
show(view, track_record.SCORES)
scores = read(view, track_record.SCORES.query, by="all", look_ahead=None)
if not scores.empty:
    with filter_row() as row:
        look_aheads = scores["look_ahead"].astype(str).tolist()
        ahead = row.pick("Days before", look_aheads, "ahead", width=168)
        tracks = (
            read(view, track_record.SCORES.query, by="track", look_ahead=None)["part"]
            .unique()
            .tolist()
        )
        track = row.choice("Track", tracks, "track")
        years = (
            read(view, track_record.SCORES.query, by="year", look_ahead=None)["part"]
            .unique()
            .tolist()
        )
        year = row.choice("Year", years, "year")
    look_ahead = int(ahead)
    with tiles("all"):
        show(view, track_record.CALIBRATION, look_ahead=look_ahead, track=track, year=year)
        with st.container():
            show(view, track_record.BY_TRACK, look_ahead=look_ahead)
            show(view, track_record.BY_YEAR, look_ahead=look_ahead)
    show(view, track_record.DID_IT_HELP)
