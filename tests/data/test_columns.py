"""Every column of the contract has a column in the database, and its values arrive there."""

import duckdb
import pytest

from data.build.build import build
from data.inputs.contract import INPUTS, Input, Kind
from data.settings.files import load_program
from data.sql.files import sql

from .folders import AS_OF, Outcome, written
from .full_rows import csv_of, full_row, value

SPECS = pytest.mark.parametrize("spec", INPUTS, ids=lambda spec: spec.name)
TYPES = {
    Kind.DATE: "DATE",
    Kind.END_DATE: "DATE",
    Kind.YEAR: "INTEGER",
    Kind.POINTS: "INTEGER",
    Kind.FLAG: "BOOLEAN",
    Kind.SHARE: "DECIMAL(5,4)",
}
# Columns that a build adds to the table of an input.
ADDED = {"contributions": ["day", "is_countable", "counted", "not_counted_because", "counted_from"]}
# Without a key: an index over all contributions would be larger than the table, and null can be
# part of the key of these but not of a primary key.
FORGE_IN_POINTS = '[tracks.forge]\nmeasure = "points"\n'
WITHOUT_KEY = {"accounts", "refusals", "contributions", "access", "sources"}


@pytest.fixture(scope="module")
def full_build(tmp_path_factory) -> Outcome:
    """A build of one row of each input, with a value in every column; forge counts points."""
    files = {f"{spec.name}.csv": csv_of([full_row(spec)]) for spec in INPUTS}
    folder = tmp_path_factory.mktemp("full")
    source = written(folder / "input", files | {"program.toml": FORGE_IN_POINTS})
    return Outcome(build(source, folder / "mvp.duckdb", AS_OF, load_program(source)))


@SPECS
def test_no_two_columns_of_the_full_row_have_the_same_value(spec: Input):
    values = [*full_row(spec).values()]
    assert len(set(values)) == len(values)


@SPECS
def test_the_value_of_every_column_arrives_in_the_table_of_the_input(full_build, spec: Input):
    assert full_build.rejects == []
    row = full_row(spec)
    names = ", ".join(f'"{name}"' for name in row)
    assert full_build.rows(f"select {names} from {spec.name}") == [
        tuple(value(column, row[column.name]) for column in spec.columns)
    ]


@SPECS
def test_the_table_of_an_input_has_its_columns_with_their_types_and_key(spec: Input):
    with duckdb.connect() as con:
        con.execute(sql(f"schema/{spec.name}"))
        columns = con.execute(
            "select column_name, data_type, not is_nullable from duckdb_columns() "
            "where table_name = $table order by column_index",
            {"table": spec.name},
        ).fetchall()
        keys = con.execute(
            "select constraint_column_names from duckdb_constraints() "
            "where constraint_type = 'PRIMARY KEY'"
        ).fetchall()
    of_input = columns[: len(spec.columns)]
    assert of_input == [
        (column.name, TYPES.get(column.kind, "VARCHAR"), column.is_required)
        for column in spec.columns
    ]
    assert [name for name, *_ in columns[len(of_input) :]] == ADDED.get(spec.name, [])
    assert keys == ([] if spec.name in WITHOUT_KEY else [([*spec.key],)])
