"""The draft of a program: nothing reaches the program's folder before it is published."""

import shutil
from pathlib import Path

import pytest

from data.bring.draft import changed, discard, existing_draft, open_draft, remove_file
from data.bring.places import FileChange
from data.bring.uploads import add
from data.build.build import check
from data.errors import ProgramError
from data.settings.files import load
from data.sources.folder import source_files

from .program import AS_OF, MVPS, NEW_FILES, OLD_FILES, Program, make_draft, make_program

CHANGES = [
    FileChange("leaves.csv", "removed"),
    FileChange("mvps.csv", "changed"),
    FileChange("raw/form/answers/a.csv", "new"),
    FileChange("raw/forum/posts-2.csv", "new"),
]


@pytest.fixture
def program(tmp_path) -> Program:
    return make_program(tmp_path)


def test_a_draft_holds_what_was_changed_and_the_program_stays_as_it_is(program):
    assert existing_draft(program.folder) is None
    draft = make_draft(program)
    assert changed(draft) == CHANGES
    assert Program(draft.work, program.database).files.items() >= NEW_FILES.items()
    assert program.is_old
    assert existing_draft(program.folder) == draft


def test_the_draft_outlives_who_made_it_and_is_shared(program):
    make_draft(program)
    assert changed(open_draft(program.folder)) == CHANGES


def test_a_draft_without_changes_reads_the_same_as_the_program(program):
    draft = open_draft(program.folder)
    assert changed(draft) == []
    assert check(draft.work, AS_OF, load()) == check(program.folder, AS_OF, load())


def test_readers_of_the_program_do_not_see_the_draft(program):
    before = source_files(program.folder), check(program.folder, AS_OF, load())
    make_draft(program)
    assert (source_files(program.folder), check(program.folder, AS_OF, load())) == before


def test_nobody_else_opens_the_draft_and_git_leaves_it_out(program):
    draft = make_draft(program)
    for folder in (draft.work, program.folder / ".before"):
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / ".gitignore").read_text() == "*\n"


def test_each_change_can_be_taken_back(program):
    draft = make_draft(program)
    for change in CHANGES:
        remove_file(draft, change.place)
    assert changed(draft) == []
    assert program.is_old
    for place in ("mvps.csv", "nothing.csv", "../out/mvp.duckdb"):
        with pytest.raises(ProgramError, match="the draft does not change this file"):
            remove_file(draft, place)


def test_a_discarded_draft_leaves_nothing(program):
    discard(make_draft(program))
    assert not (program.folder / ".draft").exists()
    assert program.is_old


def test_what_changes_in_the_program_comes_into_the_draft_unless_both_changed(program):
    draft = make_draft(program)
    replace(program.folder / "raw/forum/posts.csv", "id,user,mail,on\n")
    replace(program.folder / "mvps.csv", MVPS.replace("Ana", "Anna"))
    (program.folder / "raw/forum/newer.csv").write_text("id\n")
    draft = open_draft(program.folder)
    assert (draft.work / "raw/forum/posts.csv").read_text() == "id,user,mail,on\n"
    assert (draft.work / "raw/forum/newer.csv").exists()
    assert changed(draft) == [
        CHANGES[0],
        FileChange("mvps.csv", "changed", is_disputed=True),
        *CHANGES[2:],
    ]
    remove_file(draft, "mvps.csv")
    assert "Anna" in (draft.work / "mvps.csv").read_text()


def replace(path: Path, text: str) -> None:
    """Write a new file in the place of another, as most programs do."""
    work = path.with_name(".work")
    work.write_text(text)
    work.replace(path)


def test_the_same_change_on_both_sides_is_none(program):
    draft = open_draft(program.folder)
    text = MVPS.replace("Ana", "Anna")
    for folder in (draft.work, program.folder):
        replace(folder / "mvps.csv", text)
    assert changed(open_draft(program.folder)) == []


@pytest.mark.parametrize("can_link", [True, False])
def test_a_file_of_the_program_is_never_written_to(program, monkeypatch, can_link):
    if not can_link:

        def refuse(path: Path, target: Path) -> None:
            raise OSError("Operation not permitted")

        monkeypatch.setattr(Path, "hardlink_to", refuse)
    before = {place: (program.folder / place).stat() for place in OLD_FILES}
    draft = make_draft(program)
    same = [(draft.work / place).exists() for place in OLD_FILES]
    assert same == [True, False, True, True]
    for place, was in before.items():
        now = (program.folder / place).stat()
        assert (now.st_ino, now.st_size, now.st_mtime_ns) == (
            was.st_ino,
            was.st_size,
            was.st_mtime_ns,
        )
    linked = (draft.work / "raw/forum/posts.csv").samefile(program.folder / "raw/forum/posts.csv")
    assert linked == can_link
    assert changed(draft) == CHANGES


def test_a_link_that_leads_out_brings_no_other_file_into_the_draft(program, tmp_path):
    (tmp_path / "secret.csv").write_text("secret")
    (program.folder / "raw/forum/linked.csv").symlink_to(tmp_path / "secret.csv")
    (program.folder / "notes.txt").symlink_to(tmp_path / "secret.csv")
    draft = open_draft(program.folder)
    texts = [path.read_text() for path in draft.work.rglob("*") if path.is_file()]
    assert "secret" not in texts
    assert changed(draft) == []


def test_a_link_inside_the_program_is_the_file_itself(program):
    (program.folder / "raw/forum/posts.csv").rename(program.folder / "raw/forum/real.csv")
    (program.folder / "raw/forum/posts.csv").symlink_to("real.csv")
    draft = open_draft(program.folder)
    assert not (draft.work / "raw/forum/posts.csv").is_symlink()
    assert changed(draft) == []


def test_what_a_killed_opening_left_is_no_draft(program):
    shutil.copytree(program.folder, program.folder / ".draft.new")
    (program.folder / ".draft.old").mkdir()
    assert existing_draft(program.folder) is None
    draft = open_draft(program.folder)
    assert changed(draft) == []
    assert not (program.folder / ".draft.new").exists()
    assert not (program.folder / ".draft.old").exists()


def test_a_folder_that_is_not_there_has_no_draft(tmp_path):
    with pytest.raises(ProgramError, match="is not a folder"):
        open_draft(tmp_path / "nothing")


def test_an_empty_folder_can_be_drafted(tmp_path):
    draft = open_draft(tmp_path)
    add(draft, "people.csv", b"name\nAna\n")
    assert [change.place for change in changed(draft)] == ["raw/people/people.csv"]
