"""What a build of the draft changes, against the build that pages show."""

import streamlit as st

from dashboard.page.bring.workplace import Workplace
from data.bring.job import JobState


def draw(place: Workplace, tried: JobState) -> None:
    """What changes, and the report of the build, as its lines."""
    if tried.changes:
        st.markdown("**What changes**")
        st.code(_text(place, tried.changes), language=None, wrap_lines=True)
    if tried.report:
        with st.expander("The report of the build", key="bring report"):
            st.code(_text(place, tried.report), language=None)


def _text(place: Workplace, lines: list[str]) -> str:
    return "\n".join(place.without_paths(line) for line in lines)
