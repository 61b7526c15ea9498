"""What moved, folded on an MVP's page: since the last checkpoint, and since the build before."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from dashboard.reading.builds import newest_build
from dashboard.reading.explained import Since, explained
from dashboard.reading.rows import ViewContext
from data.__main__ import commands
from data.days.scope import Scope
from data.explain.seen import Moment
from tests.asking import ANA, BEN, FILES, LEAD, OTHER_LEAD, TEAM, copied, opened, published
from tests.conftest import Program

LATE = "c3,ana,content,article,2026-02-03,A *late* one,https://blog.example/late\n"


@pytest.fixture
def program(asking: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A copy of the program of tests/asking.py, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    return copied(asking, tmp_path)


def moved(email: str, since: str, mvp_id: str = "ana", **query: str) -> AppTest:
    """The page of an MVP with what moved unfolded."""
    app = opened(email, "mvp", mvp=mvp_id, **query)
    app.session_state[f"moved since {since} {mvp_id}"] = True
    return app.run()


def titles(app: AppTest) -> list[str]:
    return [each.label for each in app.main.expander if each.label.startswith("What moved")]


def rows(app: AppTest) -> list[list[str]]:
    """The rows of all tables of what moved, as Markdown."""
    return [row for each in app.main.table for row in each.value.values.tolist()]


def test_a_contribution_that_came_since_the_build_before_is_named_with_what_it_did(program):
    app = opened(ANA, "mvp")
    assert len(titles(app)) == 1  # no build before is kept
    published(program.source.parent, **{"contributions.csv": FILES["contributions.csv"] + LATE})
    app = moved(ANA, "build")
    assert not app.exception
    assert len(titles(app)) == 2
    found = rows(app)
    assert [row[1] for row in found if row[0] == "contributions that arrived late"] == [r"\+1"]
    assert [row[1] for row in found if "Feb 3, 2026, article" in row[0]] == [r"\+1"]
    assert any(r"A \*late\* one" in row[0] for row in found)  # as typed, not as Markdown


def test_nothing_moved_between_two_builds_of_the_same_files(program):
    published(program.source.parent)
    app = moved(ANA, "build")
    assert "Nothing is different." in [each.value for each in app.caption]


def test_the_time_since_the_last_checkpoint_is_a_part(program):
    app = moved(TEAM, "checkpoint")
    assert not app.exception
    assert any(row[0].startswith("time passed") for row in rows(app))


EXPECTED = "is still to come: this is expected if nothing else happens until then."


def test_a_day_to_come_is_said_to_be_expected_on_the_page(program):
    in_months = program.as_of + timedelta(days=200)  # after another checkpoint
    said = [each.value for each in moved(TEAM, "checkpoint", as_of=str(in_months)).caption]
    assert f"{in_months:%b} {in_months.day}, {in_months.year} {EXPECTED}" in said
    today = [each.value for each in moved(TEAM, "checkpoint").caption]
    assert not any(EXPECTED in text for text in today)


@pytest.mark.parametrize("days", [0, 1])
def test_a_day_to_come_is_said_to_be_expected_by_the_command(program, days):
    day = program.as_of + timedelta(days)
    asked = ["explain", "ana", "--from", "2025-12-31", "--to", str(day)]
    done = CliRunner().invoke(commands, [*asked, "--database", str(program.database)])
    assert done.exit_code == 0
    first = done.output.splitlines()[0]
    assert first.endswith(EXPECTED) == (days == 1)
    assert first.startswith(f"{day:%b} {day.day}, {day.year} ") == (days == 1)


def test_nobody_learns_why_the_numbers_of_somebody_else_moved(program):
    build = newest_build()
    view = ViewContext(build, program.as_of, Scope(mvp_id="ben", only_mvp="ana"))
    assert explained(view, Since(Moment(build.location, program.as_of))) is None
    app = moved(BEN, "checkpoint", "ana")
    assert not app.exception
    assert rows(app) == []


def test_a_lead_learns_why_the_numbers_of_their_own_people_moved_only(program):
    assert rows(moved(LEAD, "checkpoint"))
    app = moved(OTHER_LEAD, "checkpoint")
    assert not app.exception
    assert rows(app) == []
    view = ViewContext(newest_build(), program.as_of, Scope(teams=("India",), only_mvp="ana"))
    assert explained(view, Since(Moment(view.build.location, program.as_of))) is None


def test_a_column_that_no_row_fills_is_not_shown(program):
    tables = [each.value for each in moved(TEAM, "checkpoint").main.table]
    assert tables
    assert not [name for each in tables for name in each if not each[name].any()]
