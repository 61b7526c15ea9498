"""The least that Streamlit takes: `python -m benchmarks.peers.bare --server.port=PORT`.

A filter by team and the charts of a page (bare_page.py), served and drawn as the dashboard's are.
"""

import re
from pathlib import Path

import click
import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from benchmarks.peers import CHARTS
from dashboard import drawing, shell
from dashboard.__main__ import DEFAULTS

_SCRIPT = Path(__file__).with_name("bare_page.py")
_LOADED_SOON = re.compile('data-soon="[^"]*"')


async def _page(_: Request) -> HTMLResponse:
    """The page that a browser loads first, which here loads nothing for tables or key figures."""
    return HTMLResponse(_LOADED_SOON.sub(f'data-soon="{drawing.SOURCE}"', shell.shell()))


@click.command()
@click.option("--server.port", "port", type=int, required=True)
def run(port: int) -> None:
    """Serve both pages until the process is ended."""
    PagesManager.uses_pages_directory = False
    drawing.serve()
    pages = [Route(f"/{page}", _page) for page in CHARTS]
    scripts = [Route(drawing.SOURCE, drawing.plotly_js), *shell.routes()]
    app = st.App(_SCRIPT, routes=[*pages, *scripts])
    app.run(config=DEFAULTS | {"server.port": port, "server.headless": True})


if __name__ == "__main__":
    run()
