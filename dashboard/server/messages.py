"""What browsers may send to Streamlit, and what Streamlit tells them about the machine.

Relies on: the messages of Streamlit's protocol, BackMsg and ForwardMsg.
Without it: anybody, also without a sign-in, can make the server run git, empty its cache or get an
address to send files to, and reads the versions of Streamlit and Python, the system and a path.
Gain: none of these works any more (tests/browser/test_protection.py).
"""

import hashlib
import hmac

import streamlit as st
from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.viewers.access import has_sign_in

# The kinds that pages send.
NEEDED = {"rerun_script", "stop_script", "app_heartbeat", "deferred_file", "dataframe_chunk"}
# Asks for addresses to send files to: only from people who may (dashboard/server/uploads.py).
UPLOAD = "file_urls_request"
_VERSION = st.__version__.encode()


def kind_of(data: bytes) -> str | None:
    """The kind of a message of a browser, or of the operation it asks for; None if it is none."""
    try:
        message = BackMsg.FromString(data)
    except DecodeError:
        return None
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") or kind
    return kind


def without_versions(data: bytes) -> bytes:
    """A message to a browser, without what the first message of a run tells about the machine.

    The client reloads its page when the version of Streamlit changes, so it gets a mark instead.
    """
    if _VERSION not in data:
        return data
    message = ForwardMsg.FromString(data)
    if message.WhichOneof("type") != "new_session":
        return data
    environment = message.new_session.initialize.environment_info
    environment.streamlit_version = _mark(environment.streamlit_version)
    environment.python_version = environment.server_os = ""
    user = message.new_session.initialize.user_info
    user.Clear()
    user.SetInParent()  # the client needs the field, with nothing in it
    message.new_session.main_script_path = "app"
    return message.SerializeToString()


def _mark(version: str) -> str:
    """The same for a version on every replica; without the secret nobody can tell the version."""
    secret = st.secrets["auth"]["cookie_secret"] if has_sign_in() else "no sign-in"
    return hmac.new(secret.encode(), version.encode(), hashlib.sha256).hexdigest()[:8]
