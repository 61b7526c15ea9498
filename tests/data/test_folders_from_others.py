"""A folder of input files that somebody else can write to leads a build nowhere else."""

import os
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.build.build import check
from data.errors import LONGEST_LINE, ProgramError
from data.inputs import files, folder
from data.inputs.files import all_files, files_by_input
from data.inputs.unread_files import MOST_LINES, likely_mvps, unread_files
from data.settings.files import load

from .folders import MVPS, written

LEAVES = "mvp_id,from_on\nana,2025-05-01\n"


@pytest.fixture
def source(tmp_path) -> Path:
    written(tmp_path / "elsewhere", {"secret.csv": "password\nhunter2\n"})
    return written(tmp_path / "input", {"mvps.csv": MVPS})


def refusal(source: Path) -> str:
    with pytest.raises(ProgramError) as error:
        check(source, date(2025, 12, 31), load())
    return str(error.value)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.path.relpath(path))  # a long path is no address of a socket


def _pipe_in_a_folder(path: Path) -> None:
    path.with_suffix("").mkdir()
    os.mkfifo(path.with_suffix("") / "a.csv")


def _link_in_a_folder(path: Path) -> None:
    path.with_suffix("").mkdir()
    (path.with_suffix("") / "2025").symlink_to("../../elsewhere")


def _circle(path: Path) -> None:
    path.with_suffix("").mkdir()
    (path.with_suffix("") / "again").symlink_to("..")


NO_FILE = "{}: is not a file but a device, a pipe or a socket; remove it"
LEADS_OUT = "{}: is a link to a place outside {folder}; put the file itself there"
LINKED_FOLDER = "{}: is a link to a folder; put the folder itself there"


Make = Callable[[Path], None]


def _link(target: str) -> Make:
    return lambda path: path.symlink_to(target)


LOOP = "{}: cannot be read: Too many levels of symbolic links"
REFUSED: dict[str, tuple[Make, str, str]] = {
    "a link to a file elsewhere": (_link("../elsewhere/secret.csv"), "leaves.csv", LEADS_OUT),
    "a link to nothing elsewhere": (_link("../elsewhere/none.csv"), "leaves.csv", LEADS_OUT),
    "a link to a device": (_link("/dev/zero"), "leaves.csv", LEADS_OUT),
    "a link to standard input": (_link("/dev/stdin"), "leaves.parquet", LEADS_OUT),
    "a link to a folder elsewhere": (_link("../elsewhere"), "leaves", LEADS_OUT),
    "a link to all files": (_link("/"), "leaves.csv", LEADS_OUT),
    "a link in a folder": (_link_in_a_folder, "leaves/2025", LINKED_FOLDER),
    "a circle": (_circle, "leaves/again", LINKED_FOLDER),
    "a link to itself": (_link("leaves.csv"), "leaves.csv", LOOP),
    "a pipe": (os.mkfifo, "leaves.csv", NO_FILE),
    "a pipe as Parquet": (os.mkfifo, "leaves-2025.parquet", NO_FILE),
    "a pipe in a folder": (_pipe_in_a_folder, "leaves/a.csv", NO_FILE),
    "a socket": (_socket, "leaves.csv", NO_FILE),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_link_out_a_device_or_a_pipe_is_refused_and_its_content_is_not_shown(
    source: Path, case: str
):
    make, name, said = REFUSED[case]
    make(source / name if "/" not in name else source / "leaves.csv")
    assert refusal(source) == said.format(source / name, folder=source)


def test_a_link_to_a_file_of_the_same_folder_is_read(source: Path):
    written(source / "..2025", {"leaves.csv": LEAVES})  # as Kubernetes mounts files
    (source / "..data").symlink_to("..2025")
    (source / "leaves.csv").symlink_to("..data/leaves.csv")
    report = check(source, date(2025, 12, 31), load())
    assert [(file.file, file.good) for file in report.files] == [("mvps.csv", 2), ("leaves.csv", 1)]


def test_the_folder_itself_may_be_a_link(source: Path):
    (link := source.with_name("link")).symlink_to(source)
    assert all_files(link) == [link / "mvps.csv"]


@pytest.mark.parametrize("name", ["leaves-\n.csv", "leaves-\x1b[31m.csv", "leaves-\udcff.csv"])
def test_a_name_that_is_not_text_is_refused_in_one_line_that_no_terminal_runs(
    source: Path, name: str
):
    (source / name).write_text(LEAVES)
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    assert refusal(source) == (
        f"{source / shown}: has a name with characters that are not text; rename it and build again"
    )


def test_folders_that_are_nested_too_deep_are_refused(source: Path):
    deep = source.joinpath("leaves", *["d"] * folder.DEEPEST_FOLDER)
    deep.mkdir(parents=True)
    assert refusal(source) == (
        f"{deep.parent}: has folders more than {folder.DEEPEST_FOLDER} deep; move the files up"
    )


def test_more_files_than_a_build_reads_are_refused(source: Path, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 3)
    written(source / "leaves", {f"{number}.csv": LEAVES for number in range(2)})
    assert sum(map(len, files_by_input(source).values())) == 3
    (source / "leaves.csv").write_text(LEAVES)
    assert refusal(source) == (
        f"{source}: has 4 input files, and a build reads 3; "
        "join the files of an input to fewer and larger ones"
    )


@pytest.mark.parametrize("inside", ["", "leaves"])
def test_a_folder_with_very_many_files_of_any_kind_is_refused(source: Path, monkeypatch, inside):
    monkeypatch.setattr(folder, "MOST_ENTRIES", 5)
    written(source / inside, {f"{number}.txt": b"" for number in range(6)})
    assert refusal(source) == (
        f"{source / inside}: has more than 5 files; keep only the input files in it"
    )


def test_of_many_files_that_are_not_read_only_the_first_are_named(source: Path):
    written(source, {f"{number:03}.json": b"" for number in range(MOST_LINES + 5)})
    written(source, {"mvps.xlsx": b""})
    lines = unread_files(source)
    assert [line.split(":")[0] for line in lines[:-1]] == [f"{n:03}.json" for n in range(20)]
    assert lines[-1] == f"input: more files are ignored; the first {MOST_LINES} are listed"
    assert likely_mvps(source).startswith("; mvps.xlsx: ")  # named first, wherever it is


def test_a_message_is_one_line_without_control_characters_and_not_endless():
    message = str(ProgramError("a\nb\x1b[2J\u202ec" + "x" * 1_000_000 + "what to do"))
    assert message.startswith("a b [2J cxxx")
    assert message.endswith("xwhat to do")
    assert len(message) == LONGEST_LINE + len(" … ")
