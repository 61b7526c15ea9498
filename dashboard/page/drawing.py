"""Figures in the browser: plotly, served beside the app, draws them in place.

Streamlit's own chart takes down the old figure and draws the new one two or three times over. It is
used where nothing but the script is served, with `streamlit run app.py`.
"""

import json
from pathlib import Path

import plotly
import streamlit as st
from plotly.offline import get_plotlyjs_version
from starlette.requests import Request
from starlette.responses import FileResponse

SOURCE = f"/plotly-{get_plotlyjs_version()}.min.js"
_FILE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
_FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
_JS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_is_served = False
_figure = st.components.v2.component(
    "figure", html='<div role="figure"></div>', js=_JS, isolate_styles=False
)


def serve() -> None:
    """Say that this process answers at SOURCE."""
    global _is_served
    _is_served = True


async def plotly_js(_: Request) -> FileResponse:
    """The script that draws."""
    return FileResponse(_FILE, media_type="text/javascript", headers=_FOR_GOOD)


def draw(figure: str, alt: str, key: str) -> None:
    """Draw a figure, given as JSON; `alt` is what is said to those who cannot see it."""
    if _is_served:
        _figure(data={"figure": figure, "alt": alt, "source": SOURCE}, key=key)
    else:
        st.plotly_chart(json.loads(figure), key=key, alt=alt, config={"displayModeBar": False})
