"""Which source an uploaded file belongs to, and when it is a contract file."""

from pathlib import Path

import pytest

from data.bring.draft import changed, fingerprint, open_draft
from data.bring.sources import move_file, source_name, sources
from data.bring.uploads import add
from data.errors import ProgramError
from tests.data.folders import written


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program with one export and a list of accounts."""
    (tmp_path / "raw" / "forum").mkdir(parents=True)
    (tmp_path / "raw" / "forum" / "posts.csv").write_text("id\n1\n")
    (tmp_path / "accounts.csv").write_text("source,account,mvp_id\n")
    return tmp_path


def places(draft) -> list[tuple[str, str]]:
    return [(change.place, change.kind) for change in changed(draft)]


def test_files_with_unlike_names_go_to_the_source_that_is_named(program):
    draft = open_draft(program)
    add(draft, "planet.xml", b"<feed/>", "blogs")
    add(draft, "news.rss", b"<rss/>", "blogs")
    assert places(draft) == [("raw/blogs/news.rss", "new"), ("raw/blogs/planet.xml", "new")]
    assert sources(draft.work) == ["blogs", "forum"]


def test_a_contract_file_takes_the_place_of_the_one_with_its_name(program):
    draft = open_draft(program)
    content = b"Source;Account;MVP id\nforum;ana;a1\n"
    add(draft, "accounts.csv", content, "forum")  # whatever source somebody chose before
    assert places(draft) == [("accounts.csv", "changed")]
    assert (draft.work / "accounts.csv").read_bytes() == content
    assert (program / "accounts.csv").read_text() == "source,account,mvp_id\n"


@pytest.mark.parametrize(
    ("name", "content", "source"),
    [  # none has the columns of the contract
        ("mvps.csv", b"Name,E-mail\nAna,ana@example.org\n", None),
        ("accounts.csv", b"account,owner\nana,Ana\n", "crm"),
    ],
)
def test_other_files_of_such_a_name_are_exports(program, name, content, source):
    draft = open_draft(program)
    add(draft, name, content, source)
    assert places(draft) == [(f"raw/{source or 'mvps'}/{name}", "new")]


def test_a_file_moves_to_another_source(program):
    draft = open_draft(program)
    add(draft, "planet.xml", b"<feed/>")
    assert move_file(draft, "raw/planet/planet.xml", "Our blogs") == "raw/Our blogs/planet.xml"
    assert places(draft) == [("raw/Our blogs/planet.xml", "new")]
    assert not (draft.work / "raw" / "planet").exists()


@pytest.mark.parametrize("source", ["C# forum", "Q&A: old", "two  blanks", "ﬁles"])
def test_a_source_that_is_there_keeps_its_name_whatever_that_is(program, source):
    written(program / "raw", {f"{source}/old.csv": "id\n1\n"})
    draft = open_draft(program)
    assert source in sources(draft.work)
    add(draft, "planet.xml", b"<feed/>", source)
    assert move_file(draft, "raw/forum/posts.csv", source) == f"raw/{source}/posts.csv"
    assert set(places(draft)) == {
        ("raw/forum/posts.csv", "removed"),
        (f"raw/{source}/planet.xml", "new"),
        (f"raw/{source}/posts.csv", "new"),
    }


@pytest.mark.parametrize("place", ["accounts.csv", "raw/../accounts.csv", "raw/forum/none.csv"])
def test_only_an_export_moves(program, place):
    with pytest.raises(ProgramError, match="there is no such export in the draft"):
        move_file(open_draft(program), place, "blogs")


def test_a_file_never_takes_the_place_of_another_of_its_new_source(program):
    draft = open_draft(program)
    add(draft, "posts.csv", b"id\n2\n", "blogs")
    with pytest.raises(ProgramError, match=r"raw/forum/posts\.csv: is there already"):
        move_file(draft, "raw/blogs/posts.csv", "forum")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("forum", "forum"),
        (" Our  blogs ", "Our blogs"),
        ("../../etc", "etc"),
        ("a/b\\c", "a-b-c"),
        (".hidden", "hidden"),
        ("Πηγή", "Πηγή"),
    ],
)
def test_the_name_of_a_source_is_one_folder(text, name):
    assert source_name(text) == name


@pytest.mark.parametrize("text", ["..", " ", "/", "\u200b"])
def test_a_name_without_text_is_refused(text):
    with pytest.raises(ProgramError, match="is no name of a source"):
        source_name(text)


def test_the_fingerprint_changes_with_every_file(program):
    draft = open_draft(program)
    seen = [fingerprint(draft)]
    assert fingerprint(draft) == seen[0]
    add(draft, "planet.xml", b"<feed/>", "blogs")
    seen.append(fingerprint(draft))
    move_file(draft, "raw/blogs/planet.xml", "news")
    seen.append(fingerprint(draft))
    assert len(set(seen)) == 3
