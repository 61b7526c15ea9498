"""Who may open a session, how many, and how fast they may send: before anything reaches Streamlit.

A session costs memory, and each message of it may cost a run of a page.

Relies on: sessions are websockets at `/_stcore/stream`.
Without it: pages of other servers on the same machine may open a session, and one browser without a
sign-in may keep the server busy for everybody.
Gain: neither works any more (tests/browser/test_protection.py, benchmarks/flood.py).
"""

import asyncio
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.rates import Rate
from dashboard.server.limits import (
    SESSIONS,
    SIGNED_IN,
    STRANGERS,
    AddressRates,
    Limits,
    address_and_limits,
    longest_wait,
)
from dashboard.server.messages import NEEDED, UPLOAD, kind_of, without_versions
from dashboard.server.senders import sender_of

_REFUSED, _BAD_MESSAGE, _TOO_LARGE, _TRY_LATER = 1008, 1002, 1009, 1013


class SocketGuard:
    """Passes the sessions to `app` that it may have, and only the messages that pages need."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._rates = {
            limits: AddressRates(limits.messages_of_all, limits.messages_of_address)
            for limits in (SIGNED_IN, STRANGERS)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        address, limits = address_and_limits(connection)
        sessions = SESSIONS[limits]
        # Browsers try again by themselves, so nobody waits here.
        if not is_own_page(connection) or sessions.seconds_to_wait(address, 0) is None:
            await send({"type": "websocket.close", "code": _REFUSED})
            return
        with sessions.joined(address):
            rates = (Rate(*limits.messages), *self._rates[limits].of(address))
            await self._app(
                scope, _receiver(connection, receive, send, rates, limits), _sender(send)
            )


def _receiver(
    connection: HTTPConnection,
    receive: Receive,
    send: Send,
    rates: tuple[Rate, ...],
    limits: Limits,
) -> Receive:
    """What the app receives: messages that pages need, each when it is its turn."""

    async def receive_allowed() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            data = message.get("bytes") or b""
            wait = longest_wait(rates)
            is_too_large = len(data) > limits.message_bytes
            kind = None if is_too_large else kind_of(data)
            if wait is None or kind is None:
                code = _TOO_LARGE if is_too_large else _BAD_MESSAGE
                code = _TRY_LATER if wait is None else code
                await send({"type": "websocket.close", "code": code})
                return {"type": "websocket.disconnect", "code": code}
            await asyncio.sleep(wait)
            if kind in NEEDED or (kind == UPLOAD and await _may_upload(connection)):
                return message

    return receive_allowed


async def _may_upload(connection: HTTPConnection) -> bool:
    return await run_in_threadpool(sender_of, connection) is not None


def _sender(send: Send) -> Send:
    async def send_without_versions(message: Message) -> None:
        if message["type"] == "websocket.send" and message.get("bytes"):
            message = {**message, "bytes": without_versions(message["bytes"])}
        await send(message)

    return send_without_versions


def is_own_page(connection: HTTPConnection) -> bool:
    """Whether a page of this server asks, or a program that is no browser.

    Streamlit also lets pages of other ports of the same machine in.
    """
    origin = connection.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == connection.headers.get("host")
