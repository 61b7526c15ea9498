"""The records among the values of a JSON file, flat: one text for each column."""

from collections.abc import Iterator
from typing import Any

from data.errors import ProgramError
from data.sources.formats.json_stream import ITEM, LIST
from data.sources.formats.rows import MOST_COLUMNS, RowCollector

_MORE = {"has_more", "incomplete_results"}  # keys with which a page says that rows are missing
_COLUMNS, _ROWS = "columns", "rows"  # the keys of a table: names, and lists of cells


class JsonRecords:
    """The lists of a file with their records; `items` is the key of the list to read, or None.

    Records in a record become columns such as `user.name`, lists of values are joined with "; ",
    and lists of records in a record are left out. `has_more`: the file is not the last page.
    """

    def __init__(self, items: str | None) -> None:
        self.has_more = False
        self.count = 0  # records
        self._items = items
        self._lists: dict[str, RowCollector] = {}  # by their keys; "" for the whole file
        self._headers: dict[str, list[str]] = {}  # the texts of lists that have no records
        self._record: dict[str, Any] = {}  # what is in no list
        self._left_out: dict[str, None] = {}

    def add(self, kind: str, key: str, value: Any) -> None:
        """Add a part of the file; see JsonStream.walk."""
        if kind == LIST:
            self._lists[key] = RowCollector()
            self._headers[key] = []
        elif kind == ITEM:
            self._add_item(key, value)
        else:
            self._record[key] = value
            self.has_more |= key.rpartition(".")[2] in _MORE and value is True

    def _add_item(self, key: str, value: Any) -> None:
        rows = self._lists[key]
        if isinstance(value, dict) and key == "" and self._items:
            self.add_record(rows.count + 1, value)
        elif isinstance(value, dict):
            rows.add(rows.count + 1, self._flat(value))
            self.count += 1
        elif isinstance(value, list) and not self._headers[key] and not _is_table(key):
            self._headers[key] = [self._cell("", name) or "" for name in value]
        elif isinstance(value, list):
            rows.add(rows.count + 1, dict(self._cells(value)))
            self.count += 1
        elif len(self._headers[key]) < MOST_COLUMNS:
            self._headers[key].append(_text(value) or "")

    def add_record(self, line: int, record: dict[str, Any]) -> None:
        """Add a record at `line`, or the records that it has under the key of the items."""
        rows = self._lists.setdefault(self._items or "", RowCollector())
        self.count += 1
        if self._items is None:
            rows.add(line, self._flat(record))
            return
        found: Any = record
        for part in self._items.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        for item in found if isinstance(found, list) else []:
            if isinstance(item, dict):
                rows.add(line, self._flat(item))

    def add_unreadable(self, line: int, hint: str, text: str) -> None:
        """Add a line that is not a record."""
        self._lists.setdefault(self._items or "", RowCollector()).add_unreadable(line, hint, text)

    def rows(self) -> RowCollector:
        """The records; raises ProgramError when it is not clear which list holds them."""
        key = self._key_of_rows()
        if key is None:
            rows = RowCollector()
            rows.add(1, self._flat(self._record | self._headers))
            return rows
        return self._lists[key].with_names(self._headers.get(_key_of_names(key), []))

    def notices(self) -> list[str]:
        """What was left out."""
        names = ", ".join(self._left_out)
        return [f"left out, because their cells hold lists of records: {names}"] if names else []

    def _key_of_rows(self) -> str | None:
        """The key of the list with the records; None when the file is itself one record."""
        if self._items is not None:
            if self._items not in self._lists:
                raise ProgramError(f"has no list under {self._items}; {self._said()}")
            return self._items
        filled = [key for key, rows in self._lists.items() if rows.count]
        tables = [
            key for key in self._lists if _is_table(key) and _key_of_names(key) in self._lists
        ]
        found = tables or filled
        if len(found) > 1:
            raise ProgramError(
                f'has several lists of records; write [read] items = "{found[0]}" into the '
                f"mapping to read that one; {self._said()}"
            )
        empty = [key for key in self._lists if not self._headers.get(key)]
        return next(iter([*found, *empty]), None)

    def _said(self) -> str:
        counts = [
            f"{key or 'the file itself'} ({rows.count:,})" for key, rows in self._lists.items()
        ]
        return f"its lists are: {', '.join(counts) or 'none'}"

    def _flat(self, record: dict[str, Any], above: str = "") -> dict[str, str | None]:
        """The columns of a record, with the records in it."""
        row: dict[str, str | None] = {}
        for name, value in record.items():
            key = f"{above}.{name}" if above else name
            if isinstance(value, str) or value is None:
                row[key] = value
            elif isinstance(value, dict):
                row |= self._flat(value, key)
            else:
                row[key] = self._cell(key, value)
        return row

    def _cells(self, values: list[Any]) -> Iterator[tuple[str, str | None]]:
        for number, value in enumerate(values):
            yield str(number), None if isinstance(value, dict) else self._cell(str(number), value)

    def _cell(self, key: str, value: Any) -> str | None:
        if not isinstance(value, list):
            return _text(value)
        if any(isinstance(part, dict | list) for part in value):
            self._left_out[key] = None
            return None
        return "; ".join(text for text in map(_text, value) if text)


def _text(value: str | bool | None) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _is_table(key: str) -> bool:
    """Whether a list is that of a table whose columns are named in a list beside it."""
    return key.rpartition(".")[2] == _ROWS


def _key_of_names(key: str) -> str:
    """The key of the list with the names of the columns; else the first item has them."""
    return key[: -len(_ROWS)] + _COLUMNS if _is_table(key) else key
