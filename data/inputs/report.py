"""What became of the files and rows that were read."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from data.errors import one_line
from data.inputs.contract import INPUTS
from data.inputs.hints import TOTAL_HINT

UNKNOWN_PERSON = ("unknown_mvp", "unknown_nomination")
_COUNTS = ("rows_read", "good", "rejected", "collapsed", "replaced")
_WIDTH = 12  # characters of a column of numbers
_WARNINGS_SHOWN = 5  # warnings of a kind that are printed
_PEOPLE_SHOWN = 10  # unknown people that are printed


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

    @property
    def is_of_unknown_person(self) -> bool:
        """Whether the row is about somebody who is not among the MVPs or nominees."""
        return self.reason in UNKNOWN_PERSON and not self.is_total

    @property
    def is_total(self) -> bool:
        """Whether the row has totals of the others, and nothing of its own."""
        return self.hint == TOTAL_HINT


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

    @property
    def no_faults(self) -> list[Reject]:
        """Rejected totals, and rows about unknown people in files that may well have such rows."""
        anybody = {spec.name for spec in INPUTS if spec.is_of_anybody}
        files = {file.file for file in self.files if file.input in anybody}
        return [
            row
            for row in self.rejects
            if row.is_total or (row.is_of_unknown_person and row.file in files)
        ]


def report_lines(report: InputReport) -> list[str]:
    """Lines of text: a row per file, rejects by reason, warnings, notices, what is absent."""
    unknown = [reject for reject in report.rejects if reject.is_of_unknown_person]
    faults = [reject for reject in report.rejects if not reject.is_of_unknown_person]
    counts = Counter(reject.reason for reject in faults)
    examples = {reject.reason: reject for reject in reversed(faults)}
    return [
        *_table(report.files),
        *(
            f"{count:,} rejected: {reason}, for example {_example(examples[reason])}"
            for reason, count in sorted(counts.items())
        ),
        *_unknown_people_lines(unknown),
        *_warning_lines(report.warnings),
        *report.notices,
        *report.absent,
    ]


def _example(reject: Reject) -> str:
    return f"{reject.file} line {reject.line:,} ({reject.hint})"


def _unknown_people_lines(rejects: list[Reject]) -> list[str]:
    """A line with the ids of unknown people and how many rows each has, the most first."""
    if not rejects:
        return []
    rows = Counter(one_line(reject.value or "") for reject in rejects)
    by_count = sorted(rows.items(), key=lambda item: (-item[1], item[0]))
    people = [f"{person} {count:,}" for person, count in by_count[:_PEOPLE_SHOWN]]
    if (more := len(by_count) - _PEOPLE_SHOWN) > 0:
        people.append(f"and {more:,} more")
    what = f"{len(rejects):,} {'row' if len(rejects) == 1 else 'rows'} of unknown people"
    return [f"{what}: {', '.join(people)}; first in {_example(rejects[0])}"]


def _warning_lines(warnings: list[RowWarning]) -> list[str]:
    """A line for each of the first warnings of a kind, and one line for the others."""
    lines = []
    kind = attrgetter("warning", "input")
    for _, group in groupby(sorted(warnings, key=kind), key=kind):
        same = list(group)
        lines += [_warning_line(warning) for warning in same[:_WARNINGS_SHOWN]]
        if (more := len(same) - _WARNINGS_SHOWN) > 0:
            lines.append(f"Warning: {more:,} more like this; the page Data health lists them all")
    return lines


def _warning_line(warning: RowWarning) -> str:
    value = one_line(warning.value)
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
