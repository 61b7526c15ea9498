"""The least that Streamlit takes: `python -m benchmarks.peers.bare --server.port=PORT`.

A filter by team and the charts of a page (bare_page.py), served and drawn as the dashboard's are.
"""

from pathlib import Path

import click
import streamlit as st
from starlette.routing import Route

from dashboard.server import drawing, shell

_SCRIPT = Path(__file__).with_name("bare_page.py")


@click.command()
@click.option("--server.port", "port", type=int, required=True)
def run(port: int) -> None:
    """Serve both pages until the process is ended."""
    routes = [Route(drawing.SOURCE, drawing.plotly_js), *shell.routes()]
    st.App(_SCRIPT, routes=routes).run(config={"server.port": port})


if __name__ == "__main__":
    run()
