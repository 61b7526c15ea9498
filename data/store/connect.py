"""Open a build for reading: read-only, and locked down before a query of a page runs on it."""

import re
import shlex
import shutil
import weakref
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Timer

import duckdb

from data.errors import BUILD_AGAIN, NoDatabaseError
from data.sql.files import quoted, schema_digest
from data.sql.one_row import one_row
from data.store.locations import DatabaseUrl, Location, without_secrets
from data.store.remote import (
    LARGER_DATA,
    attach_remote,
    copy_build,
    load_extensions,
    newest_build_id,
)

_MEMORY_LIMIT = "1GB"  # while the tables of a day are computed
_SPARE_MEGABYTES = 8  # the least that the engine needs beside the tables of a day
QUERY_MEGABYTES = 256  # for queries on these tables
THREADS = 2
QUERY_SECONDS = 10
_HEADERS = 3 * 4096  # bytes of a DuckDB file before its blocks
_LOCKS = (
    "set enable_external_access = false",
    "set autoload_known_extensions = false",
    "set autoinstall_known_extensions = false",
    "set allow_community_extensions = false",
    "set python_enable_replacements = false",  # no variable of Python is a table
    "set lock_configuration = true",
)


def attach(location: Location) -> duckdb.DuckDBPyConnection:
    """An in-memory database with the build at `location` attached read-only as `build`.

    It can still be configured: call `lock_down` before a query of a page runs on it.

    Raises NoDatabaseError when the build cannot be reached, or is not one of this program.
    """
    con = duckdb.connect(
        config={"memory_limit": _MEMORY_LIMIT, "threads": THREADS, "temp_directory": ""}
    )
    if isinstance(location, DatabaseUrl):
        _attach_url(con, location)
    else:
        _attach_file(con, location)
    con.execute("set TimeZone = 'UTC'")
    return con


def copy_with_forecast(
    build: Path, copy: Path, numbers: Mapping[str, tuple[float, float, float, float]]
) -> None:
    """Copy a build into a new file, with other numbers for the forecast of some tracks.

    `numbers` has, by track, the half-life in days, the prior events and days, and the
    overdispersion. Raises OSError when the copy cannot be written.
    """
    shutil.copyfile(build, copy)
    with duckdb.connect(copy) as con:
        con.execute("drop schema if exists kept cascade")  # these days are by the old numbers
        for track, (half_life, events, days, spread) in numbers.items():
            con.execute(
                "update rule_tracks set daily_weight = $weight, prior_events = $events, "
                "prior_days = $days, overdispersion = $spread where track = $track",
                {
                    "weight": 2 ** (-1 / half_life),
                    "events": events,
                    "days": days,
                    "spread": spread,
                    "track": track,
                },
            )


def pin_newest(url: DatabaseUrl) -> DatabaseUrl:
    """`url` with its newest build pinned; the database is asked at each call.

    Raises NoDatabaseError when it cannot be reached or holds no build.
    """
    was_open = _open_connection.cache_info().currsize
    try:
        return replace(url, build=newest_build_id(_open_connection(url).cursor(), url))
    except duckdb.Error as error:
        _open_connection.cache_clear()
        if was_open:  # a restart of the server ends its connections: try a new one
            return pin_newest(url)
        raise _no_database(url, error) from None


@lru_cache(maxsize=1)
def _open_connection(url: DatabaseUrl) -> duckdb.DuckDBPyConnection:
    """A connection that stays open, because opening one takes longer than the query."""
    con = duckdb.connect(config={"threads": 1})
    attach_remote(con, url)
    lock_down(con)
    return con


