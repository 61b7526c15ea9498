"""A folder of input files into tables: each row that is read is good, rejected or collapsed.

Each input goes through the steps that data/inputs/__init__.py lists.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import duckdb

from data.days.span import FIRST_DAY, last_day
from data.errors import ProgramError
from data.inputs import checks
from data.inputs.accounts import create_raw_sources
from data.inputs.addresses import create_address_of
from data.inputs.checked import create_checked, insert_checked
from data.inputs.contract import INPUTS, Input, Kind
from data.inputs.contradictions import find_warnings, warn_of_strangers
from data.inputs.duplicates import find_duplicates
from data.inputs.files import files_by_input
from data.inputs.hints import duplicate_hint, hint, id_of_another_hint
from data.inputs.limits import LONGEST_SHOWN
from data.inputs.progress import ReportProgress
from data.inputs.report import FileReport, InputReport, Reject
from data.inputs.spells import accept_spells, keep_spells
from data.inputs.staging import (
    StagedFile,
    create_raw,
    raw_text,
    refuse_second_header,
    stage,
)
from data.inputs.time_zones import add_zones, create_zone_shifts
from data.inputs.unread_files import likely_mvps, unread_files
from data.sql.one_row import one_row

_NO_ROWS = (0, 0, 0, 0, 0)


def read_inputs(
    con: duckdb.DuckDBPyConnection, folder: Path, as_of: date, report_progress: ReportProgress
) -> InputReport:
    """Fill the input tables of `con` from the CSV and Parquet files in `folder`.

    `con` has the empty tables of queries/schema and the filled `rule_*` tables. Contributions are
    left in the view `typed_contributions`, with their local day: queries/as_of_independent decides
    which of them count.

    Raises ProgramError when a file cannot be used as a whole. Every other fault rejects a row.
    """
    files_of = files_by_input(folder)
    create_zone_shifts(con, last_day(as_of))
    create_raw_sources(con, folder)
    report = InputReport([], [], [], unread_files(folder))
    for spec in INPUTS:
        paths = files_of[spec.name]
        if spec.is_required and not paths:
            raise ProgramError(
                f"{folder}: has no {spec.name}.csv; it is the one required file"
                + likely_mvps(folder)
            )
        if not paths and spec.name != "contributions":  # the view must exist even without a file
            continue
        files = _check(con, spec, folder, paths, as_of, report_progress)
        find_duplicates(con, spec, [file.columns for file in files])
        if spec.name == "mvps":
            accept_spells(con)
        report.notices.extend(notice for file in files for notice in file.notices)
        report.files.extend(_file_reports(con, spec, files, folder))
        report.rejects.extend(_rejects(con, spec, files, folder, as_of))
        if spec.name == "contributions":
            _keep_contributions(con, spec)
        else:
            _fill_table(con, spec)
        names = [_name(file, folder) for file in files]
        report.warnings.extend(find_warnings(con, spec, names, as_of))
    keep_spells(con)
    report.warnings.extend(warn_of_strangers(report.files, report.rejects))
    return report


def _check(
    con: duckdb.DuckDBPyConnection,
    spec: Input,
    folder: Path,
    paths: list[Path],
    as_of: date,
    report_progress: ReportProgress,
) -> list[StagedFile]:
    """Create the table `checked`: the values of each record of the files, and its first fault.

    Files are numbered from 0. Returns them with their notices.
    """
    files = []
    create_raw(con, spec)
    create_checked(con, spec)
    for number, path in enumerate(paths):
        files.append(file := stage(con, spec, path, folder, report_progress))
        if spec.name == "mvps":
            _add_zones(con, spec, as_of)
        inserted = insert_checked(con, spec, number, as_of)
        (records,) = one_row(con.execute("select count(*) from raw"))
        if records > inserted:
            file.notices.append(f"{path.name}: {records - inserted:,} empty rows skipped")
        if lines := _lines_like_headers(con, spec, number):
            refuse_second_header(con, spec, path, lines)
    return files


def _add_zones(con: duckdb.DuckDBPyConnection, spec: Input, as_of: date) -> None:
    """Add the time zones of the MVPs in `raw` to `zone_shifts`."""
    (zone,) = (column for column in spec.columns if column.kind == Kind.TIMEZONE)
    zones = con.execute(f"select distinct {checks.cell(zone)} from raw").fetchall()
    add_zones(con, {zone for (zone,) in zones}, last_day(as_of))


def _lines_like_headers(con: duckdb.DuckDBPyConnection, spec: Input, number: int) -> list[int]:
    """The lines of a file that are rejected because a cell is the name of a column."""
    lines = con.execute(
        """
        select line from checked
        where file_number = $number and lower(trim(fault['value'], ' \ufeff')) in $names""",
        {"number": number, "names": spec.column_names},
    ).fetchall()
    return [line for (line,) in lines]


def _name(file: StagedFile, folder: Path) -> str:
    """The name of a file in reports: its path in `folder`."""
    return file.path.relative_to(folder).as_posix()


def _file_reports(
    con: duckdb.DuckDBPyConnection, spec: Input, files: list[StagedFile], folder: Path
) -> Iterator[FileReport]:
    rows = con.execute("""
        select
            file_number,
            count(*),
            count(*) filter (fault is null and coalesce(outcome, 'good') = 'good'),
            count(*) filter (fault is not null or outcome in ('duplicate', 'of_another')),
            count(*) filter (outcome = 'collapsed'),
            count(*) filter (replaces),
        from checked
        left join outcomes using (file_number, line)
        group by file_number""").fetchall()
    counts = {number: counted for number, *counted in rows}
    for number, file in enumerate(files):
        read, good, rejected, collapsed, replaced = counts.get(number, _NO_ROWS)
        yield FileReport(
            _name(file, folder), spec.name, read, good, rejected, collapsed, replaced, file.encoding
        )


def _rejects(
    con: duckdb.DuckDBPyConnection,
    spec: Input,
    files: list[StagedFile],
    folder: Path,
    as_of: date,
) -> Iterator[Reject]:
    rows = con.execute(f"""
        select file_number, line, line_count, fault['column'],
            left(fault['value'], {LONGEST_SHOWN}), fault.reason, hint,
            outcome, first_file, first_line,
            left(concat_ws(';', {", ".join(f'"{name}"' for name in spec.key)}), {LONGEST_SHOWN}),
        from checked
        left join outcomes using (file_number, line)
        where fault is not null or outcome in ('duplicate', 'of_another')
        order by file_number, line""").fetchall()
    columns = {column.name: column for column in spec.columns}
    known, days = _known_values(con), (FIRST_DAY, last_day(as_of))
    for number, rows_of_file in groupby(rows, key=itemgetter(0)):
        file, rejected = files[number], list(rows_of_file)
        text = raw_text(con, spec, file, {row[1]: row[2] for row in rejected})
        for _, line, _, column, value, reason, said, outcome, *first, key in rejected:
            if reason is None:
                column, value = ";".join(spec.key), key
                reason, said = _same_key_fault(outcome, files, folder, *first)
            said = said or hint(reason, columns[column], value, text[line], known, days)
            yield Reject(_name(file, folder), line, column, value, reason, text[line], said)


def _same_key_fault(
    outcome: str, files: list[StagedFile], folder: Path, first_file: int, first_line: int
) -> tuple[str, str]:
    """The reason and the hint for a row that is rejected because of a row with the same key."""
    if outcome == "of_another":
        return "id_of_another", id_of_another_hint(_name(files[first_file], folder), first_line)
    return "duplicate_id", duplicate_hint(first_line)


def _keep_contributions(con: duckdb.DuckDBPyConnection, spec: Input) -> None:
    """Create `typed_contributions`: the rows that are used. Copying them would take memory.

    `address` is in the form in which addresses are compared.
    """
    create_address_of(con)
    con.execute("drop table if exists checked_contributions")
    con.execute("alter table checked rename to checked_contributions")
    con.execute("""
        delete from checked_contributions
        where fault is not null or (file_number, line) in (
            select (file_number, line) from outcomes where not is_used
        )""")
    columns = ", ".join(f'"{name}"' for name in [*spec.column_names, "day"])
    con.execute(f"""
        create or replace temp view typed_contributions as
        select {columns}, address_of(url) as address from checked_contributions""")
    con.execute(
        "create or replace temp view used as "
        "select *, address_of(url) as address from checked_contributions"
    )


def _fill_table(con: duckdb.DuckDBPyConnection, spec: Input) -> None:
    """Insert the rows that are used into the table of the input, sorted by key."""
    columns, key = (
        ", ".join(f'"{name}"' for name in names) for names in (spec.column_names, spec.key)
    )
    con.execute("""
        create or replace temp view used as
        from checked
        left join outcomes using (file_number, line)
        where fault is null and coalesce(is_used, true)""")
    con.execute(f"insert into {spec.name} by name select {columns} from used order by {key}")


def _known_values(con: duckdb.DuckDBPyConnection) -> dict[Kind, list[str]]:
    """The valid values of columns that hold a track, and of those that hold a level."""
    answer = con.execute("""
        select
            (select list(track order by track) from rule_tracks),
            (select list(level order by certificate_rank) from rule_certificates)""")
    tracks, levels = one_row(answer)
    return {Kind.TRACK: tracks, Kind.LEVEL: levels}
