"""Requests: what do people say is missing, and what is decided?"""

import streamlit as st

from dashboard.page.heading import heading_without_filters
from dashboard.page.opened import viewer_of
from dashboard.page.requests import queue
from dashboard.page.requests.card import desk
from dashboard.page.requests.saying import say_closed, show_done
from dashboard.reading.events import requests_of
from dashboard.viewers.speaker import speaker

view = heading_without_filters("requests")
if view is not None:
    me = speaker(viewer_of("requests"))
    requests = requests_of(view, me)
    show_done()
    say_closed()
    st.header(queue.headline(requests), anchor=False)
    if not requests:
        st.info("Nobody whom you can see has asked for anything yet.", icon=":material/inbox:")
    queue.draw(desk("requests", view, me), view, requests)
