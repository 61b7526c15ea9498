"""A day as CSV files, for people to keep and for other tools to read (docs/contract.md)."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

from data.day import Day, Scope
from data.errors import ProgramError
from data.queries import sql

FILES = (
    "members",
    "progress",
    "risk",
    "certifications",
    "renewals",
    "nominations",
    "benefits",
    "contributions",
)
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def write_snapshot(day: Day, out: Path) -> dict[str, int]:
    """Write the whole snapshot of `day` into the folder `out`; returns the rows of each file.

    Raises ProgramError when the folder cannot be written.
    """
    everybody = Scope(everybody=True)
    tables = {f"{name}.csv": snapshot_table(day, everybody, name) for name in FILES}
    rows = {name: len(table) for name, (_, table) in tables.items()}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, (columns, table) in tables.items():
            (out / name).write_text(csv_text(columns, table), encoding="utf-8", newline="")
        about = json.dumps(_description(day, everybody, rows), indent=2) + "\n"
        (out / "snapshot.json").write_text(about, encoding="utf-8", newline="")
    except OSError as error:
        raise ProgramError(f"{out}: cannot be written: {error.strerror}") from None
    return rows


def snapshot_table(day: Day, scope: Scope, name: str) -> tuple[list[str], list[tuple]]:
    """The columns and rows of the snapshot file `name`, as `scope` sees them."""
    cursor = day.query(scope, sql(f"snapshot/{name}"))
    return [column[0] for column in cursor.description], cursor.fetchall()


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV: RFC 4180, LF, ISO dates, true/false, empty for null, safe in a spreadsheet."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_RUN_BY_SPREADSHEETS):
        return f"'{value}"
    return str(value)


def _description(day: Day, scope: Scope, rows: dict[str, int]) -> dict[str, object]:
    year, checkpoint, built_at, content, rules = day.query(
        scope,
        """
        select dates.year, years.next_checkpoint, build.built_at, build.content_digest,
            rule_settings.rules_digest
        from dates join years using (year) cross join build cross join rule_settings""",
    ).fetchone()
    return {
        "as_of": day.as_of.isoformat(),
        "year": year,
        "next_checkpoint": checkpoint.isoformat(),
        "built_at": f"{built_at.isoformat()}Z",
        "content_digest": content,
        "rules_digest": rules,
        "rows": rows,
    }
