"""A server on this machine, for as long as a test needs it."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@contextmanager
def serving(
    handler: type[BaseHTTPRequestHandler], host: str, certificate: Path | None = None
) -> Iterator[str]:
    """Let `handler` answer on a port of its own; gives the address, with the name `host`.

    With a `certificate`, a file that holds its key too, it answers by https.
    """
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        http.socket = context.wrap_socket(http.socket, server_side=True)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"{'https' if certificate else 'http'}://{host}:{http.server_port}"
    finally:
        http.shutdown()
        thread.join()
        http.server_close()
