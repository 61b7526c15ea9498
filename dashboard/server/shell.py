"""The page that a browser loads first: Streamlit's own, which here says beforehand what it needs.

Streamlit's page asks for the server at every part of its own address, and loads the scripts of what
is shown only when it is about to be shown. Ours tells it where the server is, and loads the scripts
of what pages show while the server works out the first one.
"""

from functools import cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse
from starlette.routing import Route

from dashboard.registry import PAGES
from dashboard.server.drawing import SOURCE

_STATIC = Path(streamlit.__file__).parent / "static"
# Streamlit's names of what nearly every page shows; each has a script of its own.
_SHOWN = ("PageLink", "Selectbox", "DateInput", "Metric", "BidiComponent", "DataFrame")
_AHEAD = Path(__file__).with_suffix(".js")


def routes(shown: tuple[str, ...] = _SHOWN) -> list[Route]:
    """The addresses of pages that show such parts, and of the script that they load."""

    async def first_page(_: Request) -> HTMLResponse:
        return HTMLResponse(shell(shown), headers={"Cache-Control": "no-cache"})

    addresses = ("/", *(f"/{page.name}" for page in PAGES))
    return [*(Route(address, first_page) for address in addresses), Route("/shell.js", _ahead)]


async def _ahead(_: Request) -> FileResponse:
    return FileResponse(_AHEAD, headers={"Cache-Control": "no-cache"})


@cache
def shell(shown: tuple[str, ...]) -> str:
    """Streamlit's page, with what it will need before its own script."""
    page = (_STATIC / "index.html").read_text(encoding="utf-8")
    ahead = [
        f'<script src="./shell.js" data-soon="{" ".join([*_scripts(shown), SOURCE])}"></script>',
        f'<link rel="modulepreload" href="{SOURCE}">',
    ]
    return page.replace('<script type="module"', "\n".join([*ahead, '<script type="module"']), 1)


def _scripts(shown: tuple[str, ...]) -> list[str]:
    """Where the scripts of what pages show lie; there is none for what Streamlit has renamed."""
    found = [file for name in shown for file in _STATIC.glob(f"static/js/{name}.*.js")]
    return [f"./{file.relative_to(_STATIC).as_posix()}" for file in found]
