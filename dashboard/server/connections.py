"""How long a connection may take to send its request, and how much a session may send.

Relies on: uvicorn has no such limits of its own. Its server reads the classes of connections from
its configuration, which is where the start of an app is announced from.
Without it: connections that send nothing stay open for ever, a message may be 200 MB long before
anything looks at it, and answers to readers that have stopped reading are kept for ever.
Gain: none of these works any more (tests/browser/test_connections.py, benchmarks/flood.py).
"""

import asyncio
import logging
import socket
import sys
from contextlib import suppress

import h11
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request

from dashboard.rates import Rate
from dashboard.server.limits import SESSIONS, STRANGERS, Limits, limits_of

REQUEST_SECONDS = 10  # from the first byte of a request to its last header
MOST_WAITING = 500  # connections without a request; when one more comes, the oldest is cut
STALLED_SECONDS = 30  # that a reader may take nothing
_REFUSAL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)
_MOST_FILES = 16_384  # the system counts a connection as an open file
_LOG = logging.getLogger("dashboard")


class ConnectionGuard:
    """Makes the server of `app` use the connections below."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change the server's configuration at its start, before it accepts connections."""
        if scope["type"] == "lifespan":
            config = getattr(getattr(receive, "__self__", None), "config", None)
            if isinstance(config, Config):
                config.http_protocol_class = Connection
                config.ws_protocol_class = Session
                _allow_many_files()
            else:
                _LOG.warning("connections are not limited: this server is not uvicorn")
        await self._app(scope, receive, send)


class Connection(H11Protocol):
    """A connection that has to send a request in time."""

    _waiting: dict["Connection", asyncio.TimerHandle] = {}  # noqa: RUF012 - of all connections

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        _limit_stalling(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on, and begin or end to wait for a request."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._end_waiting()
        elif not self.transport.is_closing():
            self._wait()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._end_waiting()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Open a session; when there are too many, refuse it at once, which takes least time."""
        connection = HTTPConnection({"type": "websocket", "headers": self.headers})
        if SESSIONS[limits_of(connection)].is_full():
            self.transport.write(_REFUSAL)
            self.transport.close()
        else:
            super().handle_websocket_upgrade(event)

    def _wait(self) -> None:
        if self in self._waiting:
            return
        self._waiting[self] = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)
        if len(self._waiting) > MOST_WAITING:
            oldest = next(iter(self._waiting))
            oldest._end_waiting()
            oldest.transport.abort()

    def _end_waiting(self) -> None:
        timer = self._waiting.pop(self, None)
        if timer is not None:
            timer.cancel()


class Session(WebSocketsSansIOProtocol):
    """A session whose size of messages, bytes and frames are limited before they are read."""

    _limits: Limits = STRANGERS
    _frames = Rate(*STRANGERS.frames)
    _bytes_left = STRANGERS.bytes_in_ten_seconds
    _counted_until = 0.0

    def handle_connect(self, event: Request) -> None:
        """Apply the limits of whoever asks."""
        headers = [(k.lower().encode(), v.encode("latin-1")) for k, v in event.headers.raw_items()]
        self._limits = limits_of(HTTPConnection({"type": "websocket", "headers": headers}))
        self._frames = Rate(*self._limits.frames)
        self.conn.max_message_size = self._limits.message_bytes
        super().handle_connect(event)

    def data_received(self, data: bytes) -> None:
        """Read on, unless there is more than anybody needs to send."""
        if self.loop.time() > self._counted_until:
            self._counted_until = self.loop.time() + 10
            self._bytes_left = self._limits.bytes_in_ten_seconds
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            self.transport.abort()
        else:
            super().data_received(data)

    def handle_ping(self) -> None:
        """Answer, if there are not too many."""
        if self._is_allowed_frame():
            super().handle_ping()

    def handle_cont(self, event: Frame) -> None:
        """Add a part of a message, if there are not too many."""
        if self._is_allowed_frame():
            super().handle_cont(event)

    def keepalive_timeout(self) -> None:
        """Do not wait until a reader that has stopped takes the rest."""
        super().keepalive_timeout()
        self.transport.abort()

    def _is_allowed_frame(self) -> bool:
        if self._frames.wait(0) is None:
            self.transport.abort()
        return not self.transport.is_closing()


def _limit_stalling(transport: asyncio.Transport) -> None:
    """Let the system end the connection when what was sent is not taken."""
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
        connection: socket.socket = transport.get_extra_info("socket")
        with suppress(OSError):  # it has ended already
            connection.setsockopt(
                socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 1000 * STALLED_SECONDS
            )


def _allow_many_files() -> None:
    """Use as many of the files as the system allows this process, if it asks for them."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
        if soft != resource.RLIM_INFINITY and soft < most:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