def attach_lake(built: Path, lake: DatabaseUrl, files: str | None) -> duckdb.DuckDBPyConnection:
    """The build in the file `built`, attached read-only as `build`, and `lake` as `lake`.

    A new lake is created when there is none, with its Parquet files in `files`.

    Raises duckdb.Error when one of them cannot be opened, and NoDatabaseError when an extension is
    missing.
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
        _refuse_truncated(con, path)
        _refuse_outdated(con, path, "build")
    except (duckdb.Error, OSError, IndexError) as error:
        reason = str(error).splitlines()[0]
        raise NoDatabaseError(
            "unreadable", f"{path}: cannot be read: {reason}; {BUILD_AGAIN}"
        ) from None


def _attach_url(con: duckdb.DuckDBPyConnection, url: DatabaseUrl) -> None:
    try:
        attach_remote(con, url)
        _refuse_outdated(con, url, "home")
        newest = newest_build_id(con, url)
        copy_build(con, url)
    except duckdb.Error as error:
        raise _no_database(url, error) from None
    if url.build not in (None, newest):
        raise NoDatabaseError("unreadable", f"{url}: holds another build by now; ask again")


def _no_database(url: DatabaseUrl, error: duckdb.Error) -> NoDatabaseError:
    """The error for a URL that gives no answer, or where there is no build."""
    if isinstance(error, duckdb.CatalogException):
        return NoDatabaseError("missing", f"{url}: holds no build; {BUILD_AGAIN}")
    reason = without_secrets(str(error).splitlines()[0])
    return NoDatabaseError("unreachable", f"{url}: cannot be reached: {reason}; see {LARGER_DATA}")


def _refuse_outdated(con: duckdb.DuckDBPyConnection, location: Location, name: str) -> None:
    """Raise NoDatabaseError when the database `name` has other tables than this program makes."""
    build = con.execute(f"from {name}.main.build").df().iloc[0]
    if build.get("schema_digest") != schema_digest():
        raise NoDatabaseError(
            "outdated",
            f"{location}: was built by another version of this program; {BUILD_AGAIN} "
            f"--source {shlex.quote(build.get('source') or 'FOLDER')}{_database_option(location)}",
        )


def _database_option(location: Location) -> str:
    """The option of `build` for the database of which `location` is a build."""
    if not isinstance(location, Path):
        return f" --lake {shlex.quote(str(location))}"
    name = re.sub(r"-\d{8}T\d{12}Z$", "", location.stem)
    return f" --database {shlex.quote(str(location.with_name(f'{name}.duckdb')))}"


def _refuse_truncated(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raise OSError when the file ends before its last block: DuckDB would fail only later."""
    answer = con.execute(
        "select total_blocks * block_size from pragma_database_size() where database_name = 'build'"
    )
    (blocks,) = one_row(answer)
    if (size := path.stat().st_size) < _HEADERS + blocks:
        raise OSError(f"the file is cut off at {size:,} of {_HEADERS + blocks:,} bytes")


def open_any_version(path: Path) -> duckdb.DuckDBPyConnection:
    """The build in the file at `path`, whatever tables it has; raises duckdb.Error."""
    return duckdb.connect(path, read_only=True)


def built_as_of(location: Location) -> date:
    """The as-of date of the build at `location`; raises NoDatabaseError when it is unreadable."""
    as_of: date
    (as_of,) = one_row(attach(location).execute("select as_of from build.build"))
    return as_of


def limit_memory(con: duckdb.DuckDBPyConnection, kept: int = 0) -> int:
    """Free what was read to compute the tables of `con`, and limit the memory from now on.

    `kept` is what tables would take that are read from the build instead, in bytes. Returns the
    bytes set aside for tables: those of now, and as many again for tables that are made later. A
    query may take QUERY_MEGABYTES beside them.
    """
    used = max(kept, memory_of_tables(con))
    least = used // 1_000_000 + _SPARE_MEGABYTES  # so low that the engine frees all it can
    most = 2 * used // 1_000_000 + QUERY_MEGABYTES
    for megabytes in (least, most):
        con.execute(f"set memory_limit = '{megabytes + 1}MB'")
    return 2 * used


def memory_of_tables(con: duckdb.DuckDBPyConnection) -> int:
    """The bytes that the tables in memory take, with what of them is in a temporary file."""
    size: int
    (size,) = one_row(
        con.execute("""
            select memory_usage_bytes + temporary_storage_bytes
            from duckdb_memory()
            where tag = 'IN_MEMORY_TABLE'""")
    )
    return size


def lock_down(con: duckdb.DuckDBPyConnection) -> None:
    """Switch off access to files, network and extensions, and changes of settings."""
    for lock in _LOCKS:
        con.execute(lock)


def interrupt_later(cursor: duckdb.DuckDBPyConnection, seconds: float) -> None:
    """Stop the query of `cursor`, with duckdb.InterruptException, if it is not fetched by then."""
    running = weakref.ref(cursor)  # so that a cursor that is no longer used is freed at once

    def interrupt() -> None:
        if (late := running()) is not None:
            late.interrupt()

    timer = Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    weakref.finalize(cursor, timer.cancel)
