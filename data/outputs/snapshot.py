"""The program as of a day, as CSV files and snapshot.json (docs/contract.md, Output)."""

import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.csv_text import csv_text
from data.outputs.zip_files import zipped
from data.settings.parts import lacking_columns
from data.sql.files import sql
from data.sql.one_row import one_row

_DECIMALS = 4  # of a fraction, as in the files of a snapshot

Table = tuple[list[str], list[tuple[object, ...]]]  # columns and rows
# The CSV files, each with the part of a program that it belongs to, if any.
FILES: dict[str, str | None] = {
    "members": None,
    "progress": None,
    "risk": None,
    "certifications": "certification",
    "renewals": "renewal",
    "nominations": "nominations",
    "benefits": "benefits",
    "contributions": None,
}


def files_of(parts: frozenset[str]) -> list[str]:
    """The CSV files of a program with these parts."""
    return [name for name, part in FILES.items() if part is None or part in parts]


def write_snapshot(day: Day, out: Path) -> dict[str, int]:
    """Write the snapshot of `day` to the folder `out`; returns the number of rows by CSV file.

    Raises ProgramError when the folder cannot be written.
    """
    files, rows = snapshot_files(day, Scope(everybody=True))
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (out / name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise ProgramError(f"{out}: cannot be written: {error.strerror}") from None
    return rows


def snapshot_zip(day: Day, scope: Scope) -> bytes:
    """The snapshot as `scope` sees it, as a ZIP; the same day and scope give the same bytes."""
    return zipped(snapshot_files(day, scope)[0])


def snapshot_files(day: Day, scope: Scope) -> tuple[dict[str, str], dict[str, int]]:
    """The text of each file of the snapshot as `scope` sees it, and the rows of each CSV file."""
    tables = {f"{name}.csv": snapshot_table(day, scope, name) for name in files_of(day.parts)}
    files = {name: csv_text(columns, rows) for name, (columns, rows) in tables.items()}
    counts = {name: len(rows) for name, (_, rows) in tables.items()}
    return {**files, "snapshot.json": description(day, scope, counts)}, counts


def snapshot_table(day: Day, scope: Scope, name: str) -> Table:
    """The columns and rows of the snapshot file `name`, as `scope` sees them."""
    return table(day, scope, f"snapshot/{name}")


def table(day: Day, scope: Scope, query: str) -> Table:
    """The columns and rows of queries/<query>.sql, as `scope` sees them.

    Columns of a part that the program lacks are left out.
    """
    cursor = day.query(scope, sql(query))
    columns, lacking = [column[0] for column in cursor.description], lacking_columns(day.parts)
    if lacking.isdisjoint(columns):
        return columns, cursor.fetchall()
    kept = [place for place, column in enumerate(columns) if column not in lacking]
    rows = [tuple(row[place] for place in kept) for row in cursor.fetchall()]
    return [columns[place] for place in kept], rows


def frame_csv(rows: pd.DataFrame) -> str:
    """A frame as CSV in the format of docs/contract.md; fractions have four decimals at most."""
    return csv_text(
        rows.columns, zip(*(_values(column) for _, column in rows.items()), strict=True)
    )


def _values(column: pd.Series) -> Iterable[object]:
    """The values of a column: None where one is missing, and dates for timestamps of pandas."""
    if column.dtype.kind == "M":
        return [None if moment is pd.NaT else moment.date() for moment in column]
    if column.dtype.kind == "f":
        column = column.round(_DECIMALS)
    values: Iterable[object] = column.to_numpy(
        dtype=object,
        na_value=None,  # type: ignore[call-overload]  # pandas-stubs leave None out
    )
    return values


def description(day: Day, scope: Scope, rows: dict[str, int]) -> str:
    """What a snapshot is as of and made from, and the rows of each file, as JSON."""
    answer = day.query(
        scope,
        """
        select dates.year, years.next_checkpoint, build.built_at, build.content_digest,
            rule_settings.rules_digest
        from dates join years using (year) cross join build cross join rule_settings""",
    )
    year, checkpoint, built_at, content, rules = one_row(answer)
    about = {
        "as_of": day.as_of.isoformat(),
        "year": year,
        "next_checkpoint": checkpoint.isoformat(),
        "built_at": f"{built_at.isoformat()}Z",
        "content_digest": content,
        "rules_digest": rules,
        "rows": rows,
    }
    return json.dumps(about, indent=2) + "\n"
