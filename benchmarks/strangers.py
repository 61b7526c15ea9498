"""A flood by browsers without a sign-in: `python -m benchmarks.strangers PORT SECONDS SHARE`.

It asks the server at that port of this machine's loopback only, for so many seconds, with the
SHARE of the workers in KINDS, and prints as JSON how often each kind got through its loop.
"""

import asyncio
import json
import os
import socket
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from dashboard.server.drawing import SOURCE
from tests.browser.ws_client import handshake, opening

_HOST = "127.0.0.1"
_LARGE = 10_000_000  # bytes of a message or an upload
_LONGEST = 10.0  # seconds that a worker keeps a connection that nobody ends
_PATIENCE = 0.05  # seconds between two steps of a worker
_UPGRADE = (
    b"GET /_stcore/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


async def messages(port: int, chance: Random) -> None:
    """A session that sends all kinds of messages, wanted or not, and what is none."""
    async with _session(port) as connection:
        for _ in range(100):
            await connection.send(chance.choice(_unwanted()))
            await asyncio.sleep(_PATIENCE)


async def large_messages(port: int, chance: Random) -> None:
    """A session that sends messages of many MB; where it can, compressed ones of many more."""
    compression = chance.choice((None, "deflate"))
    async with _session(port, compression=compression) as connection:
        await connection.send(bytes(_LARGE if compression is None else 5 * _LARGE))
        await asyncio.sleep(_PATIENCE)


async def uploads(port: int, chance: Random) -> None:
    """A request that brings many MB."""
    method = chance.choice(("PUT", "POST"))
    path = chance.choice(("/_stcore/upload_file/session/file", "/", "/oauth2callback"))
    reader, writer = await asyncio.open_connection(_HOST, port)
    with _closed(writer):
        writer.write(f"{method} {path} HTTP/1.1\r\nHost: {_HOST}\r\n".encode())
        writer.write(f"Content-Length: {_LARGE}\r\n\r\n".encode())
        for _ in range(_LARGE // 100_000):
            writer.write(bytes(100_000))
            await writer.drain()
        await asyncio.wait_for(reader.read(100), _LONGEST)


async def opened_and_closed(port: int, chance: Random) -> None:
    """A session that ends as soon as it is there, or before."""
    if chance.random() < 0.5:
        _, writer = await asyncio.open_connection(_HOST, port)
        writer.close()
    else:
        async with _session(port):
            pass
    await asyncio.sleep(_PATIENCE)


async def requests(port: int, chance: Random) -> None:
    """A visit of pages and files, with a new connection each time."""
    path = chance.choice(("/", "/overview", "/healthz", "/_stcore/host-config", SOURCE))
    reader, writer = await asyncio.open_connection(_HOST, port)
    with _closed(writer):
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        while await asyncio.wait_for(reader.read(100_000), _LONGEST):
            pass
    await asyncio.sleep(_PATIENCE)


async def idle_connections(port: int, chance: Random) -> None:
    """A connection that sends nothing, or half of a line."""
    reader, writer = await asyncio.open_connection(_HOST, port)
    with _closed(writer):
        writer.write(chance.choice((b"", b"GET / HT")))
        await asyncio.wait_for(reader.read(100), _LONGEST)


async def idle_sessions(port: int, chance: Random) -> None:
    """A session that stays and says nothing."""
    async with _session(port):
        await asyncio.sleep(_LONGEST)


async def slow_senders(port: int, chance: Random) -> None:
    """A request, or a message of a session, that comes one byte at a time."""
    if chance.random() < 0.5:
        _, writer = await asyncio.open_connection(_HOST, port)
        text = b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 10_000
    else:
        connection = await _session(port)
        writer = connection.transport
        text = b"\x82\xff" + (500_000).to_bytes(8) + bytes(4) + bytes(500_000)
        writer.write(text[:400_000])
        text = text[400_000:]
    with _closed(writer):
        for place in range(int(2 * _LONGEST)):
            writer.write(text[place : place + 1])
            await asyncio.sleep(0.5)
            if writer.is_closing():
                break


async def slow_readers(port: int, chance: Random) -> None:
    """A request for a large file, or pings in a session, of which no answer is read."""
    with socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(reader, (_HOST, port))
        if chance.random() < 0.5:
            ask = f"GET {SOURCE} HTTP/1.1\r\nHost: {_HOST}\r\n\r\n".encode()
        else:
            await loop.sock_sendall(reader, _UPGRADE)
            await asyncio.wait_for(loop.sock_recv(reader, 1000), _LONGEST)
            ask = (b"\x89\xfd" + bytes(4) + bytes(125)) * 10_000
        await asyncio.wait_for(loop.sock_sendall(reader, ask), _LONGEST)
        await asyncio.sleep(_LONGEST)


Kind = Callable[[int, Random], Awaitable[None]]
# Each kind, and how many of it there are at once.
KINDS: dict[Kind, int] = {
    messages: 40,
    large_messages: 4,
    uploads: 4,
    opened_and_closed: 10,
    requests: 10,
    idle_connections: 400,
    idle_sessions: 200,
    slow_senders: 100,
    slow_readers: 100,
}


def _session(port: int, **more: object) -> connect:
    return connect(**(handshake(f"http://{_HOST}:{port}") | more), ping_interval=None)


def _unwanted() -> list[bytes]:
    upload = BackMsg()
    upload.file_urls_request.request_id = "1"
    upload.file_urls_request.file_names.append("large.bin")
    asked = (BackMsg(load_git_info=True), BackMsg(clear_cache=True), upload, opening("overview"))
    return [*(message.SerializeToString() for message in asked), os.urandom(1000)]


class _closed:  # noqa: N801 - used like contextlib.closing
    """Cuts a connection at the end of its block."""

    def __init__(self, writer: asyncio.StreamWriter | asyncio.Transport) -> None:
        self._transport = getattr(writer, "transport", writer)

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self._transport.abort()


async def flood(port: int, seconds: float, share: float) -> dict[str, int]:
    """Run all kinds for so long; returns how often each of them went through."""
    done: Counter[str] = Counter()
    clock = asyncio.get_running_loop().time
    end = clock() + seconds

    async def work(kind: Kind, number: int) -> None:
        chance = Random(number)
        await asyncio.sleep(chance.random())
        while clock() < end:
            with suppress(OSError, TimeoutError, WebSocketException, EOFError):
                await kind(port, chance)
                done[kind.__name__] += 1
            await asyncio.sleep(_PATIENCE)

    workers = [
        asyncio.create_task(work(kind, number))
        for kind, count in KINDS.items()
        for number in range(max(1, int(count * share)))
    ]
    await asyncio.wait(workers, timeout=seconds)
    return dict(done)


async def _main() -> None:
    os.nice(10)  # those who visit and the server come first on this machine
    port, seconds, share = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    sys.stdout.write(json.dumps(await flood(port, seconds, share)))
    sys.stdout.flush()
    os._exit(0)  # what is open ends with the process, and nothing is said good-bye to


if __name__ == "__main__":
    asyncio.run(_main())
