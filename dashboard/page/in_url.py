"""Widgets whose values are in the URL, and stay when the page changes."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

import streamlit as st

_CURRENT, _IS_NEW, _VALUES, _MISSING = "page now", "page is new", "filter values", "not there"
_AT_START = "at their start"  # key -> the start that its widget shows


def begin_page(name: str) -> None:
    """Note which page this run draws: on a new page, widgets begin with what the URL says."""
    st.session_state[_IS_NEW] = st.session_state.get(_CURRENT) != name
    st.session_state[_CURRENT] = name


def is_new_page() -> bool:
    """Whether this run is the first one of the page since another one was drawn."""
    return bool(st.session_state[_IS_NEW])


def current_page() -> str:
    """The name of the page that this run draws."""
    return str(st.session_state[_CURRENT])


def in_url(
    widget: Callable[..., Any],
    label: str,
    *,
    key: str,
    start: object,
    parse: Callable[[str], object] = str,
    is_always_written: bool = False,
    **options: object,
) -> Any:
    """A widget whose value is in the URL under `key`.

    On a new page, and after an error has kept it from being drawn, it begins with the value in the
    URL, else with the value it had on the page before, else with `start`. A widget that shows its
    start goes along when that changes, as today does at midnight. `parse` raises ValueError for a
    text that is not a value of it. Then the widget is empty and `missing` returns the text,
    which stays in the URL: it is tried again on every run until another value is picked. `start` is
    written only if `is_always_written`.

    `widget` takes `options` and the `index` of one, or a `value`: what it begins with in a browser.
    """
    _follow(key, start)
    _take_what_is_asked_for(key, start, parse)
    value = widget(label, key=key, **_beginning(st.session_state[key], options), **options)
    kept = st.session_state[_MISSING].get(key, value)
    is_written = is_always_written or kept != start
    remember(key, kept if is_written else None)
    _note_start(key, start, kept)
    _write(key, str(kept) if is_written and kept is not None else None)
    return value


def pick_in_url(
    label: str,
    labels: Mapping[str, str],
    key: str,
    placeholder: str = "Pick one",
    width: int | Literal["stretch"] = 260,
) -> str | None:
    """The choice of one of `labels` by its key; the only one is picked at once.

    A link can make the choice. None where nothing is picked, or the link has something unknown.
    """

    def parse(text: str) -> str:
        if text not in labels:
            raise ValueError(text)
        return text

    picked: str | None = in_url(
        st.selectbox,
        label,
        key=key,
        start=next(iter(labels)) if len(labels) == 1 else None,
        parse=parse,
        options=list(labels),
        format_func=lambda value: labels.get(value, value),
        placeholder=placeholder,
        width=width,
    )
    return picked


def _take_what_is_asked_for(key: str, start: object, parse: Callable[[str], object]) -> None:
    """Set the value of a widget before it is drawn, or note the text that is no value of it."""
    missing_texts = st.session_state.setdefault(_MISSING, {})
    wanted = asked_for(key)
    if key not in st.session_state:
        st.session_state[key] = start
    if wanted is None:
        _set(key, start)
        return
    try:
        _set(key, parse(wanted))
        missing_texts.pop(key, None)
    except ValueError:
        _set(key, None)
        missing_texts[key] = wanted


def _follow(key: str, start: object) -> None:
    """Give a widget that nobody has moved from its start the new start."""
    shown = st.session_state.get(_AT_START, {}).get(key, start)
    if shown != start and st.session_state.get(key) == shown:
        st.session_state[key] = start


def _note_start(key: str, start: object, value: object) -> None:
    """Note whether a widget shows its start, for `_follow` in the next run."""
    at_start = st.session_state.setdefault(_AT_START, {})
    if value == start:
        at_start[key] = start
    else:
        at_start.pop(key, None)


def asked_for(key: str) -> str | None:
    """The text of the value that the widget of `key` is to have in this run; None for its start.

    A link can ask for the start: its value is empty.
    """
    state = st.session_state
    if state[_IS_NEW] or key not in state:
        wanted = st.query_params.get(key, state.get(_VALUES, {}).get(key)) or None
    else:
        wanted = missing(key) if state[key] is None else state[key]
    return None if wanted is None else str(wanted)


def missing(key: str) -> str | None:
    """The text that was asked for under `key` and is not a value of its widget."""
    text: str | None = st.session_state.get(_MISSING, {}).get(key)
    return text


def set_value(key: str, value: object) -> None:
    """Give the widget of `key` another value; called before it is drawn, as by a button."""
    st.session_state.setdefault(_MISSING, {}).pop(key, None)
    st.session_state[key] = value
    remember(key, value)


def remember(key: str, value: object) -> None:
    """Let the widget of `key` begin with `value` on the next page."""
    st.session_state.setdefault(_VALUES, {})[key] = value


def _beginning(value: object, options: Mapping[str, Any]) -> dict[str, object]:
    """What a widget begins with in a browser that does not have it yet: the value it has here.

    A value that is set reaches the browser once. A click cuts the run and drops what was not sent
    yet, so the browser can have the widget from a later run, and would answer with another value.
    """
    if "options" not in options:
        return {"value": value}
    return {"index": options["options"].index(value) if value in options["options"] else None}


def _set(key: str, value: object) -> None:
    """Set the value of a widget. On the same page only if it is another one: it is drawn anew."""
    if st.session_state[_IS_NEW] or st.session_state[key] != value:
        st.session_state[key] = value


def _write(key: str, text: str | None) -> None:
    """Have `text` under `key` in the URL, or nothing when it is None."""
    if st.query_params.get(key) == text:
        return
    if text is None:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = text
