"""Made-up programs of any size as input files: the sample, over and over under other names."""

import shutil
from datetime import date
from pathlib import Path

import duckdb

from data.inputs.contract import INPUTS
from data.sample import write_sample

AS_OF = date(2026, 11, 22)
_MVPS = 300  # of the sample that is repeated
_ROWS_A_FILE = 2_500_000
# What has to differ from one copy of the sample to the next; the two inputs are about all copies.
_KEYS = ("mvp_id", "account", "email", "other_emails", "nomination_id", "nominee_email")
_SHARED = ("sources", "access")


def write_program(out: Path, mvps: int, contributions: int, ending: str = "csv") -> Path:
    """Write the input files of a program of that size into the new folder `out`; returns it.

    Its people, and all that belongs to them, are copies of the sample's with ids of their own. Its
    contributions are spread over them, each with its own id and address, and stand in files of
    2.5 million in the order of time. `ending` is what these are written as: csv or parquet.
    """
    sample = out / "sample"
    write_sample(sample, mvps=min(mvps, _MVPS), as_of=AS_OF)
    copies = -(-mvps // _MVPS)
    with duckdb.connect() as con:
        for spec in INPUTS:
            if spec.name != "contributions":
                again = 1 if spec.name in _SHARED else copies
                rows = _copied(con, f"{sample}/{spec.name}.csv", again)
                con.execute(f"copy ({rows}) to '{out}/{spec.name}.csv'")
        _write_contributions(con, sample, out, copies, contributions, ending)
    shutil.rmtree(sample)
    return out


def _copied(con: duckdb.DuckDBPyConnection, file: str, copies: int) -> str:
    """SQL for the rows of a file so many times, each copy with other keys; `*` stays."""
    source = f"read_csv('{file}', all_varchar = true)"
    con.execute(f"from {source} limit 0")
    names = [column[0] for column in con.description]
    cells = ", ".join(f"{_named(name)} as {name}" if name in _KEYS else name for name in names)
    return f"select distinct {cells} from {source}, range({copies}) as copies(copy)"


def _named(name: str) -> str:
    """SQL for a key in the copy number `copy`; the first copy keeps its names."""
    return f"if(copy = 0 or {name} = '*', {name}, copy || '-' || {name})"


def _write_contributions(
    con: duckdb.DuckDBPyConnection, sample: Path, out: Path, copies: int, rows: int, ending: str
) -> None:
    con.execute(f"""
        create temp table sample as
        select *, row_number() over (order by occurred_at, contribution_id) - 1 as place,
        from (
            from read_csv('{sample}/contributions-*.csv', all_varchar = true)
            order by hash(contribution_id)
            limit {rows}
        )""")
    (size,) = con.execute("select count(*) from sample").fetchone()
    for number, first in enumerate(range(0, rows, _ROWS_A_FILE)):
        con.execute(f"""
            copy (
                select
                    contribution_id || '-' || time as contribution_id,
                    {_named("mvp_id")} as mvp_id,
                    track, kind, occurred_at, title,
                    url || '-' || time as url,
                    accepted,
                from (
                    select row % {size} as place, row // {size} as time, time % {copies} as copy,
                    from range({first}, {min(first + _ROWS_A_FILE, rows)}) as numbers(row)
                )
                join sample using (place)
            ) to '{out}/contributions-{number:02}.{ending}'""")
