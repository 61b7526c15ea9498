"""Uploaded files: where they go, which of two is the later, and what is refused."""

import io
from pathlib import Path

import pytest

from data.bring import uploads
from data.bring.draft import Draft, changed, open_draft
from data.bring.uploads import add
from data.errors import ProgramError
from data.sources.formats.files import raw_files
from tests.data.folders import written


@pytest.fixture
def draft(tmp_path) -> Draft:
    return open_draft(written(tmp_path / "program", {"raw/forum/posts.csv": "id\n1\n"}))


def places(draft: Draft) -> list[str]:
    """The places of the raw files, in the order in which a later one wins."""
    return [file.place for file in raw_files(draft.work)]


def test_a_new_kind_of_file_gets_a_folder_of_its_name(draft):
    path = add(draft, "Exam report 2026.csv", io.BytesIO(b"name\nAna\n"))
    assert path == draft.work / "raw/exam-report/Exam report 2026.csv"
    assert path.read_bytes() == b"name\nAna\n"
    assert path.stat().st_mode & 0o111 == 0


def test_a_later_export_goes_to_the_folder_of_the_earlier_ones(draft):
    add(draft, "posts-2026-11.csv", b"id\n2\n")
    assert places(draft) == ["raw/forum/posts.csv", "raw/forum/posts-2026-11.csv"]


@pytest.mark.parametrize("name", ["posts.csv", "Posts.csv"])
def test_of_two_uploads_of_one_name_the_second_is_the_later(draft, name):
    for number in range(2, 12):
        add(draft, name, f"id\n{number}\n".encode())
    texts = [(draft.work / place).read_text() for place in places(draft)]
    assert texts == [f"id\n{number}\n" for number in range(1, 12)]


def test_the_same_content_is_not_added_again(draft):
    assert add(draft, "posts (1).csv", b"id\n1\n") == draft.work / "raw/forum/posts.csv"
    assert changed(draft) == []
    assert add(draft, "posts.csv", b"id\n2\n") == add(draft, "posts.csv", b"id\n2\n")
    assert len(changed(draft)) == 1


def refusal(draft: Draft, name: str, content: bytes) -> str:
    before = files(draft)
    with pytest.raises(ProgramError) as refused:
        add(draft, name, content)
    assert files(draft) == before
    return str(refused.value)


def files(draft: Draft) -> list[Path]:
    return sorted(draft.folder.rglob("*"))


def test_an_empty_file_is_refused(draft):
    assert refusal(draft, "new.csv", b"") == "new.csv: is empty; export it again"


def test_a_file_is_refused_as_soon_as_it_is_too_large(draft, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 2 << 20)
    asked = 0

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            nonlocal asked
            asked += size
            return bytes(size)

    with pytest.raises(ProgramError, match=r"^new.csv: is larger than 2 MB; put it into raw/"):
        add(draft, "new.csv", Endless())
    assert asked == 3_000_000
    assert places(draft) == ["raw/forum/posts.csv"]


def test_too_many_files_are_refused(draft, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_FILES", 2)
    add(draft, "a.csv", b"id\n")
    assert "there are 2 files already" in refusal(draft, "b.csv", b"id\n")


@pytest.mark.parametrize("name", ["../a.csv", "a.exe", "a\0.csv"])
def test_a_name_that_is_refused_leaves_nothing(draft, name):
    assert "\n" not in refusal(draft, name, b"id\n")


def test_an_upload_that_breaks_off_leaves_nothing(draft):
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    before = files(draft)
    with pytest.raises(ProgramError, match="Input/output error"):
        add(draft, "new.csv", Broken())
    assert files(draft) == before


@pytest.mark.parametrize("name", ["access.csv", "access_log-2026.csv", "Access-2.csv"])
def test_nobody_gets_rights_by_an_upload(draft, name):
    with pytest.raises(ProgramError, match="says who may see what"):
        add(draft, name, b"email,role,team\neve@example.org,program,\n")
    assert changed(draft) == []
