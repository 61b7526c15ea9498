"""Rollback: which build is served, which are kept, and what the next build does."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.store.publishing import builds, current, only_builder, roll_back

from .folders import AS_OF, MVPS, accepting, written


@pytest.fixture
def database(tmp_path) -> Path:
    return tmp_path / "out" / "mvp.duckdb"


@pytest.fixture
def made(tmp_path, database) -> list[Path]:
    """Three builds, each as of a day of its own; the last one is served."""
    return [publish(tmp_path, database, day) for day in (29, 30, 31)]


def publish(tmp_path: Path, database: Path, day: int = 31) -> Path:
    source = written(tmp_path / "input", {"mvps.csv": MVPS})
    return build(source, database, date(2025, 12, day), accepting(0)).path


def refusal(database: Path) -> str:
    with pytest.raises(ProgramError) as refused:
        roll_back(database)
    return str(refused.value)


def test_each_time_goes_one_build_further_back_and_deletes_none(database, made):
    for before, day in ((made[1], 30), (made[0], 29)):
        path, built_at, as_of = roll_back(database)
        assert [path, as_of] == [before, date(2025, 12, day)]
        assert current(database) == before
        with duckdb.connect(before, read_only=True) as con:
            assert con.execute("from build select built_at").fetchone() == (built_at,)
    assert refusal(database) == f"{database}: no build before {made[0].name} is kept"
    assert current(database) == made[0]
    assert builds(database) == made


def test_a_reader_can_still_use_the_build_that_is_rolled_back(tmp_path, database, made):
    day = Day(current(database), AS_OF)
    roll_back(database)
    publish(tmp_path, database)
    assert not made[2].exists()
    counted = day.query(Scope(everybody=True), "select count(*) from contributions")
    assert counted.fetchone() == (0,)


def test_a_rollback_of_the_next_build_skips_the_rolled_back_one(tmp_path, database, made):
    roll_back(database)
    newest = publish(tmp_path, database)
    assert current(database) == newest
    assert builds(database) == [made[0], made[1], newest]
    assert roll_back(database).path == made[1]


def test_a_build_lists_the_builds_before_it_without_the_rolled_back_one(tmp_path, database, made):
    roll_back(database)
    newest = publish(tmp_path, database)
    with duckdb.connect(newest, read_only=True) as con:
        ids = con.execute("select build_id from builds order by build_id").fetchall()
    expected = [made[0], made[1], newest]
    assert ids == [(path.stem.removeprefix("mvp-"),) for path in expected]


def test_a_broken_or_missing_build_can_be_rolled_back(database, made):
    made[2].write_bytes(b"cut off")
    assert roll_back(database).path == made[1]
    made[1].unlink()
    assert roll_back(database).path == made[0]


def test_a_build_that_cannot_be_read_is_not_served_again(database, made):
    made[1].write_bytes(b"cut off")
    assert refusal(database).startswith(f"{made[1]}: cannot be read: ")
    assert current(database) == made[2]


def test_nothing_is_rolled_back_while_a_build_is_running(database, made):
    with only_builder(database):
        said = f"{database}: another build is running; wait until it is done"
        assert refusal(database) == said
    assert current(database) == made[2]


def test_a_rollback_works_without_links(database, made, monkeypatch):
    def no_links(link: Path, target: str) -> None:
        raise OSError("A required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", no_links)
    for before in (made[1], made[0]):
        assert roll_back(database).path == before
        assert [database.is_symlink(), database.read_text()] == [False, before.name]
