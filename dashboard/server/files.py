"""The files that pages offer: only for whom a page offered them, and in the audit log.

Relies on: the file of a download button is at `/media/<id>`, sent as an attachment, and its id is a
checksum of its content, type and name. Browsers say in `Sec-Fetch-Mode` that a script fetches it.
Without it: whoever has the address of a file gets it, also without a sign-in. The audit log has no
downloads, or does not say whose figures are in them.
Gain: the address is of no use to others. A download is in the log however the file was asked for,
also without a click on its button.
"""

import os
import re
import time
from collections.abc import Callable
from email.message import Message as MailHeaders
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from dashboard.reading.rows import ViewContext
from dashboard.server.visitors import LOCAL, visitor_of
from dashboard.viewers import access, audit, audit_file

_PLACE = re.compile(r"^/media/")
_FEW = 1000  # files: as many are remembered without a look at which Streamlit still has
_SECONDS_TO_ADD = 60  # from the offer of a file until Streamlit has it


class Offers:
    """To whom pages offered each file, and whose figures are in it, while `has_file` is true."""

    def __init__(
        self, has_file: Callable[[str], bool], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._has_file = has_file
        self._clock = clock
        self._lock = Lock()
        self._entries: dict[str, dict[object, dict[str, object]]] = {}  # id -> person -> entry
        self._offered_at: dict[str, float] = {}
        self._most = _FEW

    def add(self, id_: str, who: object, entry: dict[str, object]) -> None:
        """Remember that a page offers the file to that person."""
        with self._lock:
            if len(self._entries) >= self._most:
                self._forget()
            self._entries.setdefault(id_, {})[who] = entry
            self._offered_at[id_] = self._clock()

    def get(self, id_: str, who: object) -> dict[str, object] | None:
        """What was remembered of the file for that person; None if it was not offered to them."""
        with self._lock:
            return self._entries.get(id_, {}).get(who)

    def _forget(self) -> None:
        """Forget the files that are not there any more."""
        now = self._clock()
        for id_, offered_at in list(self._offered_at.items()):
            if now - offered_at > _SECONDS_TO_ADD and not self._has_file(id_):
                del self._entries[id_], self._offered_at[id_]
        self._most = max(_FEW, 2 * len(self._entries))


def _has_file(id_: str) -> bool:
    return Runtime.exists() and Runtime.instance().media_file_mgr.read_file(id_) is not None


_OFFERS = Offers(_has_file)


def offer(page: str, data: str | bytes, file_name: str, mime: str, view: ViewContext) -> None:
    """Remember that `page` offers a file to the viewer of this run, and whose figures are in it."""
    content = data.encode() if isinstance(data, str) else data
    viewer = access.viewer()
    entry = audit.person(viewer) | {"page": page, **audit.seen(view)}
    who = viewer if access.has_sign_in() else LOCAL
    _OFFERS.add(_calculate_file_id(content, mime, file_name), who, entry)


class OfferedFiles:
    """Hands out the files of `app` to people to whom a page offered them, and records it before."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; a file of others and one that cannot be recorded is not sent."""
        if scope["type"] != "http" or not _PLACE.match(scope["path"]):
            await self._app(scope, receive, send)
            return
        who = await run_in_threadpool(visitor_of, HTTPConnection(scope))
        entry = None if who is None else _OFFERS.get(_id_in(scope["path"]), who)
        if entry is None:
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
            return
        if scope["method"] != "GET" or audit_file.path() is None or _is_script(scope):
            await self._app(scope, receive, send)
            return
        is_refused = False

        async def send_recorded(message: Message) -> None:
            nonlocal is_refused
            if message["type"] == "http.response.start":
                try:
                    await run_in_threadpool(_record, entry, message)
                except audit_file.AuditError:
                    is_refused = True
                    await PlainTextResponse("The audit log cannot be written.", 503)(
                        scope, receive, send
                    )
            if not is_refused:
                await send(message)

        await self._app(scope, receive, send_recorded)


def _id_in(path: str) -> str:
    """The id of a file in its address, as Streamlit reads it."""
    return os.path.splitext(_PLACE.sub("", path))[0]  # noqa: PTH122


def _is_script(scope: Scope) -> bool:
    """Whether Streamlit's client asks, which fetches each file once when its button is drawn.

    It sees to it that the file is there. This is part of the opening, which has a line.
    """
    return Headers(scope=scope).get("sec-fetch-mode") in ("cors", "same-origin")


def _record(entry: dict[str, object], answer: Message) -> None:
    """Write the line about a file that is sent; other answers, such as errors, have none."""
    name = _attached_name(Headers(raw=answer["headers"]).get("content-disposition"))
    if name is not None:
        audit_file.write({"event": "download"} | entry | {"file": name})


def _attached_name(disposition: str | None) -> str | None:
    """The file name of an answer that is a download."""
    headers = MailHeaders()
    headers["Content-Disposition"] = disposition or ""
    return headers.get_filename() if headers.get_content_disposition() == "attachment" else None
