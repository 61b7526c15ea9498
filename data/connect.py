"""The one place that opens a database for reading: read-only, and locked down before use."""

import json
import weakref
from datetime import date
from functools import cache
from pathlib import Path
from threading import Timer

import duckdb

from data.errors import NoDatabaseError
from data.queries import schema_digest

_ADVICE = "build it again with python -m data build"
_MEMORY_LIMIT = "1GB"  # to work a day out
_SPARE_MEGABYTES = 8  # beside the tables of a day, with which the engine can still work
QUERY_MEGABYTES = 256  # for a question about it
THREADS = 2
QUERY_SECONDS = 10
_HEADERS = 3 * 4096  # bytes of a DuckDB file before its blocks
_LOCKS = (
    "set enable_external_access = false",
    "set autoload_known_extensions = false",
    "set autoinstall_known_extensions = false",
    "set allow_community_extensions = false",
    "set lock_configuration = true",
)


def attach(path: Path) -> duckdb.DuckDBPyConnection:
    """An in-memory database with the build at `path` attached read-only as `build`.

    It can still be configured: call `lock_down` before anybody else's SQL runs on it.

    Raises NoDatabaseError when the file cannot be read as a database of this program.
    """
    con = duckdb.connect(
        config={"memory_limit": _MEMORY_LIMIT, "threads": THREADS, "temp_directory": ""}
    )
    try:
        con.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as build (read_only)")
        _refuse_cut_off(con, path)
        found = con.execute("from build.build").df().iloc[0].get("schema_digest")
    except (duckdb.Error, OSError, IndexError) as error:
        reason = str(error).splitlines()[0]
        raise NoDatabaseError(
            "unreadable", f"{path}: cannot be read: {reason}; {_ADVICE}"
        ) from None
    if found != schema_digest():
        raise NoDatabaseError(
            "outdated", f"{path}: was built by another version of this program; {_ADVICE}"
        )
    con.execute("set TimeZone = 'UTC'")
    return con


def _refuse_cut_off(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raise OSError when the file ends before its last block: it would open, and fail later."""
    (blocks,) = con.execute(
        "select total_blocks * block_size from pragma_database_size() where database_name = 'build'"
    ).fetchone()
    if (size := path.stat().st_size) < _HEADERS + blocks:
        raise OSError(f"the file is cut off at {size:,} of {_HEADERS + blocks:,} bytes")


def built_as_of(path: Path) -> date:
    """The as-of date of the build at `path`; raises NoDatabaseError when it cannot be read."""
    return attach(path).execute("select as_of from build.build").fetchone()[0]


@cache
def parsed(text: str) -> dict:
    """The parse tree of one select, as DuckDB reads it; raises KeyError when it is none."""
    cursor = _parser().cursor()
    (tree,) = cursor.execute("select json_serialize_sql(?)", [text]).fetchone()
    return json.loads(tree)["statements"][0]["node"]


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


def hold_back(con: duckdb.DuckDBPyConnection) -> int:
    """Let go of what was read to make the tables of `con`, and leave so much for each question.

    Returns the bytes that its tables take.
    """
    (held,) = con.execute(
        "select memory_usage_bytes from duckdb_memory() where tag = 'IN_MEMORY_TABLE'"
    ).fetchone()
    megabytes = held // 1_000_000 + 1
    for limit in (megabytes + _SPARE_MEGABYTES, megabytes + QUERY_MEGABYTES):
        con.execute(f"set memory_limit = '{limit}MB'")
    return held


def lock_down(con: duckdb.DuckDBPyConnection) -> None:
    """From here on: no files, no network, no extensions, no settings."""
    for lock in _LOCKS:
        con.execute(lock)


def interrupt_later(cursor: duckdb.DuckDBPyConnection, seconds: float) -> None:
    """Let what is asked and fetched with `cursor` end in duckdb.InterruptException by then."""
    waiting = weakref.ref(cursor)  # so that a cursor which has done its work is gone at once

    def interrupt() -> None:
        if (late := waiting()) is not None:
            late.interrupt()

    timer = Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    weakref.finalize(cursor, timer.cancel)
