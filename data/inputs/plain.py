"""CSV files so plain that any reader finds the same rows in them, so that a fast one may read them.

In a plain file each line is one record, with as many cells as the header; quotes stand around
whole cells or, doubled, within them, and hold no line ends; all lines end in LF, or all in CRLF.
The look goes by the places of the few bytes that matter, a block of lines at a time.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from data.inputs.csv_records import CsvFile

_BLOCK = 1 << 20  # bytes
_QUOTE, _LF, _CR = b'"\n\r'


def plain_rows(file: CsvFile, seen: Callable[[int], None]) -> int | None:
    """How many rows follow the header of a plain file; None when it is not plain, or in doubt.

    `seen` hears how many bytes were looked at, and, when the file is not plain, as many taken back.
    Raises OSError.
    """
    if not file.is_bare or file.width != len(file.header):
        return None
    told = lines = 0
    ends_in_cr: set[bool] = set()
    for block, place in _blocks(file.path):
        seen(place - told)
        told = place
        text = np.frombuffer(block, np.uint8)
        ends = np.flatnonzero(text == _LF)
        ends_in_cr.add(has_cr := _CR in block)
        returns = ends[1:] - 1 if has_cr else ends[:0]
        if (
            len(ends_in_cr) > 1
            or not np.array_equal(np.flatnonzero(text == _CR), returns)
            or not _is_plain(text, ends, ord(file.delimiter), file.width - 1)
        ):
            seen(-told)
            return None
        lines += ends.size - 1
    return lines - 1


def _blocks(path: Path) -> Iterator[tuple[bytes, int]]:
    """The file in blocks of whole lines behind an LF, as if a line had ended; and how far it is."""
    rest = b""
    with path.open("rb") as data:
        while more := data.read(_BLOCK):
            if end := more.rfind(b"\n") + 1:
                yield b"\n" + rest + more[:end], data.tell()
                rest = more[end:]
            else:
                rest += more
        if rest:
            yield b"\n" + rest + b"\n", data.tell()


def _is_plain(text: np.ndarray, ends: np.ndarray, delimiter: int, per_line: int) -> bool:
    """Whether the lines between the line ends have so many delimiters each, and sound quotes."""
    delimiters = np.flatnonzero(text == delimiter)
    quotes = np.flatnonzero(text == _QUOTE)
    if quotes.size:
        opening, closing = quotes[::2], quotes[1::2]
        if opening.size != closing.size or _is_within(ends, quotes).any():
            return False
        before, after = text[opening - 1], text[closing + 1]
        if not np.isin(before, (delimiter, _LF, _QUOTE)).all():
            return False
        if not np.isin(after, (delimiter, _LF, _CR, _QUOTE)).all():
            return False
        delimiters = delimiters[~_is_within(delimiters, quotes)]
    if delimiters.size != per_line * (ends.size - 1):
        return False
    lines = delimiters.reshape(-1, per_line)
    return bool((lines[:, 0] > ends[:-1]).all() and (lines[:, -1] < ends[1:]).all())


def _is_within(places: np.ndarray, quotes: np.ndarray) -> np.ndarray:
    """Which of these places lie behind an odd number of quotes, and so in a quoted cell."""
    return np.searchsorted(quotes, places) % 2 == 1
