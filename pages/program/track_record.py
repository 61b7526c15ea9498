"""Track record: how often were our flags right?"""

import streamlit as st

from dashboard.page.absent import note_absent
from dashboard.page.figures import track_record
from dashboard.page.filters import filter_row
from dashboard.page.heading import heading
from dashboard.page.show import headline, show
from dashboard.reading.rows import read

view = heading("track_record")
note_absent(view, "commitments")
headline(view, track_record.HEADLINE)
show(view, track_record.SCORES)
scores = read(view, track_record.SCORES.query, by="all")
if not scores.empty:
    with filter_row() as row:
        look_aheads = scores["look_ahead"].astype(str).tolist()
        ahead = row.pick("Days before", look_aheads, "ahead", width=168)
        tracks = read(view, track_record.SCORES.query, by="track")["part"].unique().tolist()
        track = row.choice("Track", tracks, "track")
        years = read(view, track_record.SCORES.query, by="year")["part"].unique().tolist()
        year = row.choice("Year", years, "year")
    with st.grid(2, min_column_width=420):
        show(
            view,
            track_record.CALIBRATION,
            look_ahead=int(ahead),
            track=track,
            year=year,
        )
        show(view, track_record.BY_TRACK)
        show(view, track_record.BY_YEAR)
