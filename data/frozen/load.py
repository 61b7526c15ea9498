"""What was told at checkpoints, read back into a build from the folders that `freeze` has made."""

import csv
import io
import json
from pathlib import Path

import duckdb
import pyarrow as pa

from data.errors import ProgramError
from data.frozen.folder import REASON, SUMS, Frozen, frozen_in, sum_of
from data.sql.files import columns_of
from data.store.os_errors import as_program_error

# Each table of queries/schema that is filled from a file of the snapshots.
_FILES = {
    "published_members": "members.csv",
    "published_progress": "progress.csv",
    "published_contributions": "contributions.csv",
}
_KEY = ("checkpoint", "number")
_TO_DO = "bring it back from a backup, or move its folder away"


def load_published(con: duckdb.DuckDBPyConnection, checkpoints: Path | None) -> None:
    """Fill the tables `told_*` of `con` from the folders under `checkpoints`; None: there are none.

    Raises ProgramError when one of them is not what was frozen: a record of what people were told
    is whole, or the build says so.
    """
    if checkpoints is None:
        return
    with as_program_error(checkpoints):
        found = frozen_in(checkpoints)
        latest = {kept.checkpoint: kept.number for kept in found}
        for kept in found:
            files = _whole(kept)
            _describe(con, kept, files, is_latest=latest[kept.checkpoint] == kept.number)
            for table, name in _FILES.items():
                _fill(con, table, kept, name, files[name])


def _whole(kept: Frozen) -> dict[str, str]:
    """The text of each file of the folder, when all are as they were frozen."""
    try:
        lines = (kept.folder / SUMS).read_text(encoding="utf-8").splitlines()
        sums = {name: said for said, name in (line.split("  ", 1) for line in lines)}
    except FileNotFoundError:
        raise _damaged(kept, SUMS, "is missing") from None
    except ValueError:
        raise _damaged(kept, SUMS, "cannot be read") from None
    needed = [*_FILES.values(), "snapshot.json", *[REASON] * (kept.number > 1)]
    for name in needed:
        if name not in sums:
            raise _damaged(kept, SUMS, f"does not name {name}")
    return {name: _as_frozen(kept, name, said) for name, said in sums.items()}


def _as_frozen(kept: Frozen, name: str, said: str) -> str:
    try:
        content = (kept.folder / name).read_bytes()
    except FileNotFoundError:
        raise _damaged(kept, name, "is missing") from None
    if sum_of(content) != said:
        raise _damaged(kept, name, "is not what was frozen")
    return content.decode("utf-8", errors="replace")


def _describe(
    con: duckdb.DuckDBPyConnection, kept: Frozen, files: dict[str, str], is_latest: bool
) -> None:
    """A row of `published_checkpoints`: which record this is, and by which settings."""
    try:
        about = json.loads(files["snapshot.json"])
        as_of, digest = about["as_of"], about["rules_digest"]
    except (ValueError, KeyError, TypeError):
        raise _damaged(kept, "snapshot.json", "cannot be read") from None
    if as_of != str(kept.checkpoint):
        raise _damaged(kept, "snapshot.json", f"is of {as_of}")
    reason = files[REASON].strip() if kept.number > 1 else None
    row = [kept.checkpoint, kept.number, is_latest, reason, digest]
    con.execute("insert into published_checkpoints values (?, ?, ?, ?, ?)", row)


def _fill(con: duckdb.DuckDBPyConnection, table: str, kept: Frozen, name: str, text: str) -> None:
    columns = [column for column in columns_of(table) if column not in _KEY]
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        places = {column: header.index(column) for column in columns}
        cells = {column: [row[place] for row in rows] for column, place in places.items()}
        types = pa.schema([(column, pa.string()) for column in columns])
        con.register("frozen", pa.table(cells, schema=types))
        # data/outputs/snapshot.py puts a quote before text that a spreadsheet would run.
        values = ", ".join(
            rf"""nullif(regexp_replace("{column}", '^''([-=+@\t\r])', '\1'), '') as "{column}" """
            for column in columns
        )
        con.execute(
            f"insert into {table} by name select $checkpoint as checkpoint, $number as number, "
            f"{values} from frozen",
            {"checkpoint": kept.checkpoint, "number": kept.number},
        )
    except (ValueError, IndexError, csv.Error, duckdb.DataError, duckdb.ConstraintException):
        raise _damaged(kept, name, "cannot be read as a file of a snapshot") from None
    con.unregister("frozen")


def _damaged(kept: Frozen, name: str, fault: str) -> ProgramError:
    return ProgramError(f"{kept.folder / name}: {fault}; {_TO_DO}")
