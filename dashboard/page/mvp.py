"""The parts of an MVP's own page."""

import streamlit as st

from dashboard.page.components import how_counted, table
from dashboard.reading.read import ViewContext, read


def track_cards(look: ViewContext) -> None:
    """A card a judged track: level, done of expected, until when it is safe, and the way back."""
    for solutions in read(look, "mvp/solutions").itertuples():
        st.markdown(f"Accepted answers: {solutions.sentence}")
        how_counted("mvp/solutions")
    with st.container(horizontal=True):
        for track in read(look, "mvp/tracks").itertuples():
            if track.is_judged:
                with st.container(border=True, width=260):
                    _card(track)
    how_counted("mvp/tracks")


def _card(track) -> None:
    st.metric(
        track.track.capitalize(),
        f"{track.done:,} of {track.expected:,}",
        help=f"Done of what is expected today; {track.target:,} by the end of the year.",
    )
    st.markdown(f"{track.sign} **{track.level}**")
    st.caption(track.outlook)


def told(look: ViewContext) -> None:
    """What was told at past checkpoints, beside what is known today, and what arrived since."""
    table(
        look,
        "mvp/published",
        "Told at past checkpoints",
        "What was told stays as it was told. Known today: the same day by today's data and rules.",
        empty="No past checkpoint has been frozen yet.",
    )
    table(
        look,
        "mvp/arrived",
        "Arrived since",
        "Dated up to the checkpoint, and first seen after it was told.",
        empty="Nothing dated up to a frozen checkpoint has arrived since.",
    )
