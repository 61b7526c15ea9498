"""How many requests are answered at once, and how: before anything reaches Streamlit."""

import asyncio

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server.limits import REQUESTS, STRANGERS, address_and_limits

LONGEST_WAIT = 10  # seconds for a turn
_PART = 64 * 1024  # bytes of an answer that are on their way to a slow reader at once


class RequestGuard:
    """Passes the requests to `app` that people may have, and sends answers part by part."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; sessions and the start of the server are passed on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        address, limits = address_and_limits(connection)
        if limits is STRANGERS and _has_body(connection):
            await refusal("Content Too Large", 413)(scope, receive, send)
            return
        requests = REQUESTS[limits]
        wait = requests.seconds_to_wait(address, LONGEST_WAIT)
        if wait is None:
            await refusal("Too Many Requests", 429)(scope, receive, send)
            return
        with requests.joined(address):
            await asyncio.sleep(wait)
            await self._app(scope, receive, _in_parts(send))


def _has_body(connection: HTTPConnection) -> bool:
    headers = connection.headers
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


def refusal(text: str, status: int) -> Response:
    """An answer after which the connection ends, so that the rest of a request is not read."""
    return PlainTextResponse(text, status, {"Connection": "close", "Retry-After": "10"})


def _in_parts(send: Send) -> Send:
    """A `send` that waits for the reader after each part of a long answer."""

    async def send_parts(message: Message) -> None:
        body = message.get("body", b"")
        if message["type"] != "http.response.body" or len(body) <= _PART:
            await send(message)
            return
        for first in range(0, len(body), _PART):
            is_last = first + _PART >= len(body)
            more = not is_last or message.get("more_body", False)
            await send({**message, "body": body[first : first + _PART], "more_body": more})

    return send_parts
