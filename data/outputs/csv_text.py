"""Rows as lines of CSV, quoted the same way on every version of Python."""

import csv
from collections.abc import Iterable


class _Lines(list[str]):
    write = list.append


def csv_lines(rows: Iterable[Iterable[object]]) -> list[str]:
    """A line a row as RFC 4180 says, each ending in LF; a cell with a CR or LF in it is quoted."""
    lines = _Lines()
    # The writer quotes what stands in its own line end, so that has to hold both for now.
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return [line.removesuffix("\r\n") + "\n" for line in lines]
