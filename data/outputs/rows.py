"""Rows of a day by the names of their columns, for what is put into words."""

from typing import Any

from data.days.day import Day
from data.days.scope import Scope

Row = dict[str, Any]  # the value of each column


def rows(day: Day, scope: Scope, text: str) -> list[Row]:
    """What `text` finds in what `scope` sees of `day`: a dictionary a row, in the query's order."""
    cursor = day.query(scope, text)
    columns = [column for column, *_ in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
