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
from data.events.model import LOCAL, Event
from data.frozen.places import folder_to_read
from data.nearest import likely
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
class Found:
    """The events about a person, and the events about others that have their address."""

    about: tuple[Event, ...]
    others: tuple[Event, ...]


def find(folder: EventFolder, database: Path, mvp_id: str) -> Found:
    """What `forget` would change for an MVP.

    Their addresses are those with which they wrote about themselves, and that of the newest build.
    Raises ProgramError for an id that is in no event and in no kept build.
    """
    events = folder.read().events
    about = tuple(event for event in events if event.mvp_id == mvp_id)
    known = {event.mvp_id for event in events if event.mvp_id} | _ids_of_builds(database)
    if mvp_id not in known:
        raise ProgramError(
            f"{mvp_id}: no event and no kept build has this mvp_id{likely(mvp_id, known)}"
        )
    written = {event.by for event in about if event.role == MVP}
    emails = {email.lower() for email in written | _emails_of(database, mvp_id)} - {LOCAL}
    others = (e for e in events if e.by.lower() in emails and e.mvp_id != mvp_id)
    return Found(about, tuple(others))


def forget(folder: EventFolder, found: Found) -> None:
    """Remove the events about an MVP, and their address from what they wrote about others.

    What they decided about others, as a lead or for the program, stays decided. Unfinished files
    are removed too, since they may be about them.

    Raises ProgramError when a file cannot be removed.
    """
    for path in folder.unfinished():
        path.unlink(missing_ok=True)
    for event in found.others:
        folder.rewrite(replace(event, by=FORGOTTEN))
    for event in found.about:
        folder.delete(event)


def _ids_of_builds(database: Path) -> set[str]:
    """The ids of all MVPs in the builds that are kept and can be read."""
    ids: set[str] = set()
    for path in _builds(database):
        with suppress(ProgramError, duckdb.Error):
            rows = attach(path).execute("select mvp_id from build.mvps").fetchall()
            ids.update(mvp_id for (mvp_id,) in rows)
    return ids


def _builds(database: Path) -> list[Path]:
    return builds(database) if database.parent.is_dir() else []


def _emails_of(database: Path, mvp_id: str) -> set[str]:
    """The address of an MVP in the newest build; none without a build that has them."""
    with suppress(ProgramError, duckdb.Error):
        con = attach(current_file(database))
        rows = con.execute("select email from build.mvps where mvp_id = $id", {"id": mvp_id})
        return {email for (email,) in rows.fetchall()}
    return set()


def not_reached(database: Path, mvp_id: str) -> Iterator[str]:
    """What still has rows about an MVP and is not for this command to change, a line each."""
    source = None
    for path in reversed(_builds(database)):
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
