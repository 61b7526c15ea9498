"""The app without its guards: what a flood costs without them."""

import streamlit as st
from starlette.routing import Route

from dashboard.registry import PROJECT
from dashboard.server import drawing, shell, startup

app = st.App(
    PROJECT / "dashboard" / "main.py",
    lifespan=startup.lifespan,
    routes=[
        Route("/healthz", startup.healthz),
        Route(drawing.SOURCE, drawing.plotly_js),
        *shell.routes(),
    ],
)
