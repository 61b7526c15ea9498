"""Raw files into checked tables: every row read ends as good, rejected or collapsed, and counted.

Each input goes through the same steps: its files are staged as raw text (data/staging.py), every
cell becomes a value or a fault (data/checks.py), rows with the same key are settled, and what
stands becomes the table.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from data import checks
from data.errors import ProgramError
from data.hints import hint, same_key
from data.inputs import INPUTS, Input, files_of, is_name_of, name_and_ending
from data.queries import sql
from data.staging import Seen, Staged, create_raw, rejected_text, stage

FIRST_DAY = date(2000, 1, 1)
DAYS_AHEAD = 366


@dataclass(frozen=True)
class FileReport:
    """What became of one file: rows_read = good + rejected + collapsed; replaced are among good.

    `encoding` is what its letters are written in, None for Parquet.
    """

    file: str
    input: str
    rows_read: int
    good: int
    rejected: int
    collapsed: int
    replaced: int
    encoding: str | None


@dataclass(frozen=True)
class Reject:
    """One rejected row, as rejects.csv shows it; the hint says what is wrong and what to do."""

    file: str
    line: int
    column: str | None
    value: str | None
    reason: str
    row: str
    hint: str


@dataclass(frozen=True)
class Intake:
    """What was read: a report a file, the rejected rows, and notices for the person who builds."""

    files: list[FileReport]
    rejects: list[Reject]
    notices: list[str]


def last_day(as_of: date) -> date:
    """The last day that a row, or a question, may speak of in a database built as of `as_of`."""
    return as_of + timedelta(days=DAYS_AHEAD)


def take_in(con: duckdb.DuckDBPyConnection, folder: Path, as_of: date, seen: Seen) -> Intake:
    """Fill the input tables of `con` from the CSV and Parquet files in `folder`.

    `con` holds the empty tables of queries/schema and the filled rule tables; contributions end in
    `typed_contributions`, with their local day. `seen` hears how many bytes were read.

    Raises ProgramError when a whole file cannot be used; no row is lost silently otherwise.
    """
    intake = Intake([], [], _unknown_files(folder))
    for given in INPUTS:
        files = files_of(given, folder)
        if given.required and not files:
            raise ProgramError(f"{folder}: has no {given.name}.csv; it is the one required file")
        if not files and given.name != "contributions":  # their typed table is there even if empty
            continue
        create_raw(con, given)
        staged = [stage(con, given, number, path, seen) for number, path in enumerate(files)]
        _read(con, given, as_of)
        _settle_keys(con, given)
        _fill(con, given)
        for file in staged:
            intake.notices.extend(file.notices)
            name = file.path.relative_to(folder).as_posix()
            intake.files.append(_report(con, given, file, name))
            intake.rejects.extend(_rejects(con, given, file, name, as_of))
    return intake


def _unknown_files(folder: Path) -> list[str]:
    known = {path for given in INPUTS for path in files_of(given, folder)}
    notices = []
    for path in sorted(folder.iterdir()):
        name, ending = name_and_ending(path)
        if ending and path not in known:
            notices.append(f"{path.name}: file ignored, no input has that name")
        elif path.is_file() and not ending and any(is_name_of(given, name) for given in INPUTS):
            notices.append(f"{path.name}: file ignored, only CSV and Parquet files are read")
    return notices


def _read(con: duckdb.DuckDBPyConnection, given: Input, as_of: date) -> None:
    """Make `read`: the values of every raw row, and its fault."""
    names = {column.name for column in given.columns}
    values = [f'{checks.value(column)} as "{column.name}"' for column in given.columns]
    values += [f"{checks.local_day(c)} as day" for c in given.columns if c.holds == "moment"]
    of_mvps = given.name != "mvps" and "mvp_id" in names
    owner = f"left join mvps on {checks.trimmed('mvp_id')} = mvps.mvp_id" if of_mvps else ""
    con.execute(f"""
        create or replace temp table parsed as
        select raw.file_number, raw.line, raw.lines, raw.hint, {", ".join(values)},
        from raw {owner}""")
    fault = checks.fault(given, FIRST_DAY, last_day(as_of))
    con.execute(f"""
        create or replace temp table read as
        select read.*, {fault} as fault,
        from parsed as read
        join raw using (file_number, line)""")
    con.execute("drop table parsed")


def _settle_keys(con: duckdb.DuckDBPyConnection, given: Input) -> None:
    """Make `outcomes`: a row for every good row whose key stands more than once."""
    key = ", ".join(f'"{name}"' for name in given.key)
    same = " and ".join(f'read."{n}" is not distinct from shared."{n}"' for n in given.key)
    order = ", ".join(f'shared."{name}"' for name in given.key)
    content = ", ".join(f'read."{column.name}"' for column in given.columns)
    con.execute(f"""
        create or replace temp view same_key as
        with shared as (
            select {key} from read where fault is null group by {key} having count(*) > 1
        )
        select
            read.file_number,
            read.line,
            dense_rank() over (order by {order}) as key,
            row({content}) as content,
        from read
        join shared on {same}
        where read.fault is null""")
    con.execute(f"create or replace temp table outcomes as {sql('settled/outcomes')}")


def _fill(con: duckdb.DuckDBPyConnection, given: Input) -> None:
    columns = ", ".join(f'"{column.name}"' for column in given.columns)
    kept = f"{columns}, day" if given.name == "contributions" else columns
    standing = f"""
        select {kept}
        from read
        left join outcomes using (file_number, line)
        where fault is null and coalesce(stands, true)
        order by {", ".join(given.key)}"""
    if given.name == "contributions":
        con.execute(f"create or replace temp table typed_contributions as {standing}")
    else:
        con.execute(f"insert into {given.name} by name {standing}")


def _report(con: duckdb.DuckDBPyConnection, given: Input, file: Staged, name: str) -> FileReport:
    counts = con.execute(
        """
        select
            count(*),
            count(*) filter (fault is null and coalesce(outcome, 'good') = 'good'),
            count(*) filter (fault is not null or outcome = 'duplicate'),
            count(*) filter (outcome = 'collapsed'),
            count(*) filter (replaces),
        from read
        left join outcomes using (file_number, line)
        where file_number = $number""",
        {"number": file.number},
    ).fetchone()
    return FileReport(name, given.name, *counts, file.encoding)


def _rejects(
    con: duckdb.DuckDBPyConnection, given: Input, file: Staged, name: str, as_of: date
) -> list[Reject]:
    rows = con.execute(
        f"""
        select line, lines, fault['column'], fault['value'], fault.reason, hint, first_line,
            concat_ws(';', {", ".join(f'"{name}"' for name in given.key)}),
        from read
        left join outcomes using (file_number, line)
        where file_number = $number and (fault is not null or outcome = 'duplicate')
        order by line""",
        {"number": file.number},
    ).fetchall()
    if not rows:
        return []
    text = rejected_text(con, given, file, {row[0]: row[1] for row in rows})
    columns = {column.name: column for column in given.columns}
    words, days = _words(con), (FIRST_DAY, last_day(as_of))
    rejects = []
    for line, _, column, value, reason, said, first_line, key in rows:
        if reason is None:
            column, value, reason = ";".join(given.key), key, "duplicate_id"
            said = same_key(first_line)
        said = said or hint(reason, columns[column], value, words, days)
        rejects.append(Reject(name, line, column, value, reason, text[line], said))
    return rejects


def _words(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """What may stand in a column that holds a track, and in one that holds a level."""
    tracks, levels = con.execute("""
        select
            (select list(track order by track) from rule_tracks),
            (select list(level order by certificate_rank) from rule_certificates)""").fetchone()
    return {"track": tracks, "level": levels}
