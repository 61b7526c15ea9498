"""The record of our flags as lines of text: the tables of the page, for a terminal."""

from data.days.day import Day
from data.days.scope import Scope
from data.sql.files import sql

_PARTS = ("all", "track", "year")
_SHARES = ("precision", "recall")


def backtest_lines(day: Day) -> list[str]:
    """The scores over everything, by track and by year; `day` is one with its record."""
    rows = []
    for by in _PARTS:
        cursor = day.query(Scope(everybody=True), sql("pages/track_record/scores"), {"by": by})
        columns = [column for column, *_ in cursor.description]
        rows += [
            [_cell(column, value) for column, value in zip(columns, row, strict=True)]
            for row in cursor.fetchall()
        ]
    if not rows:
        return [f"No checkpoint with a case has passed by {day.as_of}"]
    return _aligned([columns, *rows])


def _cell(column: str, value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.0%}" if column in _SHARES else f"{value:.4f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _aligned(rows: list[list[str]]) -> list[str]:
    """Columns two blanks apart: the first and the last on the left, numbers on the right."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    return [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:-1], strict=True)),
                row[-1],
            ]
        ).rstrip()
        for row in rows
    ]
