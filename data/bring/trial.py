"""A database in which the raw files and mappings of a folder are tried, and what is tried."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb

from data.days.span import last_day
from data.errors import ProgramError
from data.inputs.accounts import MAPPINGS
from data.settings.model import Settings
from data.sources.connect.prepared import prepare
from data.sources.formats.files import RawFile, raw_file
from data.sources.mapping import Mapping
from data.sources.mapping_file import all_mappings
from data.sql.files import names, sql
from data.store.confined import scratch


@contextmanager
def trial(folder: Path, settings: Settings, as_of: date) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with the empty tables of the inputs, and with the settings.

    Its SQL reaches the files in `folder`, and nothing else."""
    with scratch(folder) as con:
        for name in names("schema"):
            if name != "program_years":  # `prepare` makes and fills it
                con.execute(sql(f"schema/{name}"))
        prepare(con, settings, last_day(as_of))
        yield con


def file_at(folder: Path, place: str) -> RawFile:
    """The raw file at `place`, a path in `folder` with its sheet or member.

    Raises ProgramError when there is none.
    """
    if (file := raw_file(folder, place)) is None:
        raise ProgramError(f"{place}: is not there any more; look at the files again")
    return file


def mapping_called(folder: Path, name: str) -> Mapping:
    """The mapping of this name in sources/ of `folder`.

    Raises ProgramError when there is none, or with what is wrong in it.
    """
    mappings, faults = all_mappings(folder)
    for mapping in mappings:
        if mapping.name == name:
            return mapping
    own = [fault for fault in faults if fault.startswith(f"{MAPPINGS}/{name}.")]
    raise ProgramError(own[0] if own else f"{MAPPINGS}/{name}.toml: is not there any more")
