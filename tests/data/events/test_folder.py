"""The folder of events: what is in it is read once, and nothing in it leads or waits elsewhere."""

import os
from pathlib import Path

import pytest

from data.errors import ProgramError
from data.events import folder as folder_module
from data.events.folder import EventFolder
from data.events.model import Event, to_json
from data.events.place import EVENTS, events_folder
from data.store.locations import location_of

from .said import said


@pytest.fixture
def folder(tmp_path) -> EventFolder:
    return EventFolder(tmp_path / "mvp-events")


def put(folder: EventFolder, name: str, content: str | bytes) -> Path:
    folder.path.mkdir(exist_ok=True)
    path = folder.path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_the_first_event_makes_the_folder_and_later_ones_are_read_in_order(folder):
    assert folder.why_closed() is None
    assert folder.read().events == ()
    events = [said("claim", minute) for minute in (3, 1, 2)]
    for event in events:
        assert folder.write(event) == event
    assert [*folder.read().events] == sorted(events, key=lambda event: event.id)
    names = {path.name for path in folder.path.iterdir()}
    assert names == {f"{event.id}.json" for event in events}


def test_an_event_never_takes_the_place_of_another(folder):
    event = folder.write(said("claim"))
    other = Event(**{**vars(said("claim", text="Other words")), "id": event.id})
    with pytest.raises(ProgramError, match="exists"):
        folder.write(other)
    assert EventFolder(folder.path).read().events == (event,)
    assert len([*folder.path.iterdir()]) == 1


def test_where_no_link_can_be_made_a_file_is_renamed(folder, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)  # as on FAT and some network shares
    event = folder.write(said("claim"))
    assert [path.name for path in folder.path.iterdir()] == [f"{event.id}.json"]
    assert folder.read().events == (event,)


def test_damaged_files_are_named_and_the_others_are_used(folder):
    event = folder.write(said("claim"))
    later = said("claim", 1)
    put(folder, f"{later.id}.json", to_json(later)[:-9])
    put(folder, "notes.txt", "hello")
    put(folder, "20260302T090000.000000Z-0123456789ab.json", b"\xff\xfe")
    put(folder, "20260302T090000.000000Z-0123456789ac.json", "x" * 40_000)
    (folder.path / "20260302T090000.000000Z-0123456789ad.json").mkdir()
    put(folder, f".{later.id}.json.77", "half")
    before = sorted(path.name for path in folder.path.iterdir())
    read = folder.read()
    assert read.events == (event,)
    assert [(damaged.name[-17:], damaged.why) for damaged in read.damaged] == [
        ("0123456789ab.json", "is not UTF-8"),
        ("0123456789ac.json", "has more than 32,768 bytes"),
        ("0123456789ad.json", "cannot be read: it is a link, a folder or closed"),
        (f"{later.id}.json"[-17:], "is not JSON with each key once"),
        ("notes.txt", "has not the name of an event"),
    ]
    assert [path.name for path in folder.unfinished()] == [f".{later.id}.json.77"]
    assert sorted(path.name for path in folder.path.iterdir()) == before


def test_a_damaged_file_that_is_mended_is_read(folder):
    event = said("claim")
    put(folder, f"{event.id}.json", "")
    assert len(folder.read().damaged) == 1
    put(folder, f"{event.id}.json", to_json(event))
    assert folder.read().events == (event,)


def test_links_pipes_and_devices_are_not_followed(folder, tmp_path):
    event = said("claim")
    (tmp_path / "elsewhere.json").write_text(to_json(event))
    folder.path.mkdir()
    link = folder.path / f"{event.id}.json"
    link.symlink_to(tmp_path / "elsewhere.json")
    os.mkfifo(folder.path / f"{said('claim', 1).id}.json")
    read = folder.read()
    assert read.events == ()
    assert [damaged.why for damaged in read.damaged] == [
        "cannot be read: it is a link, a folder or closed",
        "is no file but a device or a pipe",
    ]


def test_each_file_is_read_once(folder, monkeypatch):
    folder.write(said("claim"))
    opened: list[str] = []
    real = folder_module._text_of
    monkeypatch.setattr(folder_module, "_text_of", lambda p: opened.append(p.name) or real(p))
    first = folder.read()
    folder.write(later := said("claim", 1))
    assert EventFolder(folder.path).read().events == (*first.events, later)
    assert len(opened) == 2
    assert EventFolder(folder.path).read() is EventFolder(folder.path).read()


def test_what_was_removed_is_not_read_any_more(folder):
    event, other = folder.write(said("claim")), folder.write(said("claim", 1))
    assert folder.read().events == (event, other)
    folder.delete(event)
    assert folder.read().events == (other,)


def test_without_a_folder_nothing_is_read_and_it_is_said_why_nothing_is_written(tmp_path):
    assert EventFolder(None).read().events == ()
    assert "MVP_EVENTS" in EventFolder(None).why_closed()
    (file := tmp_path / "file").write_text("")
    for path in (file, tmp_path / "no" / "such"):
        closed = EventFolder(path)
        assert closed.read().events == ()
        assert "is no folder" in closed.why_closed()
        with pytest.raises(ProgramError, match="is no folder"):
            closed.write(said("claim"))


def test_too_many_files_are_refused_with_what_to_do(folder, monkeypatch):
    monkeypatch.setattr(folder_module, "MOST_FILES", 3)
    for minute in range(4):
        put(folder, f"{said('claim', minute).id}.json", "")
    with pytest.raises(ProgramError, match="more than 3 files; move the oldest away"):
        folder.read()


def test_the_folder_is_beside_the_database_unless_one_is_named(monkeypatch):
    monkeypatch.delenv(EVENTS, raising=False)
    assert events_folder(Path("data/mvp.duckdb")) == Path("data/mvp-events")
    assert events_folder(location_of("ducklake:x.ducklake")) is None
    monkeypatch.setenv(EVENTS, "/srv/said")
    assert events_folder(Path("data/mvp.duckdb")) == Path("/srv/said")
    assert events_folder(location_of("quack:host")) == Path("/srv/said")
    assert events_folder(Path("x.duckdb"), Path("named")) == Path("named")
