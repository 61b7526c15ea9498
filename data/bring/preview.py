"""What a mapping makes of a raw file: the first rows, and those that are not used, with why."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from data.bring.row_checks import UnusedRow, UsedRows, checked_rows
from data.bring.trial import file_at, mapping_called, trial
from data.inputs.inputs_of_parts import inputs_of
from data.settings.model import Settings
from data.sources.choose import Choice
from data.sources.exports import Export, read_alone
from data.sql.files import quoted_name

COUNTED = ("used", "rejected", "unmapped", "left_out", "collapsed")


@dataclass(frozen=True)
class Preview:
    """What a mapping makes of one raw file.

    `raw_columns` and `raw_rows` are the file as it is, with `raw_count` rows. `mapped` has the
    first rows of each input that pass the checks of the contract. `counts` has the number of rows
    that are COUNTED. `unused` has rows that are not used, the first of each reason. `fault` says
    why the file as a whole is not read; most is then empty.
    """

    place: str
    raw_columns: list[str] = field(default_factory=list)
    raw_rows: list[list[str | None]] = field(default_factory=list)
    raw_count: int = 0
    mapped: list[UsedRows] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    unused: list[UnusedRow] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    fault: str | None = None


def preview(
    folder: Path, place: str, mapping: str, settings: Settings, as_of: date, most: int = 10
) -> Preview:
    """What the mapping of this name makes of the raw file at `place`: at most `most` rows a table.

    Reads this file only, so nothing is said about other files or about whose rows they are.

    Raises ProgramError when there is no such file or mapping.
    """
    choice = Choice(file_at(folder, place), mapping_called(folder, mapping))
    with trial(folder, settings, as_of) as con:
        return _preview(con, choice, as_of, most)


def _preview(con: duckdb.DuckDBPyConnection, choice: Choice, as_of: date, most: int) -> Preview:
    place = choice.file.place
    group, notices = read_alone(con, choice, as_of, until=as_of)
    if not group.exports:
        return Preview(place, fault=notices[0])
    (export,) = group.exports
    shown = Preview(
        place,
        export.rows.columns,
        _raw_rows(con, export, most),
        export.rows.count,
        notices=notices,
    )
    for spec in inputs_of(con):
        if spec.name not in group.mapping.inputs:
            continue
        checked = checked_rows(con, group, spec, as_of, most)
        shown.mapped.append(checked.mapped)
        shown.unused.extend(checked.unused)
        for name, rows in checked.counts.items():
            shown.counts[name] += rows
    return shown


def _raw_rows(con: duckdb.DuckDBPyConnection, export: Export, most: int) -> list[list[str | None]]:
    """The first rows of the file."""
    cells = ", ".join(map(quoted_name, export.rows.names))
    found = con.execute(f"select {cells} from {export.table} order by _row limit {most}").fetchall()
    return [list(row) for row in found]
