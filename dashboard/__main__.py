"""`python -m dashboard`: serves app.py with the options of `streamlit run`, and says how it is.

Beside the app there is /healthz (dashboard/server/health.py).

Until the first st.navigation of a process, Streamlit takes a folder named pages/ for its menu, and
lays "Page not found" over the right page for whoever comes first by a link to a page. Telling it
beforehand that the folder is no menu spares them that.
"""

import gc
import logging
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path

import click
import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.cli import configurator_options

from dashboard.page import drawing
from dashboard.server import shell
from data.errors import ProgramError

APP = Path(__file__).resolve().parent.parent / "app.py"
_WARNS_OUTSIDE_OF_A_PAGE = "streamlit.runtime.scriptrunner_utils.script_run_context"
# Looking for changed source files stops all sessions for seconds whenever somebody new comes, and
# collecting garbage after every run holds up everybody (docs/performance.md).
DEFAULTS = {"server.fileWatcherType": "none", "runner.postScriptGC": False}


@asynccontextmanager
async def loading(app: st.App) -> AsyncIterator[None]:
    """Answer at once, and get ready while the first visitor's browser loads what it needs."""
    threading.Thread(target=get_ready, daemon=True).start()
    yield


def healthz(request: Request) -> Response:
    """The state of the server; what it takes to tell is loaded after the server answers."""
    return import_module("dashboard.server.health").healthz(request)


def get_ready() -> None:
    """Load what pages ask for and today's figures, and spare the garbage collector all of it."""
    for name in ("dashboard.server.health", "dashboard.viewers.menu", "dashboard.page.mvp"):
        import_module(name)
    logging.getLogger(_WARNS_OUTSIDE_OF_A_PAGE).setLevel(logging.ERROR)
    with suppress(ProgramError):  # a page says it to whoever asks
        import_module("dashboard.reading.days").prepare_today()
    gc.collect()
    gc.freeze()


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@configurator_options
def serve(**options: object) -> None:
    """Serve the dashboard. The options are those of `streamlit run`."""
    PagesManager.uses_pages_directory = False
    sys.argv = [str(APP)]  # Streamlit looks for its settings beside what was started
    drawing.serve()
    app = st.App(
        APP,
        lifespan=loading,
        routes=[
            Route("/healthz", healthz),
            Route(drawing.SOURCE, drawing.plotly_js),
            *shell.routes(),
        ],
    )
    given = {
        name.replace("_", "."): value for name, value in options.items() if value not in (None, ())
    }
    app.run(config=DEFAULTS | given)


if __name__ == "__main__":
    serve(prog_name="python -m dashboard")
