"""Buttons that hand over files."""

import streamlit as st

from dashboard.reading.downloads import zipped
from dashboard.reading.rows import ViewContext


def download(text: str, file_name: str) -> None:
    """A button that hands over a CSV.

    The text is made before the click. A file that Streamlit makes on the click is gone after two
    more runs of any session, often before a slow connection has asked for it.
    """
    st.download_button(
        "Download CSV",
        text,
        file_name,
        "text/csv",
        key=f"{file_name} download",
        on_click="ignore",
        icon=":material/download:",
    )


def download_all(view: ViewContext, label: str, file_name: str) -> None:
    """All snapshot files as a ZIP, in two steps: making them takes a moment."""
    if st.button(f"Prepare {label} as ZIP", icon=":material/folder_zip:"):
        st.download_button(
            "Download ZIP",
            zipped(view),
            f"{file_name}-{view.as_of}.zip",
            "application/zip",
            on_click="ignore",
            icon=":material/download:",
            type="primary",
        )
