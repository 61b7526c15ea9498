"""Raw exports as tables of the connection, read once for all inputs that they feed."""

from dataclasses import dataclass, replace
from datetime import date

import duckdb

from data.days.span import last_day
from data.errors import ProgramError
from data.inputs.progress import ReportProgress, no_progress
from data.inputs.time_zones import add_zones
from data.sources.choose import Choice, options_of
from data.sources.formats.read import read_raw
from data.sources.formats.rows import RawRows
from data.sources.mapping import Mapping, zones_of


@dataclass(frozen=True)
class Export:
    """A raw file whose rows are in `table`."""

    choice: Choice
    rows: RawRows
    table: str

    @property
    def place(self) -> str:
        """Its name in reports."""
        return self.choice.file.place


@dataclass
class Group:
    """The files of one source that one mapping reads, in natural order; a later file wins.

    `exports` are those that could be read; None until they are read.
    """

    source: str
    mapping: Mapping
    choices: list[Choice]
    exports: list[Export] | None = None


@dataclass(frozen=True)
class RawFileReport:
    """A raw file: its source, the mapping that reads it, its rows, or why it is not read."""

    file: str
    source: str
    mapping: str | None
    rows: int | None
    not_read_because: str | None


def read_exports(
    con: duckdb.DuckDBPyConnection,
    group: Group,
    number: int,
    until: date,
    report_progress: ReportProgress,
) -> tuple[list[Export], list[RawFileReport], list[str]]:
    """The exports of `group` as tables, whose names begin with its `number`.

    Returns also what became of each file, and the notices about those that were read. A file with
    rows that is not read was cut off. Events that repeat are listed until the day `until`.
    """
    exports, reports, notices = [], [], []
    options = replace(options_of(group.mapping), until=until)
    for position, choice in enumerate(group.choices):
        table = f"raw_{number}_{position}"
        rows, fault = None, None
        try:
            rows = read_raw(con, choice.file, options, table, report_progress)
            fault = _cut_off(group) if rows.count == group.mapping.cap else None
        except ProgramError as error:
            fault = str(error).removeprefix(f"{choice.file.place}: ")
        if rows is not None and fault is None:
            exports.append(Export(choice, rows, table))
            notices.extend(rows.notices)
        reports.append(
            RawFileReport(
                choice.file.place,
                group.source,
                group.mapping.name,
                rows.count if rows else None,
                fault,
            )
        )
    if exports and exports[-1].rows.has_more:
        notices.append(
            f"{exports[-1].place}: says that more rows follow on a next page: download that too"
        )
    return exports, reports, notices


def read_alone(
    con: duckdb.DuckDBPyConnection, choice: Choice, as_of: date, until: date
) -> tuple[Group, list[str]]:
    """A file as the only one of its source, and the notices about it, without its place.

    When it is not read, there are no exports, and the only notice says why. Events that repeat are
    listed until the day `until`. `choice` has a mapping, and `con` is prepared for it.
    """
    assert choice.mapping is not None
    group = Group(choice.source, choice.mapping, [choice])
    add_zones(con, zones_of(group.mapping), last_day(as_of))
    group.exports, reports, notices = read_exports(con, group, 0, until, no_progress)
    faults = [report.not_read_because for report in reports if report.not_read_because]
    place = f"{choice.file.place}: "
    return group, [notice.removeprefix(place) for notice in [*faults, *notices]]


def _cut_off(group: Group) -> str:
    """Why an export is not read that has as many rows as it can hold, and what to do."""
    mapping = group.mapping
    return (
        f"has exactly {mapping.cap:,} rows, the most that such an export holds "
        f"(cap in sources/{mapping.path.name}): it was cut off, so nothing of the source "
        f"{group.source} is read; put exports in its place that have fewer rows, such as one for "
        "each quarter, or change cap when nothing is missing"
    )


def stopped(report: RawFileReport, cut_off: RawFileReport) -> RawFileReport:
    """The report of a file that is not read because another one of its source was cut off."""
    why = f"its source {report.source} is stopped: see {cut_off.file}"
    return replace(report, not_read_because=why)
