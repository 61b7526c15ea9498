"""Snapshots: what shall I hand on?"""

import streamlit as st

from dashboard.components import download, download_all, how_counted, rows_table
from dashboard.filters import heading, pick
from dashboard.letters import preview
from dashboard.read import read_snapshot, snapshot_csv
from data.snapshot import FILES

look = heading("snapshots")
download_all(look, "all files", "snapshot")
name = pick("File", list(FILES), "file", width=240)
rows = read_snapshot(look, name)
st.subheader(f"{name}.csv", anchor=False)
st.caption(f"{len(rows):,} rows, exactly as the file holds them.")
rows_table(rows, name)
download(snapshot_csv(look, name), f"{name}.csv")
how_counted(f"snapshot/{name}")
preview(look)
