"""How an address is read: the extensions it takes, its options, and what stays over there."""

import importlib.util
import os
from pathlib import Path

import duckdb

from data.errors import NoDatabaseError
from data.sql.files import names, quoted
from data.store.locations import DatabaseUrl

LARGER_DATA = "docs/larger-data.md"
TOKEN = "MVP_DATABASE_TOKEN"  # of the environment: what a Quack server asks for
_EXTENSIONS = {"ducklake": ["ducklake"], "quack": ["httpfs", "quack"], "md": ["motherduck"]}
_CATALOGS = {"postgres": "postgres_scanner", "sqlite": "sqlite_scanner", "mysql": "mysql_scanner"}
_WHICH_BUILD = {
    "ducklake": "select id::varchar from ducklake_current_snapshot('home')",
    "quack": "select build_id from home.main.build",
    "md": "select build_id from home.main.build",
}
LARGE = ("contributions", "activity")  # the tables that grow with what people do
# What is not copied. A query may scan only one table of a Quack server, and a rule reads
# `activity` twice; so `contributions` alone stays there.
_STAYS = {"ducklake": LARGE, "quack": ("contributions",), "md": LARGE}


def attach_home(con: duckdb.DuckDBPyConnection, address: DatabaseUrl) -> None:
    """Attach the build that `address` pins, or the newest, read-only as `home`.

    After a lock-down, files can be read from where the lake keeps its own, and nowhere else.

    Raises duckdb.Error when it cannot be reached, NoDatabaseError when DuckDB lacks what it takes.
    """
    options = ["read_only"]
    if address.kind == "ducklake" and address.build is not None:
        options.append(f"snapshot_version {int(address.build)}")
    if address.kind == "quack" and (token := os.environ.get(TOKEN)):
        options.append(f"token {quoted(token)}")
    load_extensions(con, address)
    con.execute(f"attach {quoted(address.text)} as home ({', '.join(options)})")
    if address.kind == "ducklake":
        _open_files(con, address)


def build_there(con: duckdb.DuckDBPyConnection, address: DatabaseUrl) -> str:
    """What names the build that is attached as `home`: a lake's snapshot, or else its build id."""
    return con.execute(_WHICH_BUILD[address.kind]).fetchone()[0]


def take_over(con: duckdb.DuckDBPyConnection, address: DatabaseUrl) -> None:
    """Make `build` of what is attached as `home`: copies in memory, and views of what is large."""
    con.execute("attach ':memory:' as build")
    con.execute("begin transaction")  # a lake tells once what it holds, and not for each table
    for name in names("schema"):
        kind = "view" if name in _STAYS[address.kind] else "table"
        con.execute(f"create {kind} build.main.{name} as from home.main.{name}")
    con.execute("commit")


def load_extensions(con: duckdb.DuckDBPyConnection, address: DatabaseUrl) -> None:
    """Load what DuckDB needs for `address`; raises NoDatabaseError when that is not there."""
    catalog = address.text.split(":")[1] if address.kind == "ducklake" else ""
    for extension in [*_EXTENSIONS[address.kind], *filter(None, [_CATALOGS.get(catalog)])]:
        _load(con, extension, address)


def _open_files(con: duckdb.DuckDBPyConnection, address: DatabaseUrl) -> None:
    """Let the files of the lake be read, from where its catalog says they are."""
    (folder,) = con.execute("select data_path from ducklake_settings('home')").fetchone()
    if "://" in folder:
        _load(con, "httpfs", address)
    con.execute(f"set allowed_directories = [{quoted(folder)}]")


def _load(con: duckdb.DuckDBPyConnection, extension: str, address: DatabaseUrl) -> None:
    """Load from the Python package of the extension, or else from where DuckDB keeps its own.

    Nothing is downloaded.
    """
    con.execute("set autoinstall_known_extensions = false")
    package = importlib.util.find_spec(f"duckdb_extension_{extension}")
    places = package.submodule_search_locations if package else []
    name = f"extensions/v{duckdb.__version__}/{extension}.duckdb_extension"
    files = [file for place in places if (file := Path(place) / name).is_file()]
    try:
        con.execute(f"load {quoted(files[0]) if files else extension}")
    except duckdb.Error:
        raise NoDatabaseError(
            "unreachable",
            f"{address}: needs the DuckDB extension {extension}, which is not there for "
            f"DuckDB {duckdb.__version__}; see {LARGER_DATA}",
        ) from None
