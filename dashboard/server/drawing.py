"""Draws figures in the browser: a component that lets plotly change them in place.

The browser also makes pictures of them, so the server needs no program for that.

Relies on: plotly's script, loaded with `import()`, leaves its functions in `window.Plotly`.
Without it: no page shows a chart; the table below each chart still has its rows.
Gain: after another team is chosen, the browser's main thread works 382 ms on the overview; with
Streamlit's own chart it works 509 ms.
"""

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse

from dashboard.server.compressed import PLOTLY_JS, WHOLE_PLOTLY

SOURCE = f"/{PLOTLY_JS}"
_KEEP_A_YEAR = {"Cache-Control": "public, max-age=31536000, immutable"}
_FORMATS = ("png", "svg")
_HERE = Path(__file__)
_figure = st.components.v2.component(
    "figure",
    html='<div role="figure"></div>',
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
_picture = st.components.v2.component(
    "picture",
    html='<div class="picture"></div>',
    js=_HERE.with_name("picture.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


async def plotly_js(_: Request) -> FileResponse:
    """Plotly's whole script, where there is no compressed one."""
    return FileResponse(WHOLE_PLOTLY, media_type="text/javascript", headers=_KEEP_A_YEAR)


def draw(figure: str, alt: str, key: str) -> None:
    """Draw a figure, given as JSON; `alt` describes it to those who cannot see it."""
    _figure(data={"figure": figure, "alt": alt, "source": SOURCE, "name": key}, key=key)


def picture_buttons(key: str, name: str, subtitle: str) -> None:
    """Buttons that save the figure drawn with this key as a picture in the light colors.

    `name` is that of the file without its ending; `subtitle` comes below the title of the tile.
    """
    colors = {
        "text-color": st.get_option("theme.light.textColor"),
        "background-color": st.get_option("theme.light.backgroundColor"),
        "border-color": st.get_option("theme.borderColor"),
    }
    data = {"figure": key, "name": name, "subtitle": subtitle, "colors": colors}
    _picture(data={**data, "formats": _FORMATS, "label": "Picture as"}, key=f"{key} picture")
