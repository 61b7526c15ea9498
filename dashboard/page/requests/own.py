"""The requests of one MVP with their answers, as the page of the MVP shows them."""

from collections.abc import Sequence

import streamlit as st

from dashboard.page.people import name_of
from dashboard.page.requests.card import Desk, box, card
from dashboard.reading.rows import ViewContext
from data.events.requests import Request

_FIRST = 3  # requests that are shown at once


def own_requests(at: Desk, view: ViewContext, requests: Sequence[Request]) -> None:
    """The requests of an MVP in their order; nothing where there are none."""
    if not requests:
        return
    name = name_of(view)
    st.subheader("Requests", anchor=False)
    is_long = len(requests) > _FIRST
    shows_all = is_long and st.toggle(f"Show all {len(requests):,}", key="all requests")
    for request in requests if shows_all else requests[:_FIRST]:
        with box(request):
            card(at, request, name)
