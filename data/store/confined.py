"""Databases in which files are read, mappings and people's own selects run, and builds are made.

Their SQL reaches the files in a few folders and nothing else: no other file of the machine, no
network, no extension, no variable of Python. No text of an export is meant to run as SQL. If a
fault ever lets one, this is the second barrier (docs/security.md).
"""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from data.errors import ProgramError
from data.sql.files import literal_path, quoted
from data.sql.one_row import one_row
from data.store.connect import lock_down
from data.store.memory import limit_memory_of_build


@contextmanager
def scratch(*reachable: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database in memory whose SQL reaches these files and folders, and nothing else."""
    with (
        TemporaryDirectory(prefix="mvp-", ignore_cleanup_errors=True) as temporary,
        closing(duckdb.connect(config={"temp_directory": temporary})) as con,
    ):
        _confine(con, reachable, Path(temporary))
        yield con


@contextmanager
def new_database(work: Path, size: int, *reachable: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new database in the file `work`, attached as `build`; complete in that file at the end.

    Beside that file, its SQL reaches these files and folders, and nothing else. `size` is that of
    the files that it is made of, in bytes: it decides how much memory the tables may take.
    """
    temporary = work.with_name(f"{work.name}.tmp")
    con = duckdb.connect(config={"temp_directory": str(temporary)})
    try:
        limit_memory_of_build(con, size)
        con.execute(f"attach {quoted(work)} as build")
        con.execute("use build")
        _confine(con, reachable, temporary)
        yield con
        con.execute("checkpoint build")
    finally:
        con.close()
        shutil.rmtree(temporary, ignore_errors=True)
    if (log := work.with_name(f"{work.name}.wal")).exists():
        raise ProgramError(f"{log}: the build was not written completely; try again")


def temporary_folder(con: duckdb.DuckDBPyConnection) -> Path:
    """The folder of temporary files of `con`, which its SQL reaches; it ends with the database."""
    (folder,) = one_row(con.execute("select current_setting('temp_directory')"))
    (path := Path(folder)).mkdir(exist_ok=True)
    return path


def _confine(con: duckdb.DuckDBPyConnection, reachable: tuple[Path, ...], temporary: Path) -> None:
    """Lock `con`, but for these files and folders; what is attached stays open."""
    con.execute("set TimeZone = 'UTC'")
    folders = [*(path for path in reachable if path.is_dir()), temporary]
    files = [path for path in reachable if path not in folders]
    for setting, paths in (("allowed_directories", folders), ("allowed_paths", files)):
        # DuckDB compares both the path as a query has it, which is a pattern, and what it finds.
        forms = {form for path in map(Path.absolute, paths) for form in (path, literal_path(path))}
        con.execute(f"set {setting} = [{', '.join(sorted(map(quoted, forms)))}]")
    lock_down(con)
