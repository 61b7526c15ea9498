"""Rows as lines of CSV, quoted in the same way by every version of Python."""

import csv
from collections.abc import Iterable


class _Lines(list[str]):
    write = list.append


def csv_lines(rows: Iterable[Iterable[object]]) -> list[str]:
    """One line per row, as RFC 4180 says but ending in LF; cells with a CR or LF are quoted."""
    lines = _Lines()
    # The writer quotes the characters of its own line end, so that must have both for now.
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return [line.removesuffix("\r\n") + "\n" for line in lines]
