"""A folder of input files into one published database."""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb

from data.build.changes import Before, before, change_lines, standing
from data.days.rules import compute
from data.days.span import DAYS_AHEAD, FIRST_DAY, last_day
from data.errors import ProgramError
from data.frozen.load import load_published
from data.inputs.contract import INPUTS
from data.inputs.intake import Intake, Reject, take_in
from data.inputs.staging import Seen
from data.outputs.csv_text import csv_lines
from data.settings.model import Settings
from data.settings.tables import rule_tables
from data.sql.files import names, quoted, schema_digest, sql
from data.store.os_errors import as_program_error
from data.store.publishing import build_path, new_build_id, only_builder, publish, unfinished

MEMORY = "MVP_BUILD_MEMORY"  # a variable of the environment; without it, most of what is there
_AMOUNT = r"[1-9]\d*(\.\d+)? ?[KMGT]i?B"
_FRIDAY = 5  # ISO number of the last weekday
_LAST_AS_OF = date.max - timedelta(days=DAYS_AHEAD)


@dataclass(frozen=True)
class Built:
    """A published build: its file, what was read, the rejected rows' file, and what changed."""

    path: Path
    intake: Intake
    rejects_csv: Path
    changes: list[str]


def build(
    source: Path,
    database: Path,
    as_of: date,
    settings: Settings,
    seen: Seen = lambda read: None,
    checkpoints: Path | None = None,
) -> Built:
    """Build and publish `database` from the files in `source` and the frozen `checkpoints`.

    `seen` hears how many bytes were read, for progress. Rejected rows are written to
    rejects.csv beside the database, also when the build is refused for having too many of them.

    Raises ProgramError when the build cannot be made; the old database stays as it was.
    """
    _refuse_unknown_day(as_of)
    with as_program_error(database):
        database.parent.mkdir(parents=True, exist_ok=True)
        with only_builder(database):
            _clear_unfinished(database)
            try:
                return _build(source, database, as_of, settings, seen, checkpoints)
            finally:
                _clear_unfinished(database)


def check(source: Path, as_of: date, settings: Settings, seen: Seen = lambda read: None) -> Intake:
    """What a build of the files in `source` would read, without building.

    Raises ProgramError when they cannot be read. Too many rejected rows are no error here:
    `refuse_too_many` tells.
    """
    _refuse_unknown_day(as_of)
    with (
        as_program_error(source),
        tempfile.TemporaryDirectory() as folder,
        _opened(Path(folder) / "check.building") as con,
    ):
        return _read(con, source, as_of, settings, seen)


def refuse_too_many(intake: Intake, settings: Settings, where: str) -> None:
    """Raise ProgramError when too many rows are rejected for a build; `where` says what to do."""
    read = sum(report.rows_read for report in intake.files)
    allowed = settings.data.max_rejected_share
    if len(intake.rejects) > allowed * read:
        raise ProgramError(
            f"{len(intake.rejects)} of {read} rows rejected, more than {allowed:.0%}: "
            f"nothing published; {where}"
        )


def write_rejects(path: Path, rejects: list[Reject]) -> None:
    """Write the rejected rows as CSV; raises OSError."""
    header = [field.name for field in fields(Reject)]
    lines = csv_lines([header, *map(astuple, rejects)])
    path.write_text("".join(lines), encoding="utf-8", newline="")


def _refuse_unknown_day(as_of: date) -> None:
    if not FIRST_DAY <= as_of <= _LAST_AS_OF:
        raise ProgramError(f"{as_of}: as-of dates go from {FIRST_DAY} to {_LAST_AS_OF}")


def _build(
    source: Path,
    database: Path,
    as_of: date,
    settings: Settings,
    seen: Seen,
    checkpoints: Path | None,
) -> Built:
    build_id = new_build_id()
    work = build_path(database, build_id).with_suffix(".building")
    then = before(database, as_of)
    with _opened(work) as con:
        intake = _read(con, source, as_of, settings, seen)
        rejects_csv = database.with_name("rejects.csv")
        write_rejects(beside := work.with_name(f"{work.name}.rejects.csv"), intake.rejects)
        beside.replace(rejects_csv)
        refuse_too_many(intake, settings, f"see {rejects_csv}")
        load_published(con, checkpoints)
        _settle(con, as_of)
        _describe(con, build_id, as_of, intake)
        changes = _compare(con, as_of, then)
    built = work.rename(build_path(database, build_id))
    publish(database, built)
    return Built(built, intake, rejects_csv, changes)


