"""The application: its main script, its routes, and what it does when it starts.

`streamlit run app.py`, `python -m dashboard` and `make run` all serve it.
"""

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
