"""Buttons that hand over files."""

import re
from typing import Any

import streamlit as st

from dashboard.page.in_url import current_page
from dashboard.reading.downloads import zipped
from dashboard.reading.rows import ViewContext
from dashboard.server.files import offer
from data.settings.saying import own_word


def file_button(
    view: ViewContext, label: str, data: str | bytes, file_name: str, mime: str, **more: Any
) -> None:
    """A button that hands over a file with figures of `view`.

    The file is made before the click. A file that Streamlit makes on the click is gone after two
    more runs of any session, often before a slow connection has asked for it.
    """
    offer(current_page(), data, file_name, mime, view)
    st.download_button(label, data, file_name, mime, on_click="ignore", **more)


def own_name(name: str) -> str:
    """The name of a file, with the program's word for a person in place of `mvp`."""
    return re.sub(r"^mvp\b", own_word("person").lower().replace(" ", "-"), name)


def download(view: ViewContext, text: str, file_name: str) -> None:
    """A button that hands over a CSV."""
    file_button(
        view,
        "Download CSV",
        text,
        file_name,
        "text/csv",
        key=f"{file_name} download",
        icon=":material/download:",
    )


def download_all(view: ViewContext, label: str, file_name: str) -> None:
    """All snapshot files as a ZIP, in two steps: making them takes a moment."""
    if st.button(f"Prepare {label} as ZIP", icon=":material/folder_zip:"):
        file_button(
            view,
            "Download ZIP",
            zipped(view),
            f"{own_name(file_name)}-{view.as_of}.zip",
            "application/zip",
            icon=":material/download:",
            type="primary",
        )
