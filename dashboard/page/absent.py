"""What is not there, and what a page says about it (docs/rules.md section 13)."""

import streamlit as st

from dashboard.page.figures.shared import ABSENT
from dashboard.reading.rows import ViewContext, read


def absent(view: ViewContext, *names: str) -> str:
    """The sentences about those of `names` that are not there; empty when all are there.

    The names are those of queries/pages/shared/absent.sql, such as `certifications`.
    """
    if not names:
        return ""
    rows = read(view, ABSENT.query)
    said = zip(rows["about"], rows["sentence"], strict=True)
    return " ".join(sentence for about, sentence in said if about in names)


def caption_absent(view: ViewContext, *names: str) -> None:
    """Say in a line at the head of a page which of `names` are not there."""
    if said := absent(view, *names):
        st.caption(f":material/info: {said}")


def note_absent(view: ViewContext, *names: str) -> bool:
    """Say which of `names` are not there; returns whether there was something to say."""
    said = absent(view, *names)
    if said:
        st.info(said, icon=":material/inbox:")
    return bool(said)
