"""Connections that send or take too little, or far too much, at a real server."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from dashboard.server import connections
from dashboard.server.drawing import SOURCE
from dashboard.server.limits import SIGNED_IN, STRANGERS
from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import Serve, free_port
from tests.browser.ws_client import messages_of, session
from tests.conftest import Program
from tests.people import signed_in

PERSON = signed_in("program@example.org")
UPGRADE = (
    b"GET /_stcore/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def site(serve: Serve, people: Program, tmp_path_factory: pytest.TempPathFactory, port: int) -> str:
    """The app with a sign-in."""
    return serve(people, secrets_option(tmp_path_factory.mktemp("secrets"), port), port=port)


@contextmanager
def connected(port: int, sent: bytes, receive_buffer: int | None = None) -> Iterator[socket.socket]:
    """A connection of which so much was sent."""
    with closing(socket.socket()) as connection:
        if receive_buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        connection.settimeout(2 * connections.REQUEST_SECONDS)
        connection.connect(("127.0.0.1", port))
        connection.sendall(sent)
        yield connection


def is_cut(connection: socket.socket) -> bool:
    """Whether the server ends the connection while we wait for an answer."""
    try:
        while connection.recv(100_000):
            pass
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize("sent", [b"", b"GET / HTT"], ids=["nothing", "half a line"])
def test_a_connection_that_does_not_finish_its_request_is_cut(
    site: str, port: int, sent: bytes
) -> None:
    with connected(port, sent) as connection:
        begin = time.monotonic()
        assert is_cut(connection)
        assert time.monotonic() - begin >= connections.REQUEST_SECONDS - 1


def test_a_request_that_comes_byte_by_byte_is_cut(site: str, port: int) -> None:
    with connected(port, b"GET / HTTP/1.1\r\nX: ") as connection:
        for _ in range(2 * connections.REQUEST_SECONDS):
            try:
                connection.sendall(b"x")
            except OSError:
                return
            time.sleep(1)
    pytest.fail("the connection is still open")


def test_the_oldest_connections_without_a_request_make_room_for_new_ones(
    site: str, port: int
) -> None:
    opened = [
        socket.create_connection(("127.0.0.1", port)) for _ in range(connections.MOST_WAITING)
    ]
    assert httpx.get(site + "/healthz").text == "ok"
    begin = time.monotonic()
    opened[0].settimeout(connections.REQUEST_SECONDS)
    assert is_cut(opened[0])
    assert time.monotonic() - begin < connections.REQUEST_SECONDS / 2
    for connection in opened:
        connection.close()


@pytest.mark.slow(reason="a reader may stop reading for half a minute")
def test_a_reader_who_takes_nothing_is_cut(site: str, port: int) -> None:
    ask = f"GET {SOURCE} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with connected(port, ask, receive_buffer=4096) as connection:
        time.sleep(connections.STALLED_SECONDS + 10)
        received, size = b"x", 0
        try:
            while received:
                received = connection.recv(100_000)
                size += len(received)
        except ConnectionResetError:
            pass
    assert size < 1_000_000  # the file is longer


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize("path", ["/", "/oauth2callback", "/_stcore/upload_file/session/file"])
def test_an_upload_of_a_stranger_is_refused_before_it_is_read(
    site: str, port: int, method: str, path: str
) -> None:
    head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n"
    with connected(port, head.encode()) as connection:
        assert b" 413 " in connection.recv(100)
        assert is_cut(connection)


def received(connection: ClientConnection) -> Iterator[object]:
    """All messages, until none comes for ten seconds."""
    while True:
        yield connection.recv(timeout=10)


@pytest.mark.parametrize(("user", "limits"), [(None, STRANGERS), (PERSON, SIGNED_IN)])
def test_a_message_that_is_too_long_ends_the_session(
    site: str, user: dict[str, object] | None, limits: object
) -> None:
    with session(site, user) as connection:
        connection.send(bytes(limits.message_bytes + 1))
        with pytest.raises(ConnectionClosed):
            list(received(connection))


@contextmanager
def upgraded(port: int, sent: bytes) -> Iterator[socket.socket]:
    """A session of a stranger to which so much was sent."""
    with connected(port, UPGRADE) as connection:
        assert b" 101 " in connection.recv(100_000)
        with suppress(OSError):
            connection.sendall(sent)
        yield connection


def test_the_start_of_a_very_long_message_ends_the_session(site: str, port: int) -> None:
    with upgraded(port, b"\x82\xff" + (100_000_000).to_bytes(8) + bytes(4)) as connection:
        assert is_cut(connection)


@pytest.mark.parametrize("frame", [b"\x89\x80", b"\x00\x80"], ids=["pings", "parts of a message"])
def test_a_stranger_who_sends_frame_after_frame_is_cut_and_others_are_served(
    site: str, port: int, frame: bytes
) -> None:
    with upgraded(port, b"\x02\x80" + bytes(4) + (frame + bytes(4)) * 1000) as connection:
        assert is_cut(connection)
    with session(site, PERSON) as person:
        assert list(messages_of(person, "overview"))


def test_a_stranger_who_sends_much_in_a_short_time_is_cut(site: str, port: int) -> None:
    sent = b"\x8a\xfd" + bytes(4) + bytes(125)  # a pong that nobody asked for
    count = STRANGERS.bytes_in_ten_seconds // len(sent) + 1
    with upgraded(port, sent * count) as connection:
        assert is_cut(connection)
