"""Days that a build keeps: the same rows as those that are computed when a page asks for them."""

from datetime import date, timedelta
from pathlib import Path
from random import randrange

import duckdb
import pytest

from data.build import kept_days
from data.build.build import build
from data.days import backtest_cases, checkpoint_progress, earlier_days, kept, past_years, tables
from data.days.day import Day
from data.days.kept import CHECKPOINT, EARLIER, OBSERVED, WHOLE, YEAR_END
from data.days.scope import Scope
from data.errors import ProgramError
from data.sample import write_sample
from data.settings.files import load, load_program
from data.store.connect import attach, copy_with_forecast
from tests.conftest import TINY, Program

from .cells import is_same_cell
from .changed_rules import CHANGED_RULES

EVERYBODY = Scope(everybody=True)
ONE = Scope(mvp_id="A01")
OF_THE_BUILD = {"build", "builds", "build_files"}  # when and from where it was built


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny program, built with too little memory to keep days."""
    folder = tmp_path_factory.mktemp("without")

    def too_little(*_: object) -> None:
        raise duckdb.OutOfMemoryException("no memory is left")

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(kept_days.KEEP, "yes")
        patched.setattr(kept_days, "_keep_earlier", too_little)
        return build(
            TINY / "input", folder / "mvp.duckdb", date(2024, 8, 20), load_program(TINY / "input")
        ).path


def found(database: Path, kind: str) -> set[date]:
    return set(kept.kept_days(attach(database.resolve()), kind))


def rows(day: Day, scope: Scope, table: str) -> tuple[list[tuple[str, str]], list[tuple]]:
    """The columns of a table with their types, and its rows in the order of their text."""
    answer = day.query(scope, f"from {table}")
    columns = [(name, str(kind)) for name, kind, *_ in answer.description]
    return columns, sorted(answer.fetchall(), key=_without_last_digits)


def _without_last_digits(row: tuple) -> str:
    return repr([f"{cell:.6g}" if isinstance(cell, float) else cell for cell in row])


def differences(one: Path, other: Path, as_of: date, scope: Scope = EVERYBODY) -> list[str]:
    """The tables of a day that differ between two builds in a column, a type or a cell."""
    left, right = Day(one.resolve(), as_of), Day(other.resolve(), as_of)
    different = []
    for table in sorted(left.names(scope) - OF_THE_BUILD):
        columns, cells = rows(left, scope, table)
        other_columns, other_cells = rows(right, scope, table)
        pairs = zip(cells, other_cells, strict=False)
        if (columns, len(cells)) != (other_columns, len(other_cells)) or not all(
            is_same_cell(*pair) for one, two in pairs for pair in zip(one, two, strict=True)
        ):
            different.append(table)
    return different


@pytest.mark.parametrize(
    ("days", "scope"), [(0, EVERYBODY), (1, EVERYBODY), (9, EVERYBODY), (0, ONE)]
)
def test_each_table_has_the_same_rows_as_without_kept_days(tiny_program, without, days, scope):
    as_of = tiny_program.as_of + timedelta(days=days)
    assert differences(tiny_program.database, without, as_of, scope) == []


def test_a_random_program_has_the_same_rows_as_without_kept_days(tmp_path, monkeypatch):
    seed = randrange(10_000)
    as_of = date(2026, 1, 1) + timedelta(days=seed % 365)
    source = tmp_path / "input"
    write_sample(source, mvps=25, seed=seed, as_of=as_of, since=as_of - timedelta(days=200))
    changed_on = as_of - timedelta(days=randrange(100))
    (source / "program.toml").write_text(CHANGED_RULES.format(changed_on), encoding="utf-8")
    paths = []
    for said in ("yes", "no"):
        monkeypatch.setenv(kept_days.KEEP, said)
        paths.append(build(source, tmp_path / f"{said}.duckdb", as_of, load_program(source)).path)
    assert found(paths[0], WHOLE) == {as_of, as_of + timedelta(days=1)}
    assert found(paths[1], WHOLE) == set()
    assert differences(*paths, as_of) == [], f"seed {seed}"
    assert differences(*paths, as_of + timedelta(days=1)) == [], f"seed {seed}"


def test_a_build_keeps_its_day_the_next_and_those_that_they_are_compared_with(tiny_program):
    assert found(tiny_program.database, WHOLE) == {date(2024, 8, 20), date(2024, 8, 21)}
    past = {date(2023, 12, 31), date(2024, 3, 31), date(2024, 7, 31)}
    week_ago = {date(2024, 8, 13), date(2024, 8, 14)}
    assert found(tiny_program.database, EARLIER) == past | week_ago
    assert found(tiny_program.database, OBSERVED) >= past
    assert found(tiny_program.database, YEAR_END) == {date(2023, 12, 31)}
    assert found(tiny_program.database, CHECKPOINT) >= past


def test_a_build_without_the_memory_keeps_nothing(without):
    kinds = (WHOLE, EARLIER, OBSERVED, YEAR_END, CHECKPOINT)
    assert [found(without, kind) for kind in kinds] == [set()] * 5


def test_a_word_that_is_neither_yes_nor_no_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv(kept_days.KEEP, "perhaps")
    with pytest.raises(ProgramError, match="MVP_KEEP_DAYS: 'perhaps' is neither yes nor no"):
        build(TINY / "input", tmp_path / "mvp.duckdb", date(2024, 8, 20), load())


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days of which rules are computed during the test."""
    noted: list[date] = []

    def whole(con: object, day: date, *rest: object, original=tables.compute) -> None:
        noted.append(day)
        original(con, day, *rest)

    monkeypatch.setattr(tables, "compute", whole)
    for module in (earlier_days, backtest_cases, past_years, checkpoint_progress):

        def several(con: object, days: list[date], original=module.rows_as_of) -> dict:
            noted.extend(days)
            return original(con, days)

        monkeypatch.setattr(module, "rows_as_of", several)
    return noted


def test_kept_days_are_read_and_not_computed(tiny_program: Program, computed):
    for days in (0, 1):
        day = Day(tiny_program.database.resolve(), tiny_program.as_of + timedelta(days=days))
        for table in ("members", "earlier_members", "cases", "past_levels", "checkpoint_progress"):
            day.query(EVERYBODY, f"from {table}").fetchall()
    assert computed == []


def test_days_that_other_rules_have_kept_are_computed(tiny_program: Program, computed, monkeypatch):
    monkeypatch.setattr(kept, "rules_digest", lambda: "of another version")
    day = Day(tiny_program.database.resolve(), tiny_program.as_of)
    day.query(EVERYBODY, "from earlier_members").fetchall()
    assert tiny_program.as_of in computed
    assert date(2024, 7, 31) in computed


def test_a_copy_with_other_numbers_of_the_forecast_keeps_no_days(tiny_program, tmp_path):
    copy = tmp_path / "copy.duckdb"
    copy_with_forecast(tiny_program.database.resolve(), copy, {"forum": (60, 1, 30, 2)})
    assert found(copy, WHOLE) == set()
    assert found(tiny_program.database, WHOLE) != set()


def test_no_query_of_a_scope_finds_a_kept_table_by_its_name(tiny_program: Program):
    day = Day(tiny_program.database.resolve(), tiny_program.as_of)
    for table in ("days", "earlier_tracks"):
        assert table not in day.names(EVERYBODY)
        with pytest.raises(duckdb.CatalogException):
            day.query(EVERYBODY, f"from {table}")
    assert day.query(ONE, "select distinct mvp_id from earlier_members").fetchall() == [("A01",)]
    assert day.query(ONE, "select distinct mvp_id from members").fetchall() == [("A01",)]
