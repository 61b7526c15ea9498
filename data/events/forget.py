"""Erasing a person: what they said and what was said about them, and what that cannot reach."""

import csv
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from data.errors import ProgramError
from data.events.folder import EventFolder
from data.events.kinds import MVP
from data.events.model import LOCAL
from data.frozen.places import folder_to_read
from data.sql.files import names
from data.sql.one_row import one_row
from data.store.connect import attach
from data.store.publishing import builds, current_file

FORGOTTEN = "forgotten"  # who wrote an event, when that person was erased
_ELSEWHERE = (
    "backups, rejects.csv of the last build, files that people downloaded, letters and mails that "
    "were sent, the logs of what was sent, and the audit log"
)


@dataclass(frozen=True)
class Forgotten:
    """How many events were removed, and of how many others the address of the person was."""

    removed: int
    without_address: int


def forget(folder: EventFolder, mvp_id: str, emails: set[str]) -> Forgotten:
    """Remove all events about an MVP, and their address from what they wrote about others.

    What they decided about others, as a lead or for the program, stays decided. `emails` are their
    addresses beside those with which they wrote about themselves. Unfinished files are removed too,
    since they may be about them.

    Raises ProgramError when a file cannot be removed.
    """
    events = folder.read().events
    about = [event for event in events if event.mvp_id == mvp_id]
    written = {event.by for event in about if event.role == MVP}
    known = {email.lower() for email in written | emails} - {LOCAL}
    others = [e for e in events if e.by.lower() in known and e.mvp_id != mvp_id]
    for path in folder.unfinished():
        path.unlink(missing_ok=True)
    for event in others:
        folder.rewrite(replace(event, by=FORGOTTEN))
    for event in about:
        folder.delete(event)
    return Forgotten(len(about), len(others))


def emails_of(database: Path, mvp_id: str) -> set[str]:
    """The address of an MVP in the newest build; none without a build that has them."""
    with suppress(ProgramError, duckdb.Error):
        con = attach(current_file(database))
        rows = con.execute("select email from build.mvps where mvp_id = $id", {"id": mvp_id})
        return {email for (email,) in rows.fetchall()}
    return set()


def not_reached(database: Path, mvp_id: str) -> Iterator[str]:
    """What still has rows about an MVP and is not for this command to change, a line each."""
    source = None
    for path in reversed(builds(database) if database.parent.is_dir() else []):
        with suppress(ProgramError, duckdb.Error):
            con = attach(path)
            tables = _tables_with(con, mvp_id)
            if source is None:
                (source,) = one_row(con.execute("select source from build.build"))
                if tables:
                    yield f"{source}: its files have {mvp_id}; take them out and build again"
            if tables:
                yield f"{path.name}: is a build with {mvp_id}; it goes when newer builds replace it"
    checkpoints = folder_to_read(Path(source)) if source else None
    for folder in sorted(checkpoints.iterdir()) if checkpoints else []:
        if folder.is_dir() and any(_has(path, mvp_id) for path in folder.glob("*.csv")):
            yield f"{folder}: is frozen with {mvp_id}; it stays as it was published"
    yield _ELSEWHERE


def _tables_with(con: duckdb.DuckDBPyConnection, mvp_id: str) -> list[str]:
    """The tables of a build that have rows about an MVP."""
    rows = con.execute("""
        select table_name from duckdb_columns()
        where database_name = 'build' and schema_name = 'main' and column_name = 'mvp_id'""")
    tables = sorted({table for (table,) in rows.fetchall()} & {*names("schema")})
    counted = {
        table: con.execute(
            f"select count(*) from build.{table} where mvp_id = $id", {"id": mvp_id}
        ).fetchall()
        for table in tables
    }
    return [table for table, ((count,),) in counted.items() if count]


def _has(path: Path, mvp_id: str) -> bool:
    with path.open(encoding="utf-8", newline="") as file:
        return any(mvp_id in row for row in csv.reader(file))
