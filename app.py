"""The application: its main script, its routes, and what it does when it starts.

`streamlit run app.py`, `python -m dashboard` and `make run` all serve it.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from dashboard.registry import PROJECT
from dashboard.server import drawing, receiving, shell, startup
from dashboard.server.compressed import CompressedFiles
from dashboard.server.connections import ConnectionGuard
from dashboard.server.files import OfferedFiles
from dashboard.server.headers import ClosedPaths, SecurityHeaders
from dashboard.server.requests import RequestGuard
from dashboard.server.sockets import SocketGuard

app = st.App(
    PROJECT / "dashboard" / "main.py",
    lifespan=startup.lifespan,
    routes=[
        Route("/healthz", startup.healthz),
        Route("/calendar/{name:path}", startup.calendar),
        Route(drawing.SOURCE, drawing.plotly_js),
        *shell.routes(),
        receiving.route(),
    ],
    middleware=[
        Middleware(cls)
        for cls in (
            *(ConnectionGuard, SecurityHeaders, RequestGuard),
            *(CompressedFiles, ClosedPaths, SocketGuard, OfferedFiles),
        )
    ],
)
