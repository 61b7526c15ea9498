"""Snapshots: what can I download and pass on?"""

import streamlit as st

from dashboard.page.calendar_address import calendar_address
from dashboard.page.downloads import download, download_all, file_name
from dashboard.page.figures.snapshots import snapshot_file
from dashboard.page.filters import filter_row
from dashboard.page.heading import heading
from dashboard.page.letters import preview
from dashboard.page.tables import rows_table
from dashboard.page.tile import how_counted
from dashboard.reading.downloads import snapshot_csv
from dashboard.reading.parts import parts_of
from dashboard.reading.rows import read_snapshot
from data.outputs.snapshot import files_of

view = heading("snapshots")
parts = parts_of(view.build)
with filter_row() as row:
    name = row.pick("File", files_of(parts), "file", width=168)
file, rows = snapshot_file(name), read_snapshot(view, name)
with st.container(horizontal=True, vertical_alignment="center"):
    st.subheader(file.title, anchor=False, width="content")
    download(view, snapshot_csv(view, name), f"{file_name(view, file.query)}.csv")
    download_all(view)
st.caption(f"{len(rows):,} rows, exactly as in the file.")
with st.container(key="only_narrow"):
    st.caption("A wider screen shows the rows here. The download has them all.")
with st.container(key="only_wide"):
    rows_table(rows, name, is_file=True)
how_counted(file)
if "letters" in parts:
    preview(view)
calendar_address("snapshots", view)
