"""Parquet files as raw exports: the names of their columns come from others."""

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.data.sources.raw_folder import read_one


def parquet(columns: dict[str, list]) -> bytes:
    data = io.BytesIO()
    pq.write_table(pa.table(columns), data)
    return data.getvalue()


VALUES = {
    "text": ["x"],
    "bytes": [b"x"],
    "number": [1.5],
    "day": [pa.scalar(0, pa.timestamp("us")).as_py()],
    "list": [["x"]],
}


@pytest.mark.parametrize("kind", VALUES)
def test_the_name_of_a_column_is_never_read_as_sql(tmp_path: Path, kind: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden")
    name = f"a\" || (select content from read_text('{secret}')) || \"a"
    table = read_one(tmp_path / "in", "evil.parquet", parquet({name: VALUES[kind], "a": ["y"]}))
    assert "hidden" not in str(table.rows)
    assert table.header == [name, "a"]
    assert table.rows[0][table.found.names[1]] == "y"


def test_a_name_that_ends_a_statement_starts_no_other(tmp_path: Path) -> None:
    target = tmp_path / "written.txt"
    name = f"a\" , '') as \"a\" from (select 1); copy (select 1) to '{target}'; select nullif(\"a"
    table = read_one(tmp_path / "in", "evil.parquet", parquet({name: ["x"], "a": ["y"]}))
    assert table.rows[0][table.found.names[1]] == "y"
    assert not target.exists()
