"""Snapshots: what shall I hand on?"""

import streamlit as st

from dashboard.components import download_text, rows_table
from dashboard.filters import heading
from dashboard.read import day, read_snapshot, snapshot_text
from data.snapshot import FILES, snapshot_zip

look = heading("snapshots")
st.download_button(
    "Download all files as ZIP",
    lambda: snapshot_zip(day(look.build, look.as_of), look.scope),
    f"snapshot-{look.as_of}.zip",
    "application/zip",
    icon=":material/folder_zip:",
    type="primary",
)
name = st.segmented_control("File", FILES, default=FILES[0], required=True, key="file")
rows = read_snapshot(look, name)
st.subheader(f"{name}.csv", anchor=False)
st.caption(f"{len(rows):,} rows, exactly as the file holds them.")
rows_table(rows, name)
download_text(lambda: snapshot_text(look, name), f"{name}.csv")
