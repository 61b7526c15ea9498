"""CSV files so simple that every reader finds the same rows in them: DuckDB may read these.

In a plain file each line is one record with as many cells as the header. Quotes are only around
whole cells or doubled inside them, and contain no line ends. All lines end in LF, or all in CRLF.
This module looks only at the positions of the few bytes that matter, a block of lines at a time.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from data.inputs.csv_records import CsvFile
from data.inputs.progress import ReportProgress

_BLOCK = 1 << 20  # bytes
_QUOTE, _LF, _CR = b'"\n\r'


def plain_row_count(file: CsvFile, report_progress: ReportProgress) -> int | None:
    """The number of rows after the header of a plain file; None when it is not surely plain.

    When it is not plain, the bytes reported as progress are taken back. Raises OSError.
    """
    if not file.is_plain_utf_8 or file.width != len(file.header):
        return None
    above = _lines_above(file)
    cr_count = above.count(b"\r")
    if (
        _QUOTE in above
        or above.count(b"\r\n") != cr_count
        or cr_count not in {0, above.count(b"\n")}
    ):
        return None
    reported = lines = 0
    ends_in_cr = {cr_count > 0} if above else set()
    for block, position in _blocks(file.path, len(above)):
        report_progress(position - reported)
        reported = position
        text = np.frombuffer(block, np.uint8)
        line_ends = np.flatnonzero(text == _LF)
        ends_in_cr.add(has_cr := _CR in block)
        expected_crs = line_ends[1:] - 1 if has_cr else line_ends[:0]
        if (
            len(ends_in_cr) > 1
            or not np.array_equal(np.flatnonzero(text == _CR), expected_crs)
            or not _is_plain(text, line_ends, ord(file.delimiter), file.width - 1)
        ):
            report_progress(-reported)
            return None
        lines += line_ends.size - 1
    return lines - 1


def _lines_above(file: CsvFile) -> bytes:
    """The lines above the header, each with its line end."""
    with file.path.open("rb") as data:
        return b"".join(islice(data, file.header_line - 1))


def _blocks(path: Path, start: int) -> Iterator[tuple[bytes, int]]:
    """The file from the position `start` in blocks of whole lines, and its position after each.

    Each block has an LF in front, so that its first line also follows a line end.
    """
    rest = b""
    with path.open("rb") as data:
        data.seek(start)
        while more := data.read(_BLOCK):
            if end := more.rfind(b"\n") + 1:
                yield b"\n" + rest + more[:end], data.tell()
                rest = more[end:]
            else:
                rest += more
        if rest:
            yield b"\n" + rest + b"\n", data.tell()


def _is_plain(text: np.ndarray, line_ends: np.ndarray, delimiter: int, per_line: int) -> bool:
    """Whether each line has `per_line` delimiters, and quotes only where they may be.

    `line_ends` are the positions of the LFs in the bytes `text`, the one in front included.
    """
    delimiters = np.flatnonzero(text == delimiter)
    quotes = np.flatnonzero(text == _QUOTE)
    if quotes.size:
        opening, closing = quotes[::2], quotes[1::2]
        if opening.size != closing.size or _is_quoted(line_ends, quotes).any():
            return False
        before, after = text[opening - 1], text[closing + 1]
        if not np.isin(before, (delimiter, _LF, _QUOTE)).all():
            return False
        if not np.isin(after, (delimiter, _LF, _CR, _QUOTE)).all():
            return False
        delimiters = delimiters[~_is_quoted(delimiters, quotes)]
    if delimiters.size != per_line * (line_ends.size - 1):
        return False
    if per_line == 0:
        return True
    lines = delimiters.reshape(-1, per_line)
    return bool((lines[:, 0] > line_ends[:-1]).all() and (lines[:, -1] < line_ends[1:]).all())


def _is_quoted(positions: np.ndarray, quotes: np.ndarray) -> np.ndarray:
    """Which positions have an odd number of quotes before them, so are inside a quoted cell."""
    is_quoted: np.ndarray = np.searchsorted(quotes, positions) % 2 == 1
    return is_quoted
