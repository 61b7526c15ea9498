"""How a browser sends a file to a page: it asks for an address, and sends a form there."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from websockets.sync.client import ClientConnection

from tests.browser.auth_cookies import user_cookie

PAGE = "bring_data"
HEARTBEAT = "heartbeat_ack"


def addresses(connection: ClientConnection, files: int = 1) -> list[str] | None:
    """The addresses for that many files, as the page gets them; None without an answer."""
    ask = BackMsg()
    ask.file_urls_request.request_id = "1"
    ask.file_urls_request.file_names.extend(["forum.csv"] * files)
    connection.send(ask.SerializeToString())
    connection.send(BackMsg(app_heartbeat=True).SerializeToString())
    got = None
    while True:
        answer = ForwardMsg.FromString(connection.recv(timeout=30))
        match answer.WhichOneof("type"):
            case "file_urls_response":
                got = [file.upload_url for file in answer.file_urls_response.file_urls]
            case "heartbeat_ack":
                return got


@dataclass
class Sender:
    """A browser at `url` in which somebody has signed in, or nobody."""

    url: str
    user: dict[str, object] | None = None
    headers: Mapping[str, str | None] = field(default_factory=dict)  # None: without that header

    def with_headers(self, **headers: str | None) -> "Sender":
        """The same browser, with other headers; `_` in a name stands for `-`."""
        changed = {name.replace("_", "-"): text for name, text in headers.items()}
        return Sender(self.url, self.user, {**self.headers, **changed})

    def all_headers(self) -> dict[str, str]:
        """What the browser says with a file."""
        token = generate_xsrf_token_string()
        cookies = {XSRF_COOKIE_NAME: token}
        cookies |= user_cookie(self.url, self.user) if self.user else {}
        headers: dict[str, str | None] = {
            "Cookie": "; ".join(f"{key}={value}" for key, value in cookies.items()),
            "X-Xsrftoken": token,
            "Origin": self.url,
            **self.headers,
        }
        return {name: text for name, text in headers.items() if text is not None}

    def send(self, address: str, content: bytes, name: str = "forum.csv") -> int:
        """Send a file; returns the status of the answer."""
        form = {name: (name, content)}
        url = self.url + address
        return httpx.put(url, files=form, headers=self.all_headers(), timeout=60).status_code

    def delete(self, address: str) -> int:
        """Delete a file; returns the status of the answer."""
        return httpx.delete(self.url + address, headers=self.all_headers()).status_code

    def announce(self, address: str, size: int | None = 90_000_000, begin: bytes = b"") -> int:
        """Say that a file of `size` bytes comes, and send only the first; returns the status.

        `size` None: it comes in pieces, and nobody knows how many. Raises TimeoutError when the
        server waits for more.
        """
        length = "Transfer-Encoding: chunked" if size is None else f"Content-Length: {size}"
        place = urlsplit(self.url)
        lines = [f"PUT {address} HTTP/1.1", length, "Content-Type: multipart/form-data; boundary=x"]
        headers = {"Host": place.netloc, **self.all_headers()}
        lines += [f"{name}: {text}" for name, text in headers.items()]
        with socket.create_connection((place.hostname or "", place.port or 80), 10) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode() + begin)
            connection.settimeout(40 if begin else 5)
            return int(connection.recv(100).split()[1])
