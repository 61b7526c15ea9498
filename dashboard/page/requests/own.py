"""The requests of one MVP with their answers, as the page of the MVP shows them."""

from collections.abc import Sequence

import streamlit as st

from dashboard.page.people import name_of
from dashboard.page.requests.card import Desk, box, card
from dashboard.page.requests.in_part import first_or_all
from dashboard.reading.rows import ViewContext
from data.events.requests import ASKED, Request

_FIRST = 3  # requests that are shown at once


def own_requests(at: Desk, view: ViewContext, requests: Sequence[Request]) -> None:
    """The requests of an MVP in their order, those asked back first; nothing without any."""
    if not requests:
        return
    name = name_of(view)
    asked = [request for request in requests if request.state == ASKED]
    ordered = [*asked, *(request for request in requests if request.state != ASKED)]
    if asked:
        many = "A request waits" if len(asked) == 1 else f"{len(asked):,} requests wait"
        st.info(f"{many} for an answer to what was asked back.", icon=":material/reply:")
    st.subheader("Requests", anchor=False)
    for request in first_or_all(ordered, max(_FIRST, len(asked)), "all requests"):
        with box(request):
            card(at, request, name)
