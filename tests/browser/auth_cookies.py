"""Sign-in of a server under test: its secrets.toml, and the cookies that it sets."""

import json
from pathlib import Path

from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

COOKIE_SECRET = "only for tests, and for nothing else"
NOWHERE = "http://127.0.0.1:9"


def secrets_option(folder: Path, port: int, provider: str = NOWHERE, scheme: str = "http") -> str:
    """Write the secrets.toml of a server on `port`; returns the option that names the file."""
    path = folder / f"secrets-{port}.toml"
    path.write_text(
        f"""
[auth]
redirect_uri = "{scheme}://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "dashboard"
client_secret = "a secret of the tests"
server_metadata_url = "{provider}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
    return f"--secrets.files={path}"


def user_cookie(url: str, user: dict[str, object], secret: str = COOKIE_SECRET) -> dict[str, str]:
    """The cookie of a user who signed in at `url`, signed with `secret`."""
    value = create_signed_value(secret, USER_COOKIE_NAME, json.dumps({"origin": url} | user))
    return {USER_COOKIE_NAME: value.decode()}
