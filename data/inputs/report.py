"""What became of the files and rows that were read."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

_COUNTS = ("rows_read", "good", "rejected", "collapsed", "replaced")
_WIDTH = 12  # characters of a column of numbers
_WARNINGS_SHOWN = 5  # warnings of a kind that are printed


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
class RowWarning:
    """A good row that contradicts itself or another row.

    `times` rows of the file have the same warning and value; `line` is the first of them.
    """

    file: str
    line: int
    input: str
    warning: str
    value: str
    times: int
    to_do: str


@dataclass(frozen=True)
class InputReport:
    """What was read: a report for each file, rejected rows, warnings, and notices for people.

    `absent` says in sentences what was never supplied, and what follows.
    """

    files: list[FileReport]
    rejects: list[Reject]
    warnings: list[RowWarning]
    notices: list[str]
    absent: list[str] = field(default_factory=list)


def report_lines(report: InputReport) -> list[str]:
    """Lines of text: a row per file, rejects by reason, warnings, notices, what is absent."""
    counts = Counter(reject.reason for reject in report.rejects)
    examples = {reject.reason: reject for reject in reversed(report.rejects)}
    return [
        *_table(report.files),
        *(
            f"{count:,} rejected: {reason}, for example {examples[reason].file} "
            f"line {examples[reason].line:,} ({examples[reason].hint})"
            for reason, count in sorted(counts.items())
        ),
        *_warning_lines(report.warnings),
        *report.notices,
        *report.absent,
    ]


def _warning_lines(warnings: list[RowWarning]) -> list[str]:
    """A line for each of the first warnings of a kind, and one line for the others."""
    lines = []
    by_kind = sorted(warnings, key=attrgetter("warning"))
    for _, group in groupby(by_kind, key=attrgetter("warning")):
        same = list(group)
        lines += [_warning_line(warning) for warning in same[:_WARNINGS_SHOWN]]
        if (more := len(same) - _WARNINGS_SHOWN) > 0:
            lines.append(f"Warning: {more:,} more like this; the page Data health lists them all")
    return lines


def _warning_line(warning: RowWarning) -> str:
    value = "".join(c if c.isprintable() else " " for c in warning.value)
    times = f" ({warning.times:,} rows)" if warning.times > 1 else ""
    return f"Warning: {warning.file} line {warning.line:,}: {value}{times}: {warning.to_do}"


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
