"""Raw files into checked tables: every row read ends as good, rejected or collapsed, and counted.

Each input goes through the same steps: its files are staged as text (data/inputs/staging.py), every
cell becomes a value or a fault (data/inputs/checks.py), rows with one key are settled, and what
stands becomes the table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import duckdb

from data.days.span import FIRST_DAY, last_day
from data.errors import ProgramError
from data.inputs import checks
from data.inputs.contract import INPUTS, Input, files_of, unknown_files
from data.inputs.hints import hint, same_key
from data.inputs.staging import (
    LINE,
    Seen,
    Staged,
    create_raw,
    refuse_second_header,
    rejected_text,
    stage,
)
from data.sql.files import sql

_NO_ROWS = (0, 0, 0, 0, 0)


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


def take_in(con: duckdb.DuckDBPyConnection, folder: Path, as_of: date, seen: Seen) -> Intake:
    """Fill the input tables of `con` from the CSV and Parquet files in `folder`.

    `con` holds the empty tables of queries/schema and the filled rule tables; contributions end in
    `typed_contributions`, with their local day. `seen` hears how many bytes were read.

    Raises ProgramError when a whole file cannot be used; no row is lost silently otherwise.
    """
    intake = Intake([], [], unknown_files(folder))
    for given in INPUTS:
        files = files_of(given, folder)
        if given.required and not files:
            raise ProgramError(f"{folder}: has no {given.name}.csv; it is the one required file")
        if not files and given.name != "contributions":  # their typed table is there even if empty
            continue
        staged = _read(con, given, files, as_of, seen)
        _settle_keys(con, given)
        intake.notices.extend(notice for file in staged for notice in file.notices)
        intake.files.extend(_reports(con, given, staged, folder))
        intake.rejects.extend(_rejects(con, given, staged, folder, as_of))
        _fill(con, given)
    return intake


def _read(
    con: duckdb.DuckDBPyConnection, given: Input, files: list[Path], as_of: date, seen: Seen
) -> list[Staged]:
    """Make `read`: the values of every raw row of `files`, numbered from 0, and its fault."""
    cells = [f'"{column.name}" := {checks.cell(column)}' for column in given.columns]
    values = [f'"{column.name}" := {checks.value(column)}' for column in given.columns]
    values += [f"day := {checks.local_day(c)}" for c in given.columns if c.holds == "moment"]
    of_mvps = given.name != "mvps" and any(column.name == "mvp_id" for column in given.columns)
    owner = "left join mvps on cell.mvp_id = mvps.mvp_id" if of_mvps else ""
    fault = checks.fault(given, FIRST_DAY, last_day(as_of))
    text = f"""
        with cells as (
            select raw, {LINE} as line, struct_pack({", ".join(cells)}) as cell, from raw
        ),
        values as (
            select cells.*, struct_pack({", ".join(values)}) as read, from cells {owner}
        )
        select
            $number as file_number, line, raw.lines, raw.hint, read.*, {fault} as fault,
        from values"""
    into = "create or replace temp table read as"
    staged = []
    create_raw(con, given)
    for number, path in enumerate(files):
        staged.append(stage(con, given, path, seen))
        con.execute(f"{into} {text}", {"number": number})
        into = "insert into read by name"
        if headers := _like_headers(con, given, number):
            refuse_second_header(con, given, path, headers)
    if not files:
        con.execute(f"{into} {text}", {"number": 0})
    return staged


def _like_headers(con: duckdb.DuckDBPyConnection, given: Input, number: int) -> list[int]:
    """The lines of a file that are rejected for the name of a column, as every header is."""
    names = [column.name for column in given.columns]
    lines = con.execute(
        """
        select line from read
        where file_number = $number and lower(trim(fault['value'], ' \ufeff')) in $names""",
        {"number": number, "names": names},
    ).fetchall()
    return [line for (line,) in lines]


def _settle_keys(con: duckdb.DuckDBPyConnection, given: Input) -> None:
    """Make `outcomes`: a row for every good row whose key stands more than once.

    Keys are looked for by their hash, which takes a fraction of the memory; a row whose key only
    has the hash of another is good and stands, like all that are not looked at.
    """
    key = ", ".join(f'"{name}"' for name in given.key)
    content = ", ".join(f'"{column.name}"' for column in given.columns)
    con.execute(f"""
        create or replace temp view same_key as
        select
            file_number,
            line,
            dense_rank() over (order by {key}) as key,
            row({content}) as content,
        from read
        where fault is null and hash({key}) in (
            select hash({key}) from read where fault is null group by all having count(*) > 1
        )""")
    con.execute(f"create or replace temp table outcomes as {sql('as_of_independent/outcomes')}")


def _name(file: Staged, folder: Path) -> str:
    """What a file in `folder` is called in reports."""
    return file.path.relative_to(folder).as_posix()


def _reports(
    con: duckdb.DuckDBPyConnection, given: Input, files: list[Staged], folder: Path
) -> Iterator[FileReport]:
    rows = con.execute("""
        select
            file_number,
            count(*),
            count(*) filter (fault is null and coalesce(outcome, 'good') = 'good'),
            count(*) filter (fault is not null or outcome = 'duplicate'),
            count(*) filter (outcome = 'collapsed'),
            count(*) filter (replaces),
        from read
        left join outcomes using (file_number, line)
        group by file_number""").fetchall()
    counts = {number: counted for number, *counted in rows}
    for number, file in enumerate(files):
        of_file = counts.get(number, _NO_ROWS)
        yield FileReport(_name(file, folder), given.name, *of_file, file.encoding)


def _rejects(
    con: duckdb.DuckDBPyConnection, given: Input, files: list[Staged], folder: Path, as_of: date
) -> Iterator[Reject]:
    rows = con.execute(f"""
        select file_number, line, lines, fault['column'], fault['value'], fault.reason, hint,
            first_line, concat_ws(';', {", ".join(f'"{name}"' for name in given.key)}),
        from read
        left join outcomes using (file_number, line)
        where fault is not null or outcome = 'duplicate'
        order by file_number, line""").fetchall()
    columns = {column.name: column for column in given.columns}
    words, days = _words(con), (FIRST_DAY, last_day(as_of))
    for number, of_file in groupby(rows, key=itemgetter(0)):
        file, found = files[number], list(of_file)
        text = rejected_text(con, given, file, {row[1]: row[2] for row in found})
        for _, line, _, column, value, reason, said, first_line, key in found:
            if reason is None:
                column, value, reason = ";".join(given.key), key, "duplicate_id"
                said = same_key(first_line)
            said = said or hint(reason, columns[column], value, words, days)
            yield Reject(_name(file, folder), line, column, value, reason, text[line], said)


def _fill(con: duckdb.DuckDBPyConnection, given: Input) -> None:
    """What stands becomes the input's table; contributions stay where they are, to be settled."""
    if given.name == "contributions":
        con.execute("drop table if exists typed_contributions")
        con.execute("alter table read rename to typed_contributions")
        con.execute("""
            delete from typed_contributions
            where fault is not null or (file_number, line) in (
                select (file_number, line) from outcomes where not stands
            )""")
        return
    columns, key = (
        ", ".join(f'"{name}"' for name in names)
        for names in ([column.name for column in given.columns], given.key)
    )
    con.execute(f"""
        insert into {given.name} by name
        select {columns}
        from read
        left join outcomes using (file_number, line)
        where fault is null and coalesce(stands, true)
        order by {key}""")


def _words(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """What may stand in a column that holds a track, and in one that holds a level."""
    tracks, levels = con.execute("""
        select
            (select list(track order by track) from rule_tracks),
            (select list(level order by certificate_rank) from rule_certificates)""").fetchone()
    return {"track": tracks, "level": levels}
