"""Who a request is from, by the signed cookie of the sign-in.

Relies on: `_streamlit_user` is Streamlit's cookie, signed with the secret of `[auth]`; a long one
is cut into several.
Without it: everybody counts as not signed in until their page runs.
Gain: people who are signed in come before others, and the audit log knows who fetches a file.
"""

import json

from starlette.requests import HTTPConnection
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

_USER_COOKIE = "_streamlit_user"


def user_of(connection: HTTPConnection) -> bytes | None:
    """What the cookie of the sign-in says, as JSON; None without one that this server signed."""
    return get_cookie_with_chunks(lambda name: _signed(connection, name), _USER_COOKIE)


def claims_of(connection: HTTPConnection) -> dict[str, object]:
    """What the cookie of the sign-in says; nothing without one that this server signed."""
    try:
        claims = json.loads(user_of(connection) or b"{}")
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}


def _signed(connection: HTTPConnection, name: str) -> bytes | None:
    cookie = connection.cookies.get(name)
    if cookie is None:
        return None
    return decode_signed_value(get_cookie_secret(), name, cookie.encode("latin-1", "replace"))
