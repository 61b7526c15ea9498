"""What became of the files and rows that were read."""

from collections import Counter
from dataclasses import dataclass

_COUNTS = ("rows_read", "good", "rejected", "collapsed", "replaced")
_WIDTH = 12  # characters of a column of numbers


@dataclass(frozen=True)
class FileReport:
    """What became of the rows of a file: rows_read = good + rejected + collapsed.

    `replaced` of the good rows took the place of a row of an earlier file. `encoding` is None for
    a Parquet file.
    """

    file: str
    input: str
    rows_read: int
    good: int
    rejected: int
    collapsed: int
    replaced: int
    encoding: str | None


@dataclass(frozen=True)
class Reject:
    """A row of rejects.csv: a rejected row, with its first fault and a hint what to do."""

    file: str
    line: int
    column: str | None
    value: str | None
    reason: str
    row: str
    hint: str


@dataclass(frozen=True)
class InputReport:
    """What was read: a report for each file, the rejected rows, and notices for people."""

    files: list[FileReport]
    rejects: list[Reject]
    notices: list[str]


def report_lines(report: InputReport) -> list[str]:
    """Lines of text: a table with a row for each file, rejects by reason, and the notices."""
    counts = Counter(reject.reason for reject in report.rejects)
    examples = {reject.reason: reject for reject in reversed(report.rejects)}
    return [
        *_table(report.files),
        *(
            f"{count:,} rejected: {reason}, for example {examples[reason].file} "
            f"line {examples[reason].line:,} ({examples[reason].hint})"
            for reason, count in sorted(counts.items())
        ),
        *report.notices,
    ]


def _table(files: list[FileReport]) -> list[str]:
    counts = [[getattr(file, column) for column in _COUNTS] for file in files]
    totals = [sum(column) for column in zip(*counts, strict=True)]
    names = ["file", *(file.file for file in files), "all files"]
    rows = [["read", *_COUNTS[1:]], *([f"{n:,}" for n in row] for row in [*counts, totals])]
    width = max(map(len, names))
    return [
        name.ljust(width) + "".join(cell.rjust(_WIDTH) for cell in row)
        for name, row in zip(names, rows, strict=True)
    ]
