"""The commands events and forget, as people call them."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from data.__main__ import commands
from data.build.build import build
from data.errors import ProgramError
from data.events.folder import EventFolder
from data.events.forget import FORGOTTEN
from data.outputs.csv_text import unprotected
from tests.data.folders import accepting, written

from .said import decided, said
from .test_builds import AS_OF, FILES

LEAD = {"by": "ana@example.org", "role": "lead"}


@pytest.fixture
def database(tmp_path) -> Path:
    return tmp_path / "out" / "mvp.duckdb"


@pytest.fixture
def folder(database) -> EventFolder:
    database.parent.mkdir()
    return EventFolder(database.with_name("mvp-events"))


def run(*words: object, typed: str = "") -> Result:
    return CliRunner().invoke(commands, [str(word) for word in words], input=typed)


def test_events_are_listed_with_their_state_and_why_some_have_no_effect(folder, database):
    claim = folder.write(said("claim", title="=1+1"))
    folder.write(decided(claim, 1))
    folder.write(said("reply", 2, answers=claim))
    lines = run("events", "--database", database).output.splitlines()
    assert lines[0].strip().split("  ") == [
        *("1", "2026-03-02 09:00", "claim", "ana", "by ana@example.org as mvp", "accepted"),
        "=1+1: I spoke in Porto",
    ]
    assert lines[2].endswith("Nobody has asked back.  It was in the evening")
    assert lines[3] == "3 events, 1 without effect"


@pytest.mark.parametrize("what", ["list", "check", "export"])
def test_the_help_says_what_each_of_them_does(what):
    lines = run("events", what, "--help").output.splitlines()
    (says,) = [line.split() for line in lines if line.strip().startswith(f"{what} ")]
    assert len(says) > 3


def test_an_export_is_safe_in_a_spreadsheet_and_has_every_word(folder, database, tmp_path):
    texts = ["=HYPERLINK(1)", "+1", "@sum", "-2", "plain", "'=quoted", "two\nlines, with a comma"]
    for number, text in enumerate(texts):
        folder.write(said("claim", number, text=text))
    out = tmp_path / "said.csv"
    assert run("events", "export", "--events", folder.path, "--out", out).exit_code == 0
    with out.open(newline="", encoding="utf-8") as file:
        rows = [*csv.DictReader(file)]
    assert not any(row["text"].startswith(("=", "+", "-", "@")) for row in rows)
    assert [unprotected(row["text"]) for row in rows] == texts
    assert {row["kind"] for row in rows} == {"claim"}
    assert {row["contribution_kind"] for row in rows} == {"article"}
    printed = run("events", "export", "--database", database).stdout
    assert printed == out.read_text(encoding="utf-8")


def test_a_check_names_damaged_files_and_ends_with_1(folder, database):
    event = folder.write(said("claim"))
    assert run("events", "check", "--database", database).exit_code == 0
    written(folder.path, {"half.json": "{", f".{event.id}.json.7": "{"})
    checked = run("events", "check", "--database", database)
    assert checked.exception
    assert "half.json: has not the name of an event" in checked.output
    assert f".{event.id}.json.7: was never finished" in checked.output
    assert (folder.path / "half.json").exists()


def test_forgetting_a_person_removes_them_from_events_and_from_the_next_build(
    folder, database, tmp_path
):
    of_ben = {"by": "ben@example.org", "mvp_id": "ben"}
    claim, other = said("claim", title="Ana in Porto"), said("claim", 1, **of_ben)
    verdict = said("verdict", 2, answers=other, mvp_id="ben", **LEAD)
    call = said("call", 3, mvp_id="ben", note="Ben will do it", **LEAD)
    for event in (claim, decided(claim, 4), other, verdict, call):
        folder.write(event)
    source = written(tmp_path / "input", FILES)
    first = build(source, database, AS_OF, accepting(1.0))
    assert b"Ana in Porto" in first.path.read_bytes()

    said_so = run("forget", "ana", "--yes", "--database", database).output
    assert "Removed 2 events about ana" in said_so
    assert "Took their address out of 2 events about others" in said_so
    assert f"{source}: its files have ana; take them out and build again" in said_so
    assert f"{first.path.name}: is a build with ana" in said_so
    assert "backups" in said_so
    left = folder.read().events
    assert {event.mvp_id for event in left} == {"ben"}
    assert [event.by for event in left] == ["ben@example.org", FORGOTTEN, FORGOTTEN]
    assert not any(b"ana" in path.read_bytes() for path in folder.path.iterdir())

    for path in source.glob("*.csv"):
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(line for line in lines if "ana" not in line))
    second = build(source, database, AS_OF, accepting(1.0))
    assert [(f.input, f.good) for f in second.report.files if f.file == "events"] == [
        ("contributions", 1)
    ]
    content = second.path.read_bytes()
    assert b"ana@example.org" not in content
    assert b"Ana" not in content.replace(b"Analy", b"")
    assert "its files have ana" not in run("forget", "ana", "--yes", "--database", database).output


def test_forgetting_asks_and_removes_nothing_without_a_yes(folder, database):
    mine = folder.write(said("claim"))
    of_ben = folder.write(said("claim", 1, by="ben@example.org", mvp_id="ben"))
    call = folder.write(said("call", 2, mvp_id="ben", **LEAD))
    question = (
        "Remove 1 event about ana, and their address from 1 event about others? "
        "They cannot be brought back"
    )
    for typed in ("n\n", "\n", ""):  # the last one: nobody is there to answer
        refused = run("forget", "ana", "--database", database, typed=typed)
        assert question in refused.output
        assert isinstance(refused.exception, ProgramError)
        assert "nothing was removed" in str(refused.exception)
        assert folder.read().events == (mine, of_ben, call)
    agreed = run("forget", "ana", "--database", database, typed="y\n")
    assert agreed.exit_code == 0
    assert "Removed 1 event about ana" in agreed.output
    assert [event.id for event in folder.read().events] == [of_ben.id, call.id]


def test_forgetting_an_id_that_nobody_has_is_an_error_with_the_nearest(folder, database, tmp_path):
    event = folder.write(said("claim"))
    failed = run("forget", "anna", "--yes", "--database", database)
    assert isinstance(failed.exception, ProgramError)
    assert str(failed.exception) == (
        "anna: no event and no kept build has this mvp_id; is it one of these: ana?"
    )
    assert "ben" not in str(failed.exception)
    assert folder.read().events == (event,)
    assert run("forget", "ben", "--yes", "--database", database).exception

    build(written(tmp_path / "input", FILES), database, AS_OF, accepting(1.0))
    said_so = run("forget", "ben", "--database", database)  # nothing is removed, so nothing asked
    assert said_so.exit_code == 0
    assert "Removed 0 events about ben" in said_so.output
    assert "its files have ben" in said_so.output
    assert folder.read().events == (event,)
