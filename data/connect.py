"""The one place that opens a database for reading: read-only, and locked down before use."""

from datetime import date
from pathlib import Path

import duckdb

from data.errors import ProgramError
from data.queries import schema_digest

_ADVICE = "build it again with python -m data build"
MEMORY_LIMIT = "1GB"
THREADS = 2
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

    Raises ProgramError when the file cannot be read as a database of this program.
    """
    con = duckdb.connect(
        config={"memory_limit": MEMORY_LIMIT, "threads": THREADS, "temp_directory": ""}
    )
    try:
        con.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as build (read_only)")
        found = con.execute("from build.build").df().iloc[0].get("schema_digest")
    except (duckdb.Error, IndexError) as error:
        reason = str(error).splitlines()[0]
        raise ProgramError(f"{path}: cannot be read: {reason}; {_ADVICE}") from None
    if found != schema_digest():
        raise ProgramError(f"{path}: was built by another version of this program; {_ADVICE}")
    con.execute("set TimeZone = 'UTC'")
    return con


def built_as_of(path: Path) -> date:
    """The as-of date of the build at `path`; raises ProgramError when it cannot be read."""
    return attach(path).execute("select as_of from build.build").fetchone()[0]


def lock_down(con: duckdb.DuckDBPyConnection) -> None:
    """From here on: no files, no network, no extensions, no settings."""
    for lock in _LOCKS:
        con.execute(lock)
