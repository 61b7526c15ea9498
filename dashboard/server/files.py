"""The files that pages offer: whoever fetches one is in the audit log.

Relies on: the file of a download button is at `/media/<id>`, sent as an attachment, and its id is a
checksum of its content, type and name. Browsers say in `Sec-Fetch-Mode` that a script fetches it.
Without it: the audit log has no downloads, or does not say whose figures are in them.
Gain: a download is in the log however the file was asked for, also without a click on its button.
"""

import re
from email.message import Message as MailHeaders
from pathlib import PurePosixPath
from threading import Lock

from cachetools import LRUCache
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from dashboard.reading.rows import ViewContext
from dashboard.server.cookies import email_of
from dashboard.viewers import access, audit, audit_file

_PLACE = re.compile(r"^/media/")
_MOST = 20_000  # files of which it is remembered whose figures are in them
_lock = Lock()
_offered: LRUCache[tuple[str, object], dict[str, object]] = LRUCache(_MOST)


def offer(page: str, data: str | bytes, file_name: str, mime: str, view: ViewContext) -> None:
    """Remember whose figures are in a file that `page` offers in this run."""
    if audit_file.path() is None:
        return
    content = data.encode() if isinstance(data, str) else data
    id_ = _calculate_file_id(content, mime, file_name)
    person = audit.person(access.viewer())
    entry = {"page": page, **audit.seen(view)}
    with _lock:
        _offered[id_, person["who"]] = person | entry
        _offered[id_, None] = entry  # for somebody else with the address of the file


class AuditedDownloads:
    """Writes a line for each file that `app` hands out, before it does."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; a file that cannot be recorded is not sent."""
        is_file = scope["type"] == "http" and _PLACE.match(scope["path"])
        if not is_file or scope["method"] != "GET" or audit_file.path() is None:
            await self._app(scope, receive, send)
            return
        is_refused = False

        async def send_recorded(message: Message) -> None:
            nonlocal is_refused
            if message["type"] == "http.response.start":
                try:
                    await run_in_threadpool(_record, scope, message)
                except audit_file.AuditError:
                    is_refused = True
                    await PlainTextResponse("The audit log cannot be written.", 503)(
                        scope, receive, send
                    )
            if not is_refused:
                await send(message)

        await self._app(scope, receive, send_recorded)


def _record(scope: Scope, answer: Message) -> None:
    """Write the line about a file that is sent; other answers, such as images, have none.

    Streamlit's client fetches each file once when its button is drawn, to see that it is there. For
    a person whose page offers the file this is part of the opening, which has a line.
    """
    name = _attached_name(Headers(raw=answer["headers"]).get("content-disposition"))
    if name is None:
        return
    who = _who(HTTPConnection(scope))
    id_ = PurePosixPath(scope["path"]).stem
    is_script = Headers(scope=scope).get("sec-fetch-mode") in ("cors", "same-origin")
    with _lock:
        if is_script and (id_, who) in _offered:
            return
        entry = _offered.get((id_, who)) or _offered.get((id_, None)) or {}
    audit_file.write({"event": "download", "who": who, "role": None} | entry | {"file": name})


def _who(connection: HTTPConnection) -> str | None:
    """The address of whoever asks for a file; None for those who are not signed in."""
    if access.has_sign_in():
        return email_of(connection)
    is_local = access.is_local(access.listening_at(), connection.headers)
    return "local" if is_local else None


def _attached_name(disposition: str | None) -> str | None:
    """The file name of an answer that is a download."""
    headers = MailHeaders()
    headers["Content-Disposition"] = disposition or ""
    return headers.get_filename() if headers.get_content_disposition() == "attachment" else None
