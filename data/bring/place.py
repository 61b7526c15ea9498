"""Where the page works: the program's folder, and whether anybody can work there."""

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from data.errors import ProgramError
from data.sql.one_row import one_row
from data.store.connect import attach
from data.store.locations import Build, DatabaseUrl, Location, build_at
from data.store.publishing import current

SOURCE = "MVP_SOURCE"  # the environment variable that names the program's folder
REPLICAS = "MVP_REPLICAS"  # how many replicas show the database; 1 if it is not set


def source_folder(database: Location) -> Path | None:
    """The program's folder: that of MVP_SOURCE, else that of the build at `database`.

    None when neither names a folder of this machine.
    """
    if named := os.environ.get(SOURCE):
        return Path(named) if Path(named).is_dir() else None
    try:
        source = _source_of(build_at(current(database)))
    except ProgramError:
        return None
    return Path(source) if source and Path(source).is_dir() else None


@lru_cache(maxsize=8)
def _source_of(build: Build) -> str | None:
    """The folder that a build was made from; a build does not change, and is opened once."""
    source: str | None
    (source,) = one_row(attach(build.location).execute("select source from build.build"))
    return source


def why_closed(folder: Path | None, database: Location) -> str | None:
    """Why nobody can bring in data here, in one sentence; None when people can."""
    if isinstance(database, DatabaseUrl):
        return f"The database is {database}, and builds go to files: use the commands."
    if os.environ.get(REPLICAS, "1").strip() != "1":
        return (
            f"{REPLICAS} says that several replicas show this database, and only one may work on "
            "the program's folder: use the commands."
        )
    if folder is None:
        named = os.environ.get(SOURCE)
        missing = f"{SOURCE} names {named}, which is not a folder here." if named else ""
        return missing or (
            f"No folder of the program is known here: set {SOURCE}, or build the database from a "
            "folder on this machine."
        )
    for place, what in ((folder, "the program's"), (database.parent, "the database's")):
        if not _is_writable(place):
            return f"{place}, {what} folder, cannot be written by the dashboard: use the commands."
    return None


def _is_writable(folder: Path) -> bool:
    """Whether a file can be made in `folder`, also where the file system is read-only."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
