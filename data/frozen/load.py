"""Reads the frozen checkpoints into the tables `published_*` of a build."""

import csv
import io
import json
from collections import Counter
from pathlib import Path

import duckdb
import pyarrow as pa

from data.errors import ProgramError
from data.frozen.folder import REASON, SUMS, Frozen, digest_of, frozen_in
from data.frozen.places import is_shared
from data.frozen.programs import known_in, of_others, refuse_others
from data.outputs.csv_text import unprotected
from data.settings.saying import in_own_words
from data.sql.files import columns_of
from data.store.os_errors import as_program_error

# The tables of queries/schema that are filled from a file of the snapshot.
_FILES = {
    "published_members": "members.csv",
    "published_progress": "progress.csv",
    "published_contributions": "contributions.csv",
}
_KEY = ("checkpoint", "number")
_ADVICE = "restore it from a backup, or move its folder away"


def load_published(con: duckdb.DuckDBPyConnection, checkpoints: Path | None) -> list[str]:
    """Fill the tables `published_*` of `con` from the folders in `checkpoints`, if there is one.

    Returns a line for each of another program in the folder that every program shares.

    Raises ProgramError when a folder is not exactly as it was frozen (docs/decisions/029), and when
    one in a folder of this program is another program's.
    """
    if checkpoints is None:
        return []
    with as_program_error(checkpoints):
        all_frozen, program, lines = frozen_in(checkpoints), known_in(con), list[str]()
        if is_shared(checkpoints):
            others = of_others(all_frozen, program)
            all_frozen = [frozen for frozen in all_frozen if frozen not in others]
            lines = [_passed_over(frozen, whose) for frozen, whose in others.items()]
        else:
            refuse_others(all_frozen, program)
        latest = {frozen.checkpoint: frozen.number for frozen in all_frozen}
        for frozen in all_frozen:
            files = _verified(frozen)
            is_latest = latest[frozen.checkpoint] == frozen.number
            _describe(con, frozen, files, is_latest)
            for table, name in _FILES.items():
                _fill(con, table, frozen, name, files[name])
    return lines


def _passed_over(frozen: Frozen, whose: str) -> str:
    text = "{folder}: not read, as it is a frozen checkpoint of {whose}"
    return in_own_words(text, folder=frozen.folder, whose=whose)


def _verified(frozen: Frozen) -> dict[str, str]:
    """The text of each file of the folder, by name, when each has the digest in SHA256SUMS."""
    try:
        lines = (frozen.folder / SUMS).read_text(encoding="utf-8").splitlines()
        digests = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    except FileNotFoundError:
        raise _damaged(frozen, SUMS, "is missing") from None
    except ValueError:
        raise _damaged(frozen, SUMS, "cannot be read") from None
    needed = [*_FILES.values(), "snapshot.json", *[REASON] * (frozen.number > 1)]
    for name in needed:
        if name not in digests:
            raise _damaged(frozen, SUMS, f"does not name {name}")
    return {name: _verified_text(frozen, name, digest) for name, digest in digests.items()}


def _verified_text(frozen: Frozen, name: str, digest: str) -> str:
    try:
        content = (frozen.folder / name).read_bytes()
    except FileNotFoundError:
        raise _damaged(frozen, name, "is missing") from None
    if digest_of(content) != digest:
        raise _damaged(frozen, name, "has changed since it was frozen")
    return content.decode("utf-8", errors="replace")


def _describe(
    con: duckdb.DuckDBPyConnection, frozen: Frozen, files: dict[str, str], is_latest: bool
) -> None:
    """Insert the row of `published_checkpoints`."""
    try:
        about = json.loads(files["snapshot.json"])
        as_of, rules_digest = about["as_of"], about["rules_digest"]
    except (ValueError, KeyError, TypeError):
        raise _damaged(frozen, "snapshot.json", "cannot be read") from None
    if as_of != str(frozen.checkpoint):
        raise _damaged(frozen, "snapshot.json", f"is as of {as_of}")
    reason = files[REASON].strip() if frozen.number > 1 else None
    row = [frozen.checkpoint, frozen.number, is_latest, reason, rules_digest]
    con.execute("insert into published_checkpoints values (?, ?, ?, ?, ?)", row)


def _fill(con: duckdb.DuckDBPyConnection, table: str, frozen: Frozen, name: str, text: str) -> None:
    columns = [column for column in columns_of(table) if column not in _KEY]
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        positions = {column: header.index(column) for column in columns}
        cells = {column: [unprotected(row[at]) for row in rows] for column, at in positions.items()}
        cells[header[0]] = _ids(con, rows, positions.get("track"))
        types = pa.schema([(column, pa.string()) for column in columns])
        con.register("frozen", pa.table(cells, schema=types))
        values = ", ".join(f"""nullif("{column}", '') as "{column}" """ for column in columns)
        con.execute(
            f"insert into {table} by name select $checkpoint as checkpoint, $number as number, "
            f"{values} from frozen",
            {"checkpoint": frozen.checkpoint, "number": frozen.number},
        )
    except (ValueError, IndexError, csv.Error, duckdb.DataError, duckdb.ConstraintException):
        raise _damaged(frozen, name, "cannot be read as a file of a snapshot") from None
    con.unregister("frozen")


def _ids(con: duckdb.DuckDBPyConnection, rows: list[list[str]], track: int | None) -> list[str]:
    """The ids in the first cells of the rows of a snapshot; `track` is where a track is, if any.

    Snapshots of an earlier version wrote the ids -7 and '-7 alike. Where the data has only one of
    the two, it is meant. Where a file has both, the one with the quote is first, as rows are
    sorted by id.
    """
    known = {cell for cell, *_ in rows if unprotected(cell) != cell}
    if not known:
        return [row[0] for row in rows]
    answer = con.execute(
        """
        select mvp_id as id from mvps where mvp_id in $ids
        union select contribution_id from typed_contributions where contribution_id in $ids""",
        {"ids": [*known, *map(unprotected, known)]},
    )
    of_data = {id_ for (id_,) in answer.fetchall()}
    keys = [(row[0], row[track] if track is not None else "") for row in rows]
    times, ids = Counter(keys), []
    for key in keys:
        cell, text = key[0], unprotected(key[0])
        is_first_of_two = times[key] == 2
        times[key] -= 1
        is_the_only_one = cell in of_data and text not in of_data
        ids.append(cell if is_first_of_two or is_the_only_one else text)
    return ids


def _damaged(frozen: Frozen, name: str, fault: str) -> ProgramError:
    return ProgramError(f"{frozen.folder / name}: {fault}; {_ADVICE}")