def _clear_unfinished(database: Path) -> None:
    """Remove what a build leaves that failed or was killed."""
    for path in unfinished(database):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def _opened(work: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new database in the file `work`, attached as `build`; whole in that file at the end."""
    con = duckdb.connect(config={"temp_directory": f"{work}.tmp"})
    try:
        _limit_memory(con)
        con.execute(f"attach {quoted(work)} as build")
        con.execute("use build")
        con.execute("set TimeZone = 'UTC'")
        yield con
        con.execute("checkpoint build")
    finally:
        con.close()
    if (leftover := work.with_name(f"{work.name}.wal")).exists():
        raise ProgramError(f"{leftover}: the build was not written whole; try again")


def _limit_memory(con: duckdb.DuckDBPyConnection) -> None:
    """Hold the build to the memory that the environment names; what is beyond it goes to disk."""
    if not (limit := os.environ.get(MEMORY)):
        return
    if not re.fullmatch(_AMOUNT, limit, re.IGNORECASE):
        raise ProgramError(f"{MEMORY}: {limit!r} is no amount of memory such as 4GB")
    con.execute("set memory_limit = $limit", {"limit": limit})


def _read(
    con: duckdb.DuckDBPyConnection, source: Path, as_of: date, settings: Settings, seen: Seen
) -> Intake:
    """Make all tables; fill those of the settings and of the input."""
    for name in names("schema"):
        con.execute(sql(f"schema/{name}"))
    for table, rows in rule_tables(settings).items():
        _insert(con, table, rows)
    return take_in(con, source, as_of, seen)


def _settle(con: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Fill the tables that hang on no as-of date."""
    calendar_end = last_day(as_of).replace(month=12, day=31)
    days = {"first_day": FIRST_DAY, "last_day": calendar_end, "last_weekday": _FRIDAY}
    con.execute(f"insert into calendar by name {sql('as_of_independent/calendar')}", days)
    for name in ("leave_days", "contributions", "activity"):
        con.execute(f"insert into {name} by name {sql(f'as_of_independent/{name}')}")


def _describe(con: duckdb.DuckDBPyConnection, build_id: str, as_of: date, intake: Intake) -> None:
    _insert(con, "build_files", [asdict(report) for report in intake.files])
    _insert(con, "rejects", [asdict(reject) for reject in intake.rejects])
    build_row = {
        "build_id": build_id,
        "built_at": datetime.now(UTC).replace(tzinfo=None, microsecond=0),
        "as_of": as_of,
        "content_digest": _content_digest(con),
        "schema_digest": schema_digest(),
    }
    _insert(con, "build", [build_row])


def _compare(con: duckdb.DuckDBPyConnection, as_of: date, then: Before) -> list[str]:
    """Run the rules for what `builds` says of this build; returns what changed since `then`."""
    compute(con, as_of, "memory.day")
    con.execute(f"insert into builds by name {sql('build/summary')}")
    _insert(con, "builds", then.builds)
    return change_lines(then, standing(con.execute))


def _content_digest(con: duckdb.DuckDBPyConnection) -> str:
    """SHA-256 over what was read and the rules: no row's place or file changes it."""
    digest = hashlib.sha256()
    read = {given.name: [column.name for column in given.columns] for given in INPUTS}
    for table, columns in sorted({**read, "rule_settings": ["rules_digest"]}.items()):
        cells = ", ".join(f"""coalesce("{name}"::varchar, chr(0))""" for name in columns)
        rows, mixed = con.execute(
            f"select count(*), bit_xor(md5_number(concat_ws(chr(1), {cells}))) from {table}"
        ).fetchone()
        digest.update(f"{table} {rows} {mixed}\n".encode())
    return digest.hexdigest()


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]]) -> None:
    if not rows:
        return
    columns = ", ".join(f'"{column}"' for column in rows[0])
    places = ", ".join("?" for _ in rows[0])
    con.executemany(
        f"insert into {table} ({columns}) values ({places})", [list(row.values()) for row in rows]
    )
