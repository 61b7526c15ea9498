"""The page that a browser loads first: Streamlit's, with scripts and a style sheet of ours.

`shell.js` names the server, lets the browser's Back go one page back, whatever was filtered, and
lets buttons copy where browsers give pages no clipboard. `keys.js` is about keys and menus, and
`views.js` about the views that were left last. The style sheet sets the space around and between
the parts of a page, and how it is printed. Until Streamlit draws it, the page says that it opens,
and plotly's script is loaded while the browser waits for the first rows.

Relies on: Streamlit's client reads the address of its server from `window.__streamlit`, changes the
address of the page with `history.pushState`, and copies with `navigator.clipboard.writeText`. The
style sheet names Streamlit's parts by their `data-testid`.
Without it: the client asks below the address of the page first (/overview/_stcore/health), fails,
and asks at the root; everything works as before, but later. Each filter is a step of Back. At
http://, buttons that copy do nothing. Pages begin lower and are longer. There are no keys, and Tab
does not lead into a menu that is open.
Gain: the websocket opens 158 ms (9 %) earlier; Back takes one step per page (with two filters,
three without the script).
"""

import html
import json
from functools import cache
from pathlib import Path

import streamlit
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse
from starlette.routing import Route

from dashboard.registry import PAGES
from dashboard.server import drawing

_INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
_HERE = Path(__file__).parent
_FILES = ("shell.js", "keys.js", "views.js", "shell.css")
_ASK_AGAIN = {"Cache-Control": "no-cache"}
_FIRST_MODULE = '<script type="module"'
_ROOT = '<div id="root">'
_OPENING = '<p class="opening" role="status">The page opens …</p>'  # until Streamlit draws it


class _PageName(Convertor[str]):
    """The name of a page in an address, also one that is not there; sign-in has another."""

    regex = r"(?!oauth2callback$)[A-Za-z][\w-]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("page_name", _PageName())


def routes() -> list[Route]:
    """The addresses of pages, and those of the scripts and the style sheet.

    At the name of no page, Streamlit says so beside the first one.
    """
    pages = [Route("/", _page), Route("/{name:page_name}", _page)]
    return [*pages, *(Route(f"/{name}", _file) for name in _FILES)]


async def _page(_: Request) -> HTMLResponse:
    return HTMLResponse(_html(), headers=_ASK_AGAIN)


async def _file(request: Request) -> FileResponse:
    return FileResponse(_HERE / request.url.path.lstrip("/"), headers=_ASK_AGAIN)


@cache
def _html() -> str:
    """Streamlit's page, with our scripts before its own, and our style sheet after its own."""
    # Files and not lines of the page: nginx forbids inline scripts (deploy/nginx.conf).
    letters = html.escape(json.dumps({page.icon_name: page.letter for page in PAGES}))
    scripts = (
        '<script src="./shell.js"></script>\n'
        '<script src="./views.js" defer></script>\n'
        f'<script src="./keys.js" defer data-letters="{letters}"></script>\n'
    )
    style = '<link rel="stylesheet" href="./shell.css">\n'
    later = f'<link rel="prefetch" as="script" crossorigin href=".{drawing.SOURCE}">\n'
    page = _INDEX.read_text(encoding="utf-8").replace(_FIRST_MODULE, scripts + _FIRST_MODULE, 1)
    page = page.replace("</head>", f"{style}{later}</head>", 1)
    return page.replace(_ROOT, _ROOT + _OPENING, 1)
