"""What every answer says about loading and framing, and which of Streamlit's paths are closed."""

import base64
import hashlib
import os
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
METRICS = "MVP_METRICS"  # an environment variable: 1 opens the counts of sessions to everybody
_METRICS_PATH = "/_stcore/metrics"
# Streamlit's uploads go into memory, a health check runs a page, and no component has files. The
# manifest lists the files of Streamlit's page.
_CLOSED = ("/_stcore", "/component/", "/manifest.json")
_OPEN = {"/_stcore/health", "/_stcore/host-config"}
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def content_security_policy() -> str:
    """What a page may load and run: only what this server sends.

    Streamlit's page has inline scripts, which are named by their digests. Charts and tables need
    inline styles. The script that draws figures is loaded from a blob, which only a script of the
    page can make.
    """
    inline = " ".join(f"'sha256-{_digest(text)}'" for text in _inline_scripts())
    return "; ".join(
        (
            "default-src 'self'",
            "base-uri 'self'",
            "object-src 'none'",
            "frame-ancestors 'none'",
            f"script-src 'self' blob: {inline}",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self' data:",
            "img-src 'self' data: blob:",
        )
    )


class SecurityHeaders:
    """Adds the headers to every answer of `app`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": content_security_policy(),
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; a websocket has no headers to add to."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class ClosedPaths:
    """Answers 404 at the paths of Streamlit that no page needs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request at a closed path; pass on all others."""
        closed = scope["type"] == "http" and _is_closed(scope["path"])
        await (PlainTextResponse("Not Found", 404) if closed else self._app)(scope, receive, send)


def _is_closed(path: str) -> bool:
    if path == _METRICS_PATH:
        return os.environ.get(METRICS) != "1"
    return path.startswith(_CLOSED) and path not in _OPEN


def _inline_scripts() -> list[str]:
    return _INLINE_SCRIPT.findall(INDEX.read_text(encoding="utf-8"))


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
