"""Buttons that hand over files."""

import re
from typing import Any

import streamlit as st

from dashboard.page.in_url import current_page
from dashboard.page.people import name_of
from dashboard.reading.downloads import zipped
from dashboard.reading.rows import ViewContext
from dashboard.server.files import offer
from data.outputs.file_names import slug
from data.settings.saying import own_word

_ORDER = ("sort", "grouped_by")  # parameters that change the order of rows only


def file_button(
    view: ViewContext, label: str, data: str | bytes, name: str, mime: str, **more: Any
) -> None:
    """A button that hands over a file with figures of `view`.

    The file is made before the click. A file that Streamlit makes on the click is gone after two
    more runs of any session, often before a slow connection has asked for it.
    """
    offer(current_page(), data, name, mime, view)
    st.download_button(label, data, name, mime, on_click="ignore", **more)


def file_name(view: ViewContext, what: str, **parameters: object) -> str:
    """The name of a file without its ending: what it shows, of which day, and the filters.

    `what` is the name of a query, and `parameters` are its. `at_risk/calls` gives
    `at-risk-calls-2026-11-28-iberia`; `mvp` at the beginning is the program's word for a person.
    """
    what = re.sub(r"^mvp\b", own_word("person"), what)
    person = None if view.scope.only_mvp is None else name_of(view)
    chosen = [_in_words(name, value) for name, value in parameters.items()]
    filters = (view.scope.only_team or "", person or "", *chosen)
    return slug(what, view.as_of.isoformat(), *filters)


def _in_words(name: str, value: object) -> str:
    """What a parameter of a query chooses; an empty text where it chooses nothing."""
    if name in _ORDER or value is None or value is True or value == "all":
        return ""
    if value is False:
        return f"not {name}"
    return value if isinstance(value, str) and name != "by" else f"{name} {value}"


def download(view: ViewContext, text: str, name: str) -> None:
    """A button that hands over a CSV."""
    file_button(
        view,
        "Download CSV",
        text,
        name,
        "text/csv",
        key=f"{name} download",
        icon=":material/download:",
    )


def download_all(view: ViewContext, label: str, what: str) -> None:
    """All snapshot files as a ZIP, in two steps: making them takes a moment."""
    if st.button(f"Prepare {label} as ZIP", icon=":material/folder_zip:"):
        file_button(
            view,
            "Download ZIP",
            zipped(view),
            f"{file_name(view, what)}.zip",
            "application/zip",
            icon=":material/download:",
            type="primary",
        )
