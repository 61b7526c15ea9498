"""The scores of the page Track record as lines of text, for a terminal."""

from data.days.day import Day
from data.days.rows import rows
from data.days.scope import Scope
from data.settings.saying import in_own_words, speaking
from data.sql.files import sql

_PARTS = ("all", "track", "year")
_SHARES = ("precision", "recall")


def backtest_lines(day: Day) -> list[str]:
    """The scores over all cases, by track and by year, as a table with a header."""
    text, scope = sql("pages/track_record/scores"), Scope(everybody=True)
    scores = [
        row for by in _PARTS for row in rows(day, scope, text, {"by": by, "look_ahead": None})
    ]
    if not scores:
        with speaking(day.words):
            return [in_own_words("No checkpoint with a case has passed by {day}", day=day.as_of)]
    cells = [[_cell(column, value) for column, value in row.items()] for row in scores]
    return _aligned([list(scores[0]), *cells])


def _cell(column: str, value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.0%}" if column in _SHARES else f"{value:.4f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _aligned(rows: list[list[str]]) -> list[str]:
    """Columns with two blanks between them: the first and last aligned left, others right."""
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
