"""Links from a page to another one, as of the same day and of the same team."""

from collections.abc import Mapping

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from dashboard.registry import page

_KEPT = ("as_of", "team")


def link(name: str, label: str, filters: Mapping[str, str], note: str | None = None) -> None:
    """A link to a page as its `filters` narrow it; only the label where it is not open to view.

    `note` is the tooltip.
    """
    kept = {key: value for key, value in st.query_params.to_dict().items() if key in _KEPT}
    try:
        st.page_link(page(name).file, label=label, help=note, query_params={**kept, **filters})
    except (
        StreamlitPageNotFoundError
    ):  # not in this viewer's menu, or a script that is run by itself
        st.markdown(label, help=note)
