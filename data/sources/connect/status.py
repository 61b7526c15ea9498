"""Which rows of an export count, by a column such as Status: accepted ones, and no drafts."""

from collections.abc import Collection

from data.sources.connect.columns import RawColumn
from data.sources.connect.words import likeness, words

_LEAST = 0.5


def wanted_rows(columns: list[RawColumn], used: Collection[str]) -> dict[str, list[str]]:
    """The column that says which rows count, with the texts of those that do; {} without one.

    It is one with a name such as Status, and with both texts that count and texts that do not.
    Columns in `used` say something else.
    """
    for column in columns:
        is_named = likeness(column.name, words()["statuses"]) >= _LEAST
        if not is_named or column.name in used or not column.is_choice:
            continue
        said = {text: _counts(text) for text in column.texts}
        if {True, False} <= {*said.values()}:
            return {column.name: [text for text, counts in said.items() if counts]}
    return {}


def _counts(text: str) -> bool | None:
    """Whether rows with this status count; None when the words do not tell."""
    for said, counts in (("undone", False), ("done", True)):
        if likeness(text, words()["status"][said]) > _LEAST:
            return counts
    return None
