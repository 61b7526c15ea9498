"""Rows as CSV in the format of docs/contract.md: quoted by RFC 4180, and safe in spreadsheets."""

import csv
import re
from collections.abc import Iterable, Iterator

# Spreadsheets run a text that begins with one of these as a formula; the last four are the signs
# in full width.
_SIGNS = "-=+@\t\r\n\uff1d\uff0b\uff0d\uff20"
# A text with quotes before a sign gets one more, so that taking one away restores every text.
_MAY_NEED_QUOTE = frozenset(f"'{_SIGNS}")  # looking at one character is faster
_NEEDS_QUOTE = re.compile(f"'*[{_SIGNS}]")
_HAS_QUOTE = re.compile(f"^'('*[{_SIGNS}])")


class _Lines(list[str]):
    write = list.append


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV with a header; cells are dates, numbers, booleans, text or None."""
    return "".join(csv_lines(columns, rows))


def csv_lines(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of `csv_text`, each made when it is asked for."""
    yield from _csv_lines([columns])
    yield from _csv_lines(map(_cells, rows))


def protected(text: str) -> str:
    """A text as a cell that no spreadsheet runs as a formula."""
    needs_quote = text[:1] in _MAY_NEED_QUOTE and _NEEDS_QUOTE.match(text)
    return f"'{text}" if needs_quote else text


def unprotected(cell: str) -> str:
    """The text of which `cell` is the protected form."""
    return _HAS_QUOTE.sub(r"\1", cell)


def _cells(row: Iterable[object]) -> list[str]:
    return [_cell(value) for value in row]


def _cell(value: object) -> str:
    if isinstance(value, str):
        return protected(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """One line per row, ending in LF; cells with a CR or LF are quoted."""
    lines = _Lines()
    # The writer quotes the characters of its own line end, so that must have both for now.
    writer = csv.writer(lines, lineterminator="\r\n")
    for row in rows:
        writer.writerow(row)
        yield lines.pop().removesuffix("\r\n") + "\n"
