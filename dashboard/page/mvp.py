"""The parts of an MVP's own page that no other page has."""

from typing import Any

import streamlit as st

from dashboard.page.figures import mvp
from dashboard.page.prose import plain
from dashboard.page.tile import how_counted
from dashboard.reading.rows import ViewContext, read


def solutions(view: ViewContext) -> None:
    """The share of accepted answers, for an MVP who answers."""
    for row in read(view, mvp.SOLUTIONS.query).itertuples():
        st.markdown(f"Accepted answers: {row.sentence}")
        how_counted(mvp.SOLUTIONS)


def track_cards(view: ViewContext) -> None:
    """One card per judged track: done of expected, the level, and the outlook."""
    with st.container(horizontal=True):
        for track in read(view, mvp.TRACKS.query).itertuples():
            if track.is_judged:
                with st.container(border=True, width=260):
                    _card(track)
    how_counted(mvp.TRACKS)


def _card(track: Any) -> None:
    st.metric(
        plain(track.title),
        f"{track.done:,} of {track.expected:,}",
        help=f"Done, of what is expected today; {track.target:,} by the end of the year.",
    )
    st.markdown(f"{track.sign} **{track.level}**")
    st.caption(track.outlook)
