"""The parts of an MVP's own page."""

import streamlit as st

from dashboard.read import Look, day, read
from data.snapshot import snapshot_zip


def track_cards(look: Look) -> None:
    """A card a judged track: level, done of expected, until when it is safe, and the way back."""
    for solutions in read(look, "mvp/solutions").itertuples():
        st.markdown(f"Accepted answers: {solutions.sentence}")
    with st.container(horizontal=True):
        for track in read(look, "mvp/tracks").itertuples():
            if track.is_judged:
                with st.container(border=True, width=260):
                    _card(track)


def _card(track) -> None:
    st.metric(
        track.track.capitalize(),
        f"{track.done:,} of {track.expected:,}",
        help=f"Done of what is expected today; {track.target:,} by the end of the year.",
    )
    st.markdown(f"{track.sign} **{track.level}**")
    st.caption(track.outlook)


def own_data(look: Look) -> None:
    """All that is kept about the MVP in sight, to take away."""
    st.download_button(
        "Download all of this as ZIP",
        lambda: snapshot_zip(day(look.build, look.as_of), look.scope),
        f"mvp-{look.as_of}.zip",
        "application/zip",
        icon=":material/folder_zip:",
    )
