"""Tables of a build as CSV files beside the database: rejects.csv and strangers.csv."""

from pathlib import Path

import duckdb

from data.outputs.csv_text import csv_lines
from data.store.publishing import is_alone


def write_rows(con: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    """Write the rows of `table` as CSV, in the order in which they were inserted; raises OSError.

    They are written as they are read, since there may be more than fit in memory.
    """
    rows = con.execute(f"from {table}")
    columns = [name for name, *_ in con.description]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_lines(columns, iter(rows.fetchone, None)))


def write_beside(con: duckdb.DuckDBPyConnection, table: str, database: Path, work: Path) -> Path:
    """Write `table` to a CSV file of its name beside the database, in one step; returns its path.

    Where the folder holds other databases, the name begins with that of the database: the files of
    one would replace those of another. `work` is the unfinished build, whose name the file has
    until it is complete.
    """
    name = f"{table}.csv" if is_alone(database) else f"{database.stem}-{table}.csv"
    write_rows(con, table, unfinished := work.with_name(f"{work.name}.{name}"))
    return unfinished.replace(database.with_name(name))
