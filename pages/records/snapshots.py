"""Snapshots: what shall I hand on?"""

import streamlit as st

from dashboard.page.components import download, download_all, how_counted, rows_table
from dashboard.page.filters import heading, pick
from dashboard.page.letters import preview
from dashboard.reading.read import read_snapshot, snapshot_csv
from data.outputs.snapshot import FILES

view = heading("snapshots")
download_all(view, "all files", "snapshot")
name = pick("File", list(FILES), "file", width=240)
rows = read_snapshot(view, name)
st.subheader(f"{name}.csv", anchor=False)
st.caption(f"{len(rows):,} rows, exactly as the file holds them.")
rows_table(rows, name)
download(snapshot_csv(view, name), f"{name}.csv")
how_counted(f"snapshot/{name}")
preview(view)
