"""The text of a mapping, for people who prefer it."""

import streamlit as st

from dashboard.page.bring.changing import changing
from dashboard.page.bring.follow import follow
from dashboard.page.bring.workplace import Workplace, show_error
from dashboard.page.prose import plain
from data.bring import mapping_document
from data.bring.draft import Draft
from data.bring.recognized import Recognized
from data.errors import ProgramError

_LONGEST = 200_000  # characters


def draw(place: Workplace, draft: Draft, found: Recognized) -> None:
    """A switch that shows the mapping of a file as text, and a button that saves it."""
    if found.mapping is None:
        return
    key = f"bring text {found.place}"
    if not st.toggle("Edit the mapping as text", key=f"{key} shown"):
        return
    try:
        current = mapping_document.text(draft.work, found.mapping)
    except ProgramError as error:
        show_error(place, error)
        return
    edited = follow(
        st.text_area,
        f"Mapping {plain(found.mapping)}",
        key,
        current,
        height=400,
        max_chars=_LONGEST,
        help="docs/sources.md says what it can hold.",
    )
    if st.button(f"Save the text of {plain(found.mapping)}", key=f"{key} save"):
        with changing(place, f"edited the mapping {found.mapping}", f"Saved {found.mapping}"):
            mapping_document.set_text(draft.work, found.mapping, edited)
