"""Rows of a day as dictionaries, for outputs in words."""

from typing import Any

from data.days.day import Day
from data.days.scope import Scope

Row = dict[str, Any]  # the value of each column


def rows(
    day: Day, scope: Scope, text: str, parameters: dict[str, object] | None = None
) -> list[Row]:
    """The rows of the query `text` as `scope` sees them: column -> value, in the query's order."""
    cursor = day.query(scope, text, parameters)
    columns = [column for column, *_ in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
