"""A session without a browser: a client of Streamlit's protocol over a websocket."""

from collections.abc import Iterator, Mapping
from ssl import SSLContext
from types import MappingProxyType

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from websockets.sync.client import ClientConnection, connect

from tests.browser.auth_cookies import user_cookie

SECONDS_A_RUN = 120
_NO_COOKIES: Mapping[str, str] = MappingProxyType({})


def session(
    url: str,
    user: dict[str, object] | None = None,
    more_cookies: Mapping[str, str] = _NO_COOKIES,
    tls: SSLContext | None = None,
) -> ClientConnection:
    """A connection as a browser opens it; with a `user`, as somebody who has signed in."""
    return connect(ssl=tls, **handshake(url, user, more_cookies))


def handshake(
    url: str, user: dict[str, object] | None = None, more_cookies: Mapping[str, str] = _NO_COOKIES
) -> dict[str, object]:
    """How a browser opens a session, as arguments of the clients in `websockets`."""
    token = generate_xsrf_token_string()
    cookies = {XSRF_COOKIE_NAME: token, **(user_cookie(url, user) if user else {}), **more_cookies}
    return {
        "uri": url.replace("http", "ws", 1) + "/_stcore/stream",
        "origin": url,
        "subprotocols": ["streamlit", token],
        "additional_headers": {"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())},
        "max_size": None,
        "open_timeout": SECONDS_A_RUN,
    }


def opening(page: str, query: str = "") -> BackMsg:
    """The message of a browser that opens a page."""
    ask = BackMsg()
    ask.rerun_script.page_name = page
    ask.rerun_script.query_string = query
    return ask


def messages_of(connection: ClientConnection, page: str, query: str = "") -> Iterator[ForwardMsg]:
    """Ask for a page, and yield all messages until its run has ended.

    Raises TimeoutError when it does not end.
    """
    connection.send(opening(page, query).SerializeToString())
    has_begun = False
    while True:
        message = ForwardMsg.FromString(connection.recv(timeout=SECONDS_A_RUN))
        has_begun = has_begun or message.WhichOneof("type") == "new_session"
        yield message
        if has_begun and is_last(message):
            return


def is_last(message: ForwardMsg) -> bool:
    """Whether the message says that a run has ended and does not start again."""
    if message.WhichOneof("type") != "script_finished":
        return False
    return message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


def error_in(message: ForwardMsg) -> str:
    """The error that the message shows on the page, or an empty text."""
    element = message.delta.new_element
    if element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR:
        return element.alert.body
    return element.exception.message
