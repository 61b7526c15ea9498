"""The sample at the first start, and after an update that changes the tables."""

import shlex
from datetime import date
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from dashboard.server import first_run
from data.__main__ import commands
from data.build.build import build
from data.days.day import Day
from data.errors import NoDatabaseError
from data.settings.files import load
from data.store.publishing import current

MVPS = "mvp_id,name,email,entered_on\nana,Ana,ana@example.org,2025-01-01\n"
AS_OF = date(2025, 12, 31)


def built_before(folder: Path, source_name: str) -> Path:
    """A database whose tables are those of another version, built from a folder of that name."""
    source, database = folder / source_name, folder / "my mvps.duckdb"
    source.mkdir()
    (source / "mvps.csv").write_text(MVPS)
    build(source, database, AS_OF, load())
    with duckdb.connect(database.resolve()) as con:
        con.execute("update build set schema_digest = 'of other tables'")
    return database


def without_source(database: Path) -> None:
    """Make the tables those of a version that did not store the source."""
    with duckdb.connect(database.resolve()) as con:
        con.execute("alter table build drop column source")


@pytest.fixture(autouse=True)
def fresh(monkeypatch, tmp_path):
    first_run.is_outdated_sample.cache_clear()
    monkeypatch.setattr(first_run, "SAMPLE_INPUT", tmp_path / "sample-input")


@pytest.mark.parametrize(
    ("source_name", "is_sample"),
    [("mvp-sample-1", True), ("sample-input", True), ("our exports", False)],
)
def test_only_an_outdated_sample_is_built_again(monkeypatch, tmp_path, source_name, is_sample):
    database, made = built_before(tmp_path, source_name), []
    monkeypatch.setattr(first_run, "DEFAULT_DATABASE", database)
    monkeypatch.setattr(first_run, "build_sample", made.append)
    monkeypatch.delenv("MVP_DATABASE", raising=False)
    first_run.ensure_database()
    assert made == [database] * is_sample


def test_a_sample_of_a_version_that_stored_no_source_is_known_by_its_mvps(tmp_path):
    database = built_before(tmp_path, "sample-input")
    without_source(database)
    assert first_run.is_outdated_sample(database.resolve())
    first_run.is_outdated_sample.cache_clear()
    (tmp_path / "sample-input" / "mvps.csv").write_text(MVPS.replace("ana,", "eve,"))
    assert not first_run.is_outdated_sample(database.resolve())


def test_a_database_of_this_version_is_no_outdated_sample(tmp_path):
    source, database = tmp_path / "mvp-sample-1", tmp_path / "mvp.duckdb"
    source.mkdir()
    (source / "mvps.csv").write_text(MVPS)
    build(source, database, AS_OF, load())
    assert not first_run.is_outdated_sample(database.resolve())


def test_the_advice_is_a_command_that_works_as_printed(tmp_path):
    database = built_before(tmp_path, "our exports")
    with pytest.raises(NoDatabaseError) as error:
        Day(current(database), AS_OF)
    command = str(error.value).partition("build it again with python -m data ")[2]
    done = CliRunner().invoke(commands, shlex.split(command))
    assert done.exit_code == 0, done.output
    assert Day(current(database), AS_OF).as_of == AS_OF


def test_the_advice_names_the_source_also_where_it_is_not_known(tmp_path):
    database = built_before(tmp_path, "our exports")
    without_source(database)
    with pytest.raises(NoDatabaseError, match=r"python -m data build --source FOLDER --database"):
        Day(current(database), AS_OF)
