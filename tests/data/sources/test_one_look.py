"""While one piece of work looks at raw files repeatedly, each is opened only a few times."""

import zipfile
from collections import Counter
from io import BytesIO

import pytest

from data.errors import ProgramError
from data.sources.choose import choose
from data.sources.formats import csv_text
from data.sources.formats.files import raw_files
from data.sources.formats.one_look import one_look
from data.sources.formats.read import header_of

from .exports import MAPPING, built, counts
from .raw_folder import written

POSTS = "id,who,at\n{},ana_t,2025-03-01\n"


@pytest.fixture
def opened(monkeypatch) -> Counter[str]:
    """How often each archive is opened, and how often a header of CSV is read."""
    found: Counter[str] = Counter()

    class Counted(zipfile.ZipFile):
        def __init__(self, file, *rest, **named):
            found[str(file).rpartition("/")[2]] += 1
            super().__init__(file, *rest, **named)

    def header(*args, read=csv_text.header):
        found["headers"] += 1
        return read(*args)

    monkeypatch.setattr(zipfile, "ZipFile", Counted)
    monkeypatch.setattr(csv_text, "header", header)
    return found


def packed(files: int) -> bytes:
    """An archive of CSV files."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(files):
            archive.writestr(f"{number}.csv", POSTS.format(number))
    return data.getvalue()


def test_a_build_opens_an_archive_as_often_for_many_files_as_for_few(tmp_path, opened):
    times = []
    for files in (2, 40):
        archive = packed(files)
        opened.clear()
        outcome = built(tmp_path / str(files), MAPPING, "", raw__forum__a_zip=archive)
        assert sum(count["good"] for count in counts(outcome).values()) == files
        assert opened["headers"] == files
        times.append(opened["a_zip"])
    assert times[0] == times[1] <= 3


def test_steps_of_one_look_read_the_header_of_a_file_once(tmp_path, opened):
    folder = written(tmp_path, {"a.csv": POSTS.format(1), "b.csv": POSTS.format(2)})
    with one_look():
        for _ in range(3):
            for file in raw_files(folder):
                with one_look():
                    choose(file, [])
                header_of(file)
    assert opened["headers"] == 2
    for file in raw_files(folder):
        header_of(file)
    assert opened["headers"] == 4


def test_a_file_that_changes_during_a_look_is_read_again(tmp_path):
    folder = written(tmp_path, {"a.csv": POSTS.format(1)})
    with one_look():
        (file,) = raw_files(folder)
        assert header_of(file) == ["id", "who", "at"]
        written(folder, {"a.csv": "id,who,at,more\n"})
        assert header_of(file) == ["id", "who", "at", "more"]


def test_a_file_that_cannot_be_read_says_so_each_time(tmp_path):
    folder = written(tmp_path, {"a.csv": b"a\0\xff\xfe" * 9})
    said = set()
    with one_look():
        for _ in range(2):
            for file in raw_files(folder):
                with pytest.raises(ProgramError) as refused:
                    header_of(file)
                said.add(str(refused.value))
    assert len(said) == 1
