"""The script that bare.py serves: a filter by team, and the charts of the page."""

from functools import partial

import streamlit as st

from benchmarks.peers import CHARTS, Program
from dashboard.server.drawing import draw

program = st.cache_resource(Program)()


@st.cache_data
def charts(page: str, team: str) -> list[str]:
    """The page's charts as JSON, in order."""
    return [chart.to_json() for chart in program.charts(page, team)]


def show(page: str) -> None:
    """The page's filter and charts."""
    team = st.selectbox("Team", program.teams)
    for number, chart in enumerate(charts(page, team)):
        draw(chart, alt=page, key=f"{page} {number}")


pages = [st.Page(partial(show, page), title=page, url_path=page) for page in CHARTS]
st.navigation(pages, position="hidden").run()
