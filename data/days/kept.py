"""Days that a build keeps, as they were worked out while it was made (docs/decisions/038).

A kept day is what the same rules give when they are asked for it, so it is used only where they
are the same: the text of the rules, the code around them and the version of DuckDB. Otherwise, and
for all other days, the rules run when a day is asked for.
"""

import hashlib
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from data.days.rule_sets import judged_on
from data.days.rules import RULES, make_schema
from data.sql.files import names, sql
from data.sql.rows import create_table

SCHEMA = "build.kept"  # in the file of a build; no query of a page finds its tables by name
# What is kept of a day: all rules, or what pages ask of an earlier day, an observation, a year end,
# and what a record asks of a checkpoint.
WHOLE, EARLIER, OBSERVED, YEAR_END = "whole", "earlier", "observed", "year end"
CHECKPOINT = "checkpoint"
KEPT_ON = "kept_on"  # the column of kept rows that says as of which day they are
_FOLDERS = (  # of queries/
    "schema",
    "rules",
    "earlier_days",
    "backtest",
    "past_years",
    "checkpoint_progress",
)
_CODE = Path(__file__).parent
_COLUMNS = "kind varchar, day date, rules varchar, bytes bigint"


def create_kept(con: duckdb.DuckDBPyConnection) -> None:
    """Create the empty table that says which days the attached `build` keeps."""
    con.execute(f"create schema {SCHEMA}")
    con.execute(f"create table {SCHEMA}.days ({_COLUMNS})")


def note_kept(con: duckdb.DuckDBPyConnection, kind: str, day: date, size: int = 0) -> None:
    """Say that the attached `build` keeps a day; `size` is the memory of its tables, in bytes."""
    con.execute(f"insert into {SCHEMA}.days values (?, ?, ?, ?)", [kind, day, rules_digest(), size])


def kept_days(con: duckdb.DuckDBPyConnection, kind: str) -> dict[date, int]:
    """The days of a kind that the attached `build` keeps by the rules of this program.

    Each has the memory that its tables took, in bytes.
    """
    known = con.execute("""
        select 1 from duckdb_tables()
        where database_name = 'build' and schema_name = 'kept' and table_name = 'days'""")
    if known.fetchone() is None:
        return {}
    days = con.execute(
        f"select day, bytes from {SCHEMA}.days where kind = $kind and rules = $rules",
        {"kind": kind, "rules": rules_digest()},
    )
    return dict(days.fetchall())


def schema_of(day: date) -> str:
    """The schema of a build with the tables of all rules as of a day."""
    return f"build.day_{day:%Y%m%d}"


def use_day(con: duckdb.DuckDBPyConnection, day: date, schema: str) -> int | None:
    """Make a new `schema` with the kept rules as of a day, as `compute` makes it.

    Returns the memory that their tables took when they were computed, in bytes. None when the
    attached `build` does not keep the day; then nothing is made.
    """
    size = kept_days(con, WHOLE).get(day)
    if size is None:
        return None
    make_schema(con, schema, judged_on(con, day))
    for rule in RULES:
        con.execute(f"create view {schema}.{rule} as from {schema_of(day)}.{rule}")
    return size


def rows_of_days(con: duckdb.DuckDBPyConnection, table: str, days: list[date]) -> pa.Table:
    """The rows of a kept table of the attached `build` that are of these days."""
    text = f"""
        select * exclude ({KEPT_ON}) from {SCHEMA}.{table} where list_contains($days, {KEPT_ON})"""
    return con.sql(text, params={"days": days}).to_arrow_table()


def of_day(rows: pa.Table, day: date) -> pa.Table:
    """The rows with the day that they are kept for."""
    return rows.append_column(KEPT_ON, pa.array([day] * len(rows), pa.date32()))


def create_rows(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Create a kept table of the attached `build` with the rows of some days."""
    create_table(con, f"{SCHEMA}.{table}", rows)


@cache
def rules_digest() -> str:
    """SHA-256 of all that decides on the tables of a day, beside the build, as hex."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    for folder in _FOLDERS:
        for name in names(folder):
            digest.update(f"\n{folder}/{name}\n{sql(f'{folder}/{name}')}".encode())
    for path in sorted(_CODE.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
