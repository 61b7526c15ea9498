"""A spinner in the place of a figure that takes a while."""

from contextlib import AbstractContextManager, nullcontext

import streamlit as st

from dashboard.reading.rows import ViewContext, is_computed


def spinner(view: ViewContext, figure: str) -> AbstractContextManager[None]:
    """A spinner while the rows of `figure` are read, if a day has to be computed for them."""
    if is_computed(view, figure):
        return nullcontext()
    return st.spinner("Computing the figures of this day …")
