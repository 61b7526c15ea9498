"""A server on this machine to which posts are sent, as a chat's webhook is."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.http_server import serving

HANG_UP = 0  # a status of a test: take the post and close the connection without an answer


@dataclass
class ChatServer:
    """Its address with a secret path, and the bodies that it took, with their kinds of content."""

    address: str
    posts: list[Any] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    times: int = 0  # that it was asked


@contextmanager
def chat_server(
    status: Callable[[int], tuple[int, dict[str, str]]] = lambda _: (200, {}),
    certificate: Path | None = None,
) -> Iterator[ChatServer]:
    """A server that answers the post of a number, from 1, with a status and headers.

    With a `certificate`, a file that holds its key too, it answers by https.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            running.times += 1
            code, headers = status(running.times)
            if code < 300:
                running.posts.append(json.loads(body))
                running.kinds.append(self.headers["Content-Type"])
            if code == HANG_UP:
                return
            self.send_response(code)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with serving(Handler, "localhost", certificate) as address:
        running = ChatServer(f"{address}/services/T0/sesame-4711")
        yield running
