"""A folder of input files into tables: each row that is read is good, rejected or collapsed.

Each input goes through the steps that data/inputs/__init__.py lists.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import duckdb

from data.days.addresses import create_address_of
from data.days.span import last_day
from data.errors import ProgramError
from data.inputs import checks
from data.inputs.accounts import create_raw_sources
from data.inputs.checked import create_checked, insert_checked
from data.inputs.contract import Input, Kind
from data.inputs.contradictions import keep_warnings, warn_of_strangers
from data.inputs.duplicates import find_duplicates
from data.inputs.files import files_by_input
from data.inputs.forms import forms_in_raw
from data.inputs.input_files import InputFile, NoSources, SourceFile, Sources
from data.inputs.inputs_of_parts import inputs_of, not_read
from data.inputs.long_cells import settle_long_cells
from data.inputs.places import create_places
from data.inputs.program_years import fill_program_years
from data.inputs.progress import ReportProgress
from data.inputs.rejected_rows import keep_rejects
from data.inputs.report import InputReport
from data.inputs.row_reports import file_reports
from data.inputs.spells import accept_spells, keep_spells
from data.inputs.staging import (
    StagedFile,
    create_raw,
    refuse_second_header,
    stage,
    stage_exports,
)
from data.inputs.summary import reject_counts, unknown_people, warning_counts
from data.inputs.time_zones import add_zones, create_zone_shifts
from data.inputs.unread_files import likely_mvps, unread_files
from data.sql.one_row import one_row

NO_SOURCES = NoSources()
# Called after each input, while the view `used` has its rows and the files are numbered as there.
OnInput = Callable[[duckdb.DuckDBPyConnection, Input, Sequence[InputFile]], None]


def ignore_input(con: duckdb.DuckDBPyConnection, spec: Input, files: Sequence[InputFile]) -> None:
    """Do nothing after an input."""


def read_inputs(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    as_of: date,
    report_progress: ReportProgress,
    sources: Sources = NO_SOURCES,
    on_input: OnInput = ignore_input,
) -> InputReport:
    """Fill the input tables of `con` from the CSV and Parquet files in `folder`, and `sources`.

    `con` has the empty tables of queries/schema and the filled `rule_*` tables. Rejected rows and
    warnings are added to `rejects` and `warnings`. Contributions are left in the view
    `typed_contributions`, with their local day. Files of `sources` come after those of the folder.

    Raises ProgramError when a file cannot be used as a whole. Every other fault rejects a row.
    """
    files_of = files_by_input(folder)
    create_zone_shifts(con, last_day(as_of))
    fill_program_years(con, last_day(as_of))
    create_raw_sources(con, folder)
    report = InputReport([], [], [], [*unread_files(folder), *not_read(con, files_of, sources)])
    for spec in inputs_of(con):
        paths = files_of[spec.name]
        if spec.is_required and not paths and not sources.feeds(spec):
            raise ProgramError(
                f"{folder}: has no {spec.name}.csv; it is the one required file"
                + likely_mvps(folder)
            )
        if not paths and not sources.feeds(spec) and spec.name != "contributions":
            continue  # the view of contributions must exist even without a file
        _read_input(con, spec, folder, paths, as_of, report_progress, sources, on_input, report)
    keep_spells(con)
    report.rejects.extend(reject_counts(con))
    warn_of_strangers(con, report.files, report.rejects)
    report.warnings.extend(warning_counts(con))
    report.notices.extend(sources.notices)
    return replace(report, unknown_people=unknown_people(con))


def _read_input(
    con: duckdb.DuckDBPyConnection,
    spec: Input,
    folder: Path,
    paths: list[Path],
    as_of: date,
    report_progress: ReportProgress,
    sources: Sources,
    on_input: OnInput,
    report: InputReport,
) -> None:
    """Fill the table of the input `spec`, and add to the report what became of its files."""
    create_raw(con, spec)
    create_checked(con, spec)
    files = _check(con, spec, folder, paths, as_of, report_progress)
    exports = _check_exports(con, spec, as_of, report_progress, sources, len(files))
    everything: list[InputFile] = [*files, *exports.values()]
    find_duplicates(con, spec, [file.columns for file in everything])
    if spec.name == "mvps":
        accept_spells(con)
    if exports:
        create_address_of(con)
    sources.settle(con, spec, exports)
    report.notices.extend(notice for file in everything for notice in file.notices)
    report.files.extend(file_reports(con, spec, everything))
    create_places(con, exports)
    keep_rejects(con, spec, everything, as_of)
    if spec.name == "contributions":
        _keep_contributions(con, spec)
    else:
        _fill_table(con, spec)
    keep_warnings(con, spec, everything, as_of)
    on_input(con, spec, everything)


def _check(
    con: duckdb.DuckDBPyConnection,
    spec: Input,
    folder: Path,
    paths: list[Path],
    as_of: date,
    report_progress: ReportProgress,
) -> list[StagedFile]:
    """Fill the table `checked`: the values of each record of the files, and its first fault.

    Files are numbered from 0. Returns them with their notices.
    """
    files = []
    for number, path in enumerate(paths):
        files.append(file := stage(con, spec, path, folder, report_progress))
        found = check_raw(con, spec, as_of, number)
        file.notices.extend(f"{path.name}: {notice}" for _, notice in found.notices)
        if empty := found.records - found.checked:
            file.notices.append(f"{path.name}: {empty:,} empty rows skipped")
        if lines := _lines_like_headers(con, spec, number):
            refuse_second_header(con, spec, path, lines)
    return files


def _check_exports(
    con: duckdb.DuckDBPyConnection,
    spec: Input,
    as_of: date,
    report_progress: ReportProgress,
    sources: Sources,
    first: int,
) -> dict[int, SourceFile]:
    """Add the rows of raw exports to `checked`; returns the exports, numbered from `first`."""
    exports = dict(enumerate(sources.files_of(con, spec, report_progress), first))
    for _, together in groupby(exports.items(), key=lambda each: each[1].mapped):
        create_raw(con, spec)
        stage_exports(con, spec, dict(together))
        found = check_raw(con, spec, as_of, number=first)
        for number, notice in found.notices:
            exports[number].notices.append(f"{exports[number].name}: {notice}")
    return exports


class Checked(NamedTuple):
    """How many rows `raw` has and how many of them `checked` got.

    Also notices about cells, each with the number of its file.
    """

    records: int
    checked: int
    notices: list[tuple[int, str]]


def check_raw(con: duckdb.DuckDBPyConnection, spec: Input, as_of: date, number: int) -> Checked:
    """Add the rows of `raw` to `checked`.

    `number` is that of their file, unless `raw` has the numbers of several exports.
    """
    forms = forms_in_raw(con, spec)
    notices = settle_long_cells(con, spec, forms.too_long, number)
    if spec.name == "mvps":
        _add_zones(con, spec, as_of)
    checked = insert_checked(con, spec, number, as_of, forms)
    (records,) = one_row(con.execute("select count(*) from raw"))
    return Checked(records, checked, notices)


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


def _keep_contributions(con: duckdb.DuckDBPyConnection, spec: Input) -> None:
    """Create `typed_contributions`: the rows that are used. Copying them would take memory.

    `address` is in the form in which addresses are compared, where they are.
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
        select {columns}, compared_address(track, url) as address from checked_contributions""")
    con.execute(
        "create or replace temp view used as "
        "select *, compared_address(track, url) as address from checked_contributions"
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
