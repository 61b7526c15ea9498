"""Where the events of a program are."""

import os
from pathlib import Path

from data.store.locations import Location

EVENTS = "MVP_EVENTS"  # an environment variable that names the folder


def events_folder(database: Location, named: Path | None = None) -> Path | None:
    """The folder of events of a database: the one that is `named`, that of MVP_EVENTS, or beside.

    Beside `data/mvp.duckdb` it is `data/mvp-events`. A database at an address has none beside it.
    """
    if named is not None:
        return named
    if text := os.environ.get(EVENTS):
        return Path(text)
    if isinstance(database, Path):
        return database.with_name(f"{database.stem}-events")
    return None
