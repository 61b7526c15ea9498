"""The one place that opens a database for reading: read-only, and locked down before use."""

import weakref
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Timer

import duckdb

from data.errors import NoDatabaseError
from data.sql.files import quoted, schema_digest
from data.store.locations import DatabaseUrl, Location, without_secrets
from data.store.remote import LARGER_DATA, attach_home, build_there, load_extensions, take_over

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


def attach(place: Location) -> duckdb.DuckDBPyConnection:
    """An in-memory database with the build at `place` attached read-only as `build`.

    It can still be configured: call `lock_down` before anybody else's SQL runs on it.

    Raises NoDatabaseError when it cannot be reached, or read as a database of this program.
    """
    con = duckdb.connect(
        config={"memory_limit": _MEMORY_LIMIT, "threads": THREADS, "temp_directory": ""}
    )
    if isinstance(place, DatabaseUrl):
        _attach_address(con, place)
    else:
        _attach_file(con, place)
    con.execute("set TimeZone = 'UTC'")
    return con


def newest(address: DatabaseUrl) -> DatabaseUrl:
    """`address` with the build pinned that lies there now; it is asked each time.

    Raises NoDatabaseError when it cannot be reached or holds no build.
    """
    was_open = _asking.cache_info().currsize
    try:
        return replace(address, build=build_there(_asking(address).cursor(), address))
    except duckdb.Error as error:
        _asking.cache_clear()
        if was_open:  # it may have died of a restart over there: a new one can tell
            return newest(address)
        raise _not_there(address, error) from None


@lru_cache(maxsize=1)
def _asking(address: DatabaseUrl) -> duckdb.DuckDBPyConnection:
    """A connection that stays open, since opening one takes longer than the question."""
    con = duckdb.connect(config={"threads": 1})
    attach_home(con, address)
    lock_down(con)
    return con


def attach_lake(built: Path, lake: DatabaseUrl, files: str | None) -> duckdb.DuckDBPyConnection:
    """The build in the file `built` as `build`, to be read, and `lake` as `lake`, to be written.

    A lake that is not there is made, with its Parquet files in `files`.

    Raises duckdb.Error when one of them cannot be opened, NoDatabaseError for want of an extension.
    """
    con = duckdb.connect(config={"temp_directory": f"{built}.publishing.tmp"})
    load_extensions(con, lake)
    con.execute(f"attach {quoted(built)} as build (read_only)")
    options = f"(data_path {quoted(files)})" if files else ""
    con.execute(f"attach {quoted(lake.text)} as lake {options}")
    return con


def _attach_file(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        con.execute(f"attach {quoted(path)} as build (read_only)")
        _refuse_cut_off(con, path)
        _refuse_outdated(con, path, "build")
    except (duckdb.Error, OSError, IndexError) as error:
        reason = str(error).splitlines()[0]
        raise NoDatabaseError(
            "unreadable", f"{path}: cannot be read: {reason}; {_ADVICE}"
        ) from None


def _attach_address(con: duckdb.DuckDBPyConnection, address: DatabaseUrl) -> None:
    try:
        attach_home(con, address)
        _refuse_outdated(con, address, "home")
        there = build_there(con, address)
        take_over(con, address)
    except duckdb.Error as error:
        raise _not_there(address, error) from None
    if address.build not in (None, there):
        raise NoDatabaseError("unreadable", f"{address}: holds another build by now; ask again")


def _not_there(address: DatabaseUrl, error: duckdb.Error) -> NoDatabaseError:
    """What an address without an answer, or without a build, is told as."""
    if isinstance(error, duckdb.CatalogException):
        return NoDatabaseError("missing", f"{address}: holds no build; {_ADVICE}")
    reason = without_secrets(str(error).splitlines()[0])
    return NoDatabaseError(
        "unreachable", f"{address}: cannot be reached: {reason}; see {LARGER_DATA}"
    )


def _refuse_outdated(con: duckdb.DuckDBPyConnection, place: Location, name: str) -> None:
    """Raise NoDatabaseError when the tables of the database `name` are not those of now."""
    found = con.execute(f"from {name}.main.build").df().iloc[0].get("schema_digest")
    if found != schema_digest():
        raise NoDatabaseError(
            "outdated", f"{place}: was built by another version of this program; {_ADVICE}"
        )


def _refuse_cut_off(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raise OSError when the file ends before its last block: it would open, and fail later."""
    (blocks,) = con.execute(
        "select total_blocks * block_size from pragma_database_size() where database_name = 'build'"
    ).fetchone()
    if (size := path.stat().st_size) < _HEADERS + blocks:
        raise OSError(f"the file is cut off at {size:,} of {_HEADERS + blocks:,} bytes")


def built_as_of(place: Location) -> date:
    """The as-of date of the build at `place`; raises NoDatabaseError when it cannot be read."""
    return attach(place).execute("select as_of from build.build").fetchone()[0]


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
