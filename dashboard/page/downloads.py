"""Buttons that hand over files."""

import re
from contextlib import nullcontext
from typing import Any

import streamlit as st

from dashboard.page.figures import GIVEN
from dashboard.page.in_url import current_page
from dashboard.page.people import name_of
from dashboard.reading.downloads import is_record_computed, record, zipped
from dashboard.reading.rows import ViewContext
from dashboard.server.files import offer
from data.outputs.file_names import slug
from data.settings.saying import in_own_words, own_word

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
    if name in _ORDER + GIVEN or value is None or value is True or value == "all":
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


def download_all(view: ViewContext) -> None:
    """All snapshot files as a ZIP, in two steps: making them takes a moment."""
    if _is_asked_for("all files"):
        _download_zip(view, zipped(view), "snapshot")


def download_record(view: ViewContext) -> None:
    """The record of the one MVP of a view as a ZIP, in two steps like that of a snapshot."""
    st.caption(
        in_own_words(
            "A ZIP to keep: a page that opens without a network, with the checkpoints of every "
            "year and all contributions, and the same as CSV files."
        )
    )
    if _is_asked_for("the record"):
        text = in_own_words("Computing every past checkpoint; this can take some seconds …")
        with nullcontext() if is_record_computed(view) else st.spinner(text):
            content = record(view)
        _download_zip(view, content, "mvp-record")


def _is_asked_for(what: str) -> bool:
    """Whether the button is clicked that asks for a ZIP."""
    return st.button(f"Prepare {what} as ZIP", icon=":material/folder_zip:")


def _download_zip(view: ViewContext, content: bytes, what: str) -> None:
    file_button(
        view,
        "Download ZIP",
        content,
        f"{file_name(view, what)}.zip",
        "application/zip",
        icon=":material/download:",
        type="primary",
    )
