"""Who may open a session, how many, and how fast they may send: before anything reaches Streamlit.

A session costs memory, and each message of it may cost a run of a page. People who are signed in
come first: everybody else together gets `STRANGERS`, and waits for their turn.

Relies on: sessions are websockets at `/_stcore/stream`, and `_streamlit_user` is the signed cookie
of a sign-in.
Without it: pages of other servers on the same machine may open a session, and one browser without a
sign-in may keep the server busy for everybody.
Gain: neither works any more (tests/browser/test_protection.py).
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from dashboard.rates import Rate
from dashboard.server.messages import NEEDED, kind_of, without_versions
from dashboard.viewers.access import has_sign_in

_USER_COOKIE = "_streamlit_user"
_REFUSED, _BAD_MESSAGE, _TOO_LARGE, _TRY_LATER = 1008, 1002, 1009, 1013


@dataclass(frozen=True)
class Limits:
    """How much a group of people may ask for. An office may share one address."""

    sockets: int  # at once
    sockets_of_address: int  # at once
    messages: tuple[float, int]  # of a session: per second, and at once
    messages_of_address: tuple[float, int]
    messages_of_all: tuple[float, int]


SIGNED_IN = Limits(2000, 500, (10, 60), (200, 2000), (400, 4000))
STRANGERS = Limits(400, 200, (2, 10), (10, 200), (20, 400))
LONGEST_WAIT = 30  # seconds: whoever would wait longer for their turn is sent away
MOST_BYTES = 1_000_000  # of a message: the filters of a page take a few thousand


class SocketGuard:
    """Passes the sessions to `app` that it may have, and only the messages that pages need."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._groups = {limits: _Group(limits) for limits in (SIGNED_IN, STRANGERS)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        group = self._groups[SIGNED_IN if _is_known(connection) else STRANGERS]
        address = connection.client.host if connection.client else ""
        if not _is_own_page(connection) or group.is_full(address):
            await send({"type": "websocket.close", "code": _REFUSED})
            return
        with group.joined(address) as rates:
            await self._app(scope, _receiver(receive, send, rates), _sender(send))


class _Group:
    """The open sessions of people with the same limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._open: Counter[str] = Counter()
        self._rates: dict[str, Rate] = {}
        self._rate_of_all = Rate(*limits.messages_of_all)

    def is_full(self, address: str) -> bool:
        """Whether one more session of that address is too many."""
        return (
            self._open.total() >= self._limits.sockets
            or self._open[address] >= self._limits.sockets_of_address
        )

    @contextmanager
    def joined(self, address: str) -> Iterator[tuple[Rate, ...]]:
        """Count a session while it is open; yields the rates that its messages count in."""
        self._open[address] += 1
        rate = self._rates.setdefault(address, Rate(*self._limits.messages_of_address))
        try:
            yield Rate(*self._limits.messages), rate, self._rate_of_all
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address], self._rates[address]


def _receiver(receive: Receive, send: Send, rates: tuple[Rate, ...]) -> Receive:
    """What the app receives: messages that pages need, each when it is its turn."""

    async def receive_allowed() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            data = message.get("bytes") or b""
            waits = [rate.wait(LONGEST_WAIT) for rate in rates]
            kind = kind_of(data) if len(data) <= MOST_BYTES else None
            if None in waits or kind is None:
                code = _TRY_LATER if None in waits else _fault(data)
                await send({"type": "websocket.close", "code": code})
                return {"type": "websocket.disconnect", "code": code}
            await asyncio.sleep(max(wait or 0 for wait in waits))
            if kind in NEEDED:
                return message

    return receive_allowed


def _fault(data: bytes) -> int:
    """Why bytes that are not taken as a message end their session."""
    return _TOO_LARGE if len(data) > MOST_BYTES else _BAD_MESSAGE


def _sender(send: Send) -> Send:
    async def send_without_versions(message: Message) -> None:
        if message["type"] == "websocket.send" and message.get("bytes"):
            message = {**message, "bytes": without_versions(message["bytes"])}
        await send(message)

    return send_without_versions


def _is_own_page(connection: HTTPConnection) -> bool:
    """Whether a page of this server asks, or a program that is no browser.

    Streamlit also lets pages of other ports of the same machine in.
    """
    origin = connection.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == connection.headers.get("host")


def _is_known(connection: HTTPConnection) -> bool:
    """Whether the browser has signed in, or nobody has to. The page checks who it is."""
    if not has_sign_in():
        return True
    return get_cookie_with_chunks(lambda name: _signed(connection, name), _USER_COOKIE) is not None


def _signed(connection: HTTPConnection, name: str) -> bytes | None:
    cookie = connection.cookies.get(name)
    if cookie is None:
        return None
    return decode_signed_value(get_cookie_secret(), name, cookie.encode("latin-1", "replace"))
