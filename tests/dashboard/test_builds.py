"""Builds that are published and deleted during a run, and queries that are stopped."""

import gc
import os
import weakref
from collections import deque
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.reading import builds, days, people
from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.errors import NoDatabaseError
from data.settings.files import load
from tests.conftest import Program

EVERYBODY = Scope(everybody=True)
ENDLESS = "select count(*) from range(1000000) a, range(1000000) b where a.range + b.range = 3"
LARGE = "select list(a.range), list(b.range) from range(100000) a, range(100000) b"
AS_OF = date(2025, 7, 1)

# A page that reads, lets something happen, and reads all that a run can read. All people and teams
# of a build have its name.
READING_TWICE = """
from datetime import timedelta
import streamlit as st
from dashboard.reading import builds, days, people, rows
from dashboard.server import failures
from dashboard.page.heading import heading

with builds.one_run(), failures.explained():
    view = heading("overview")
    names = rows.read(view, "shared/people")["label"].tolist()
    st.session_state["meanwhile"]()
    view = rows.ViewContext(days.current_build(), view.as_of, view.scope)
    names += rows.read(view, "overview/teams")["team"].tolist()
    names += people.people().values()
    day_before = rows.ViewContext(view.build, view.as_of - timedelta(days=1), view.scope)
    names += rows.read(day_before, "overview/teams")["team"].tolist()
    st.text(", ".join(sorted({name.replace("MVP: ", "").split()[0] for name in names})))
"""
ASKING_TOO_MUCH = """
import streamlit as st
from dashboard.server import failures

with failures.explained():
    st.text("drawn before")
    st.session_state["ask"]()
    st.text("not drawn")
"""


def publish(database: Path, name: str) -> Path:
    """Publish a build whose one MVP and team are called `name`; returns its file."""
    source = database.parent / f"input of {name}"
    source.mkdir(exist_ok=True)
    (source / "mvps.csv").write_text(
        "mvp_id,name,email,entered_on,nda_signed_on,team\n"
        f"ana,{name} Ana,ana@example.org,2025-01-01,2025-01-01,{name}\n",
        encoding="utf-8",
    )
    return build(source, database, AS_OF, load()).path


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The app's database: a build named `first`."""
    database = tmp_path / "mvp.duckdb"
    monkeypatch.setenv("MVP_DATABASE", str(database))
    publish(database, "first")
    return database


def run(script: str, **state: Callable[[], object]) -> AppTest:
    """The page of a script, with `state` in its session."""
    app = AppTest.from_string(script, default_timeout=60)
    for key, value in state.items():
        app.session_state[key] = value
    return app.run()


def once(action: Callable[[], object]) -> Callable[[], None]:
    """Run `action` at the first call only."""
    left = [action]
    return lambda: left and left.pop()()


# A run reads one build


def test_a_build_that_is_published_during_a_run_shows_in_the_next_run_only(database):
    app = run(READING_TWICE, meanwhile=once(lambda: publish(database, "second")))
    assert [text.value for text in app.text] == ["first"]
    assert [text.value for text in app.run().text] == ["second"]


def test_a_run_whose_build_is_deleted_starts_again_with_the_newest(database):
    def publish_four() -> None:
        for name in ("second", "third", "fourth", "fifth"):
            publish(database, name)

    app = run(READING_TWICE, meanwhile=once(publish_four))
    assert [text.value for text in app.text] == ["fifth"]
    assert not app.error


def test_a_run_keeps_its_day_when_the_build_is_deleted(database):
    with builds.one_run():
        day = days.today()
        for name in ("second", "third", "fourth"):
            publish(database, name)
        days.empty_caches()
        assert not days.current_build().location.exists()
        assert days.today() is day


def test_a_file_that_is_changed_in_place_is_another_build(database):
    before = builds.newest_build()
    copy = publish(database, "second").read_bytes()
    database.unlink()
    database.write_bytes(before.location.read_bytes())
    first = builds.newest_build()
    assert list(people.people().values()) == ["MVP: first Ana"]
    database.write_bytes(copy)
    assert builds.newest_build() != first
    assert list(people.people().values()) == ["MVP: second Ana"]


def test_a_day_of_an_old_build_is_freed_when_the_last_run_with_it_ends(database):
    with builds.one_run():
        old = weakref.ref(days.today())
        publish(database, "second")
        with builds.one_run():
            assert days.today() is not old()
        gc.collect()
        assert old() is not None
    gc.collect()
    assert old() is None


# Without a database


def test_a_file_that_ends_before_its_last_block_is_refused_at_once(database):
    path = builds.newest_build().location
    os.truncate(path, path.stat().st_size - 1)
    with pytest.raises(NoDatabaseError, match="the file is cut off at") as refusal:
        Day(path, AS_OF)
    assert refusal.value.why == "unreadable"


@pytest.mark.parametrize("size", [0, 1, 4096, 12288, 12289, 300_000])
def test_a_truncated_file_is_not_a_database(database, size):
    path = builds.newest_build().location
    os.truncate(path, size)
    with pytest.raises(NoDatabaseError, match="build it again"):
        Day(path, AS_OF)


# Queries that are stopped


def ask(program: Program, text: str, **more: object) -> Callable[[], object]:
    """A function that asks a day of the program."""
    day = Day(program.database.resolve(), program.as_of, **more)
    return lambda: day.query(EVERYBODY, text).df()


def test_a_query_that_takes_too_long_is_stopped_and_the_page_says_so(tiny_program):
    app = run(ASKING_TOO_MUCH, ask=ask(tiny_program, ENDLESS, query_seconds=0.3))
    assert [text.value for text in app.text] == ["drawn before"]
    assert app.error[0].value.startswith("This took longer than 10 seconds and was stopped.")
    assert app.button[0].label == "Try again"


def test_a_query_that_takes_too_long_to_fetch_is_stopped_too(tiny_program):
    day = Day(tiny_program.database.resolve(), tiny_program.as_of, query_seconds=0.3)
    cursor = day.query(EVERYBODY, "select range from range(1000000000000)")
    with pytest.raises(duckdb.InterruptException):
        deque(iter(lambda: cursor.fetchmany(100_000), []), maxlen=0)


def test_after_a_query_that_took_too_long_the_next_one_is_answered(tiny_program):
    day = Day(tiny_program.database.resolve(), tiny_program.as_of, query_seconds=0.3)
    with pytest.raises(duckdb.InterruptException):
        day.query(EVERYBODY, ENDLESS).df()
    assert day.query(EVERYBODY, "select count(*) from membership").fetchone() == (10,)


def test_a_query_that_needs_too_much_memory_is_stopped_and_the_page_says_so(tiny_program):
    app = run(ASKING_TOO_MUCH, ask=ask(tiny_program, LARGE))
    assert [text.value for text in app.text] == ["drawn before"]
    assert app.error[0].value.startswith("This needs more than the 256 MB of memory it may use.")
