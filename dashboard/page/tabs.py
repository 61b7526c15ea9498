"""Tabs: which one is open is in the URL, and only what is in that one is computed and sent."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.page.in_url import in_url, set_value


def open_tab(titles: Mapping[str, str], key: str) -> tuple[str, AbstractContextManager[object]]:
    """Draw tabs with these titles; returns the name of the open one, and where its content goes.

    `titles`: name -> what people read. The name is in the URL under `key`, except that of the first
    tab, which is open unless the URL names another one.
    """
    names, drawn = list(titles), list[DeltaGenerator]()

    def draw(_label: str, key: str, value: str) -> str:
        widget, title = f"{key} widget", titles[value]
        if st.session_state.get(widget) != title:
            st.session_state[widget] = title
        changed = partial(_opened, key, widget, {title: name for name, title in titles.items()})
        drawn.extend(st.tabs(list(titles.values()), key=widget, default=title, on_change=changed))
        return value

    def parse(text: str) -> str:
        return text if text in titles else names[0]

    name: str = in_url(draw, "Tab", key=key, start=names[0], parse=parse)
    return name, drawn[names.index(name)]


def _opened(key: str, widget: str, names: Mapping[str, str]) -> None:
    """Note the name of the tab that was opened by a click."""
    set_value(key, names[st.session_state[widget]])
