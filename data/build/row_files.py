"""The rows that a build does not use, as files beside the database."""

from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

from data.inputs.report import Reject, Stranger
from data.outputs.csv_text import csv_text


def write_rejects(path: Path, rejects: list[Reject]) -> None:
    """Write the rejected rows as CSV; raises OSError."""
    _write_rows(path, Reject, rejects)


def write_beside(
    database: Path, work: Path, name: str, kind: type, rows: Sequence[Reject | Stranger]
) -> Path:
    """Write rows to the file `name` beside the database, in one step; returns its path."""
    path = database.with_name(name)
    _write_rows(unfinished := work.with_name(f"{work.name}.{name}"), kind, rows)
    return unfinished.replace(path)


def _write_rows(path: Path, kind: type, rows: Sequence[Reject | Stranger]) -> None:
    header = [field.name for field in fields(kind)]
    path.write_text(csv_text(header, map(astuple, rows)), encoding="utf-8", newline="")
