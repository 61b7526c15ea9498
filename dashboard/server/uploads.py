"""Files that people send to a page: who may send them, where to, and how many are kept.

A page that takes files (dashboard/registry.py) lets the session that shows it send some, to
addresses that nobody can guess. Each is for one file, one session and one person. The content stays
on disk, without a name, until the page reads it (`contents_of`); after that it is gone.

Relies on: Streamlit asks its manager of uploaded files for addresses, and a browser sends a file to
whatever address that is. Such managers are documented in `UploadedFileManager`; only that `App`
takes none is not, so `install` gives the functions of ours to the one that is there.
Without it: files go through Streamlit's own path and stay in memory, in each run another time.
Gain: three files of 100 MB at once add 6 MB of memory (benchmarks/uploads.py).
"""

import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import IO

from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import (
    UploadedFile,
    UploadedFileRec,
    UploadFileUrlInfo,
)

from dashboard.rates import Rate
from dashboard.server.senders import viewer_who_may_send
from dashboard.viewers import access

PATH = "/uploads"
MOST_FILES = 100  # of a session, sent or expected
MOST_FILES_OF_ALL = 300
MOST_BYTES = 400_000_000  # of a session, on the way or on disk
MOST_BYTES_OF_ALL = 1_000_000_000
MOST_ARRIVING = 20  # at once; a browser sends at most six
UNUSED_SECONDS = 600  # after which an address is closed
RATE = (2.0, 200)  # addresses of a session, per second and at once


@dataclass
class Upload:
    """An address, and the file that came there: its name and content, None before."""

    id: str
    session: str
    sender: str
    offered_at: float
    size: int = 0  # bytes of the file, also while it arrives
    is_arriving: bool = False
    name: str = ""
    content: IO[bytes] | None = None


@dataclass
class _Sender:
    """Who may send files in a session, and how many addresses they may get."""

    name: str
    rate: Rate = field(default_factory=lambda: Rate(*RATE))


_lock = Lock()
_senders: dict[str, _Sender] = {}  # by session
_uploads: dict[str, Upload] = {}  # by id


def permit(viewer: access.Viewer | access.Refusal, page: str | None) -> None:
    """Let the session of this run send files, if its page takes some and its viewer may send them.

    Otherwise it may not any more, and files that it sent are gone.
    """
    if context := get_script_run_ctx():
        permit_session(context.session_id, viewer_who_may_send(viewer, page))


def permit_session(session: str, sender: str | None) -> None:
    """Let `sender`, and nobody else, send files in that session; None: nobody may."""
    with _lock:
        if sender is None:
            _forget(session)
        elif session not in _senders or _senders[session].name != sender:
            _forget(session)
            _senders[session] = _Sender(sender)


def may_send(upload: Upload | None, sender: str | None) -> bool:
    """Whether `sender` may still send to that address, or delete what is there."""
    if upload is None:
        return False
    with _lock:
        permitted = _senders.get(upload.session)
        return permitted is not None and permitted.name == upload.sender == sender


def upload(id_: str) -> Upload | None:
    """The address with that id."""
    with _lock:
        return _uploads.get(id_)


def reserve(upload: Upload, size: int) -> str | None:
    """Make room for a file of that many bytes; returns why there is none, or None."""
    with _lock:
        own = [other for other in _uploads.values() if other.session == upload.session]
        if upload.is_arriving or upload.content is not None:
            return "This file is here already."
        if sum(other.is_arriving for other in _uploads.values()) >= MOST_ARRIVING:
            return "Too many files arrive at this moment. Try again."
        if size + _bytes(own) > MOST_BYTES or size + _bytes(_uploads.values()) > MOST_BYTES_OF_ALL:
            return "Too many bytes at once. Send fewer files at a time."
        upload.size, upload.is_arriving = size, True
        return None


def keep(upload: Upload, name: str, content: IO[bytes]) -> None:
    """Keep a file that has arrived, unless its session has ended meanwhile."""
    with _lock:
        upload.is_arriving = False
        if _uploads.get(upload.id) is upload:
            upload.name, upload.content = name, content
            return
    content.close()


def remove(upload: Upload) -> None:
    """Forget an address and what is there."""
    with _lock:
        _remove(upload)


@contextmanager
def contents_of(files: Iterable[UploadedFile]) -> Iterator[list[tuple[str, IO[bytes]]]]:
    """The name and the bytes of each file; all bytes are gone after the block, also unread ones."""
    with ExitStack() as stack:
        yield [(file.name, stack.enter_context(_content_of(file))) for file in files]


@contextmanager
def _content_of(file: UploadedFile) -> Iterator[IO[bytes]]:
    """The bytes of a file that a page got from `st.file_uploader`; they are gone after the block.

    The file itself is empty.
    """
    context = get_script_run_ctx()
    with _lock:
        upload = _uploads.get(file.file_id)
    is_own = upload and context and upload.session == context.session_id
    if upload is None or upload.content is None or not is_own:
        yield file  # of a test without a server
        return
    try:
        upload.content.seek(0)
        yield upload.content
    finally:
        remove(upload)


def install() -> None:
    """Let Streamlit ask this module for addresses and files; once, when the server has started."""
    manager = get_instance().uploaded_file_mgr
    for function in (get_upload_urls, get_files, remove_session_files):
        setattr(manager, function.__name__, function)


def get_upload_urls(session_id: str, file_names: Sequence[str]) -> list[UploadFileUrlInfo]:
    """An address for each file, and none in a session that may send none.

    For a file that is too many, it is one that takes nothing, so the browser shows an error.
    """
    with _lock:
        sender = _senders.get(session_id)
        if sender is None:
            return []
        offered = [_offer(session_id, sender) for _ in file_names[:MOST_FILES]]
    ids = [upload.id if upload else "none" for upload in offered]
    return [UploadFileUrlInfo(id_, f"{PATH}/{id_}", f"{PATH}/{id_}") for id_ in ids]


def get_files(session_id: str, file_ids: Sequence[str]) -> list[UploadedFileRec]:
    """The files of a session, without their content."""
    with _lock:
        found = [_uploads[id_] for id_ in file_ids if id_ in _uploads]
        return [
            UploadedFileRec(upload.id, upload.name, "application/octet-stream", b"")
            for upload in found
            if upload.session == session_id and upload.content is not None
        ]


def remove_session_files(session_id: str) -> None:
    """Forget a session that has ended, and its files."""
    with _lock:
        _forget(session_id)


def _offer(session: str, sender: _Sender) -> Upload | None:
    """A new address, unless there are too many."""
    now = time.monotonic()
    for old in [*_uploads.values()]:
        is_unused = old.content is None and not old.is_arriving
        if is_unused and old.offered_at < now - UNUSED_SECONDS:
            _remove(old)
    own = sum(upload.session == session for upload in _uploads.values())
    if own >= MOST_FILES or len(_uploads) >= MOST_FILES_OF_ALL or sender.rate.wait(0) is None:
        return None
    upload = Upload(str(uuid.uuid4()), session, sender.name, now)
    _uploads[upload.id] = upload
    return upload


def _bytes(uploads: Iterable[Upload]) -> int:
    return sum(upload.size for upload in uploads)


def _forget(session: str) -> None:
    _senders.pop(session, None)
    for upload in [upload for upload in _uploads.values() if upload.session == session]:
        _remove(upload)


def _remove(upload: Upload) -> None:
    _uploads.pop(upload.id, None)
    if upload.content is not None:
        upload.content.close()
