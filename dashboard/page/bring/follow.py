"""Widgets that show what a file says, and follow when somebody else changes the file."""

from collections.abc import Callable
from typing import Any

import streamlit as st

_SHOWN = "what the files said"


def follow(
    widget: Callable[..., Any], label: str, key: str, current: object, **options: Any
) -> Any:
    """Draw a widget that begins with `current`; returns its value, another one if it was changed.

    When `current` changes, as by another person, the widget shows the new one.
    """
    shown = st.session_state.setdefault(_SHOWN, {})
    if key not in st.session_state or key not in shown or shown[key] != current:
        st.session_state[key] = current
    shown[key] = current
    return widget(label, key=key, **options)


def forget() -> None:
    """Let all widgets show in the next run what the files say, as after a change that failed."""
    st.session_state.pop(_SHOWN, None)
