"""How many files and bytes people may send at once, and what becomes of them."""

import asyncio
import io
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import SimpleNamespace

import pytest
from streamlit.proto.Common_pb2 import FileURLs as FileURLsProto
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.server import receiving, uploads
from dashboard.server.uploads import Upload
from data.errors import ProgramError

SESSION, OTHER = "a session", "another session"


@pytest.fixture(autouse=True)
def _two_senders() -> Iterator[None]:
    """Two sessions in which people may send files."""
    uploads.permit_session(SESSION, "ann@example.org")
    uploads.permit_session(OTHER, "ben@example.org")
    yield
    for session in (SESSION, OTHER):
        uploads.remove_session_files(session)


def offered(session: str = SESSION, files: int = 1) -> list[Upload]:
    """Addresses of a session."""
    infos = uploads.get_upload_urls(session, ["forum.csv"] * files)
    return [found for info in infos if (found := uploads.upload(info.file_id))]


def arrived(session: str = SESSION) -> tuple[Upload, io.BytesIO]:
    """A file that a session has sent, and its content."""
    (upload,) = offered(session)
    assert uploads.reserve(upload, 3) is None
    content = io.BytesIO(b"abc")
    uploads.keep(upload, "forum.csv", content)
    return upload, content


def test_a_session_gets_its_own_files_without_their_bytes() -> None:
    upload, _ = arrived()
    (file,) = uploads.get_files(SESSION, [upload.id, "none"])
    assert (file.file_id, file.name, file.data) == (upload.id, "forum.csv", b"")
    assert uploads.get_files(OTHER, [upload.id]) == []


def test_no_file_is_left_when_one_of_them_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [arrived()[0].id for _ in range(3)]
    monkeypatch.setattr(uploads, "get_script_run_ctx", lambda: SimpleNamespace(session_id=SESSION))
    files = [UploadedFile(record, FileURLsProto()) for record in uploads.get_files(SESSION, ids)]
    with suppress(ProgramError), uploads.contents_of(files) as contents:
        assert [(name, content.read()) for name, content in contents[:1]] == [("forum.csv", b"abc")]
        raise ProgramError("the second one is of another kind")
    assert [uploads.upload(id_) for id_ in ids] == [None] * 3


def test_the_files_of_a_session_end_with_it() -> None:
    upload, content = arrived()
    other, kept = arrived(OTHER)
    uploads.remove_session_files(SESSION)
    assert content.closed
    assert uploads.upload(upload.id) is None
    assert not kept.closed
    assert uploads.upload(other.id) is other


def test_files_are_gone_when_another_person_takes_over_the_session() -> None:
    upload, content = arrived()
    uploads.permit_session(SESSION, "ann@example.org")
    assert not content.closed
    uploads.permit_session(SESSION, "eve@example.org")
    assert content.closed
    assert not uploads.may_send(upload, "ann@example.org")


def test_a_file_that_arrives_after_its_session_has_ended_is_not_kept() -> None:
    (upload,) = offered()
    uploads.reserve(upload, 3)
    uploads.remove_session_files(SESSION)
    uploads.keep(upload, "forum.csv", content := io.BytesIO(b"abc"))
    assert content.closed


def test_only_whoever_got_an_address_may_use_it() -> None:
    (upload,) = offered()
    assert uploads.may_send(upload, "ann@example.org")
    assert not uploads.may_send(upload, "ben@example.org")
    assert not uploads.may_send(upload, None)
    assert not uploads.may_send(None, None)


def test_files_are_limited_for_each_session_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_FILES", 3)
    monkeypatch.setattr(uploads, "MOST_FILES_OF_ALL", 5)
    assert [len(offered(SESSION)) for _ in range(4)] == [1, 1, 1, 0]
    assert [len(offered(OTHER)) for _ in range(3)] == [1, 1, 0]


def test_bytes_are_limited_for_each_session_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 100)
    monkeypatch.setattr(uploads, "MOST_BYTES_OF_ALL", 150)
    mine, others = offered(SESSION, 3), offered(OTHER, 2)
    assert [uploads.reserve(upload, 50) is None for upload in mine] == [True, True, False]
    assert uploads.reserve(others[0], 51)
    assert uploads.reserve(others[0], 50) is None
    uploads.remove(mine[0])
    assert uploads.reserve(mine[2], 50) is None
    assert uploads.reserve(others[1], 1)


def test_files_that_arrive_at_once_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_ARRIVING", 1)
    first, second = offered(SESSION, 2)
    assert uploads.reserve(first, 1) is None
    assert uploads.reserve(second, 1)
    uploads.keep(first, "forum.csv", io.BytesIO())
    assert uploads.reserve(second, 1) is None


def test_addresses_are_limited_over_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "RATE", (0.001, 2))
    uploads.permit_session(SESSION, "eve@example.org")
    for _ in range(2):
        uploads.remove(offered()[0])
    assert offered() == []


def test_an_address_that_nobody_uses_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    (unused,), (kept, _) = offered(), arrived()
    monkeypatch.setattr(uploads, "UNUSED_SECONDS", -1)
    offered(OTHER)
    assert uploads.upload(unused.id) is None
    assert uploads.upload(kept.id) is kept


def read_in_time(*seconds: float) -> int:
    """Read a piece of 10 bytes after each of these waits; returns how many bytes came."""

    async def pieces() -> AsyncGenerator[bytes, None]:
        for wait in seconds:
            await asyncio.sleep(wait)
            yield bytes(10)

    async def read() -> int:
        return sum([len(piece) async for piece in receiving._in_time(pieces())])

    with ThreadPoolExecutor(1) as thread:  # this one may have a loop already, of a browser
        return thread.submit(asyncio.run, read()).result()


def test_a_sender_who_stops_or_is_slow_on_average_is_sent_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    often = [0.1] * 12
    monkeypatch.setattr(receiving, "STALLED_SECONDS", 1)
    monkeypatch.setattr(receiving, "SLOWEST", 1)
    assert read_in_time(*often) == 120
    with pytest.raises(TimeoutError):
        read_in_time(0, 60)
    monkeypatch.setattr(receiving, "SLOWEST", 1_000_000)
    with pytest.raises(TimeoutError):
        read_in_time(*often)
