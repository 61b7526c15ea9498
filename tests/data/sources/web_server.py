"""A server on this machine from which exports are fetched."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.http_server import serving


@dataclass(frozen=True)
class Request:
    """A request that came: the first value of each parameter, and the headers in lower case."""

    path: str
    parameters: dict[str, str]
    headers: dict[str, str]


@dataclass
class Server:
    """Its address without a path, and the requests that came so far."""

    address: str
    requests: list[Request] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """What is sent. `cut_after` bytes the connection ends; `pause` is between single bytes."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut_after: int | None = None
    pause: float = 0.0


@contextmanager
def server(
    answer: Callable[[Request], Answer], certificate: Path | None = None
) -> Iterator[Server]:
    """A server on a port of its own that gives the answers of `answer`.

    With a `certificate`, a file that holds its key too, it answers by https.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            parameters = {
                name: values[0]
                for name, values in parse_qs(parts.query, keep_blank_values=True).items()
            }
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(parts.path, parameters, headers)
            running.requests.append(request)
            self._send(answer(request))

        def _send(self, answer: Answer) -> None:
            is_bytes = isinstance(answer.body, bytes)
            body = answer.body if is_bytes else json.dumps(answer.body).encode()
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for byte in body if answer.pause else ():
                    self.wfile.write(bytes([byte]))
                    if stopped.wait(answer.pause):
                        return
                if not answer.pause:
                    self.wfile.write(body[: answer.cut_after])
            except OSError:
                pass  # the reader has gone, as it should

        def log_message(self, *_: object) -> None:
            pass

    stopped = threading.Event()
    with serving(Handler, "127.0.0.1", certificate) as address:
        running = Server(address)
        try:
            yield running
        finally:
            stopped.set()
