"""Read a build through a database URL: its extensions, its options, and which tables are copied."""

import importlib.util
import os
from pathlib import Path

import duckdb

from data.errors import NoDatabaseError
from data.sql.files import names, quoted
from data.sql.one_row import one_row
from data.store.locations import DatabaseUrl

LARGER_DATA = "docs/larger-data.md"
TOKEN = "MVP_DATABASE_TOKEN"  # the environment variable with the token of a Quack server
_EXTENSIONS = {"ducklake": ["ducklake"], "quack": ["httpfs", "quack"], "md": ["motherduck"]}
_CATALOGS = {"postgres": "postgres_scanner", "sqlite": "sqlite_scanner", "mysql": "mysql_scanner"}
_NEWEST_BUILD_ID = {
    "ducklake": "select id::varchar from ducklake_current_snapshot('home')",
    "quack": "select build_id from home.main.build",
    "md": "select build_id from home.main.build",
}
LARGE = ("contributions", "activity")  # tables that grow with the contributions
# The tables that are not copied. A query can scan only one table of a Quack server, and a rule
# reads `activity` twice, so there only `contributions` is not copied.
_NOT_COPIED = {"ducklake": LARGE, "quack": ("contributions",), "md": LARGE}


def attach_remote(con: duckdb.DuckDBPyConnection, url: DatabaseUrl) -> None:
    """Attach the build that `url` pins, or the newest, read-only as `home`.

    After `lock_down`, only the files of the lake can be read.

    Raises duckdb.Error when it cannot be reached, NoDatabaseError when an extension is missing.
    """
    options = ["read_only"]
    if url.kind == "ducklake" and url.build is not None:
        options.append(f"snapshot_version {int(url.build)}")
    if url.kind == "quack" and (token := os.environ.get(TOKEN)):
        options.append(f"token {quoted(token)}")
    load_extensions(con, url)
    con.execute(f"attach {quoted(url.text)} as home ({', '.join(options)})")
    if url.kind == "ducklake":
        _open_files(con, url)


def newest_build_id(con: duckdb.DuckDBPyConnection, url: DatabaseUrl) -> str:
    """The name of the newest build in `home`: the snapshot of a lake, otherwise its build id."""
    (build_id,) = one_row(con.execute(_NEWEST_BUILD_ID[url.kind]))
    return str(build_id)


def copy_build(con: duckdb.DuckDBPyConnection, url: DatabaseUrl) -> None:
    """Make the database `build` from `home`: tables are copied to memory, large ones are views."""
    con.execute("attach ':memory:' as build")
    con.execute("begin transaction")  # a lake is asked for its contents once, not for each table
    for name in names("schema"):
        kind = "view" if name in _NOT_COPIED[url.kind] else "table"
        con.execute(f"create {kind} build.main.{name} as from home.main.{name}")
    con.execute("commit")


def load_extensions(con: duckdb.DuckDBPyConnection, url: DatabaseUrl) -> None:
    """Load the extensions for `url`; raises NoDatabaseError when one is missing."""
    catalog = url.text.split(":")[1] if url.kind == "ducklake" else ""
    for extension in [*_EXTENSIONS[url.kind], *filter(None, [_CATALOGS.get(catalog)])]:
        _load(con, extension, url)


def _open_files(con: duckdb.DuckDBPyConnection, url: DatabaseUrl) -> None:
    """Allow reading the files of the lake, in the folder that its catalog names."""
    (folder,) = one_row(con.execute("select data_path from ducklake_settings('home')"))
    if "://" in folder:
        _load(con, "httpfs", url)
    con.execute(f"set allowed_directories = [{quoted(folder)}]")


def _load(con: duckdb.DuckDBPyConnection, extension: str, url: DatabaseUrl) -> None:
    """Load an extension from its Python package, otherwise from DuckDB's own folder.

    Nothing is downloaded.
    """
    con.execute("set autoinstall_known_extensions = false")
    package = importlib.util.find_spec(f"duckdb_extension_{extension}")
    folders = (package and package.submodule_search_locations) or []
    name = f"extensions/v{duckdb.__version__}/{extension}.duckdb_extension"
    files = [file for folder in folders if (file := Path(folder) / name).is_file()]
    try:
        con.execute(f"load {quoted(files[0]) if files else extension}")
    except duckdb.Error:
        raise NoDatabaseError(
            "unreachable",
            f"{url}: needs the DuckDB extension {extension}, which is not there for "
            f"DuckDB {duckdb.__version__}; see {LARGER_DATA}",
        ) from None
