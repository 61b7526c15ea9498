"""What became of the files and rows that were read."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter

from data.errors import one_line
from data.inputs.contract import INPUTS
from data.inputs.hints import TOTAL

UNKNOWN_PERSON = ("unknown_mvp", "unknown_nomination")
_COUNTS = ("rows_read", "good", "rejected", "collapsed", "replaced")
_EXPORT_COUNTS = ("superseded", "repeats", "strangers", "left_out", "unmapped")
_WIDTH = 12  # characters of a column of numbers
_WARNINGS_SHOWN = 5  # warnings of a kind that are printed
_PEOPLE_SHOWN = 10  # unknown people that are printed


@dataclass(frozen=True)
class FileReport:
    """What became of the rows of a file: rows_read is the sum of all counts but `replaced`.

    `replaced` of the good rows took the place of a row of an earlier file. `encoding` is None for
    a file that is no text. The counts after it are of rows of raw exports (docs/sources.md).
    """

    file: str
    input: str
    rows_read: int
    good: int
    rejected: int
    collapsed: int
    replaced: int
    encoding: str | None
    superseded: int = 0
    repeats: int = 0
    strangers: int = 0
    left_out: int = 0
    unmapped: int = 0


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
        return self.hint.startswith(TOTAL)


@dataclass(frozen=True)
class RowWarning:
    """A good row that contradicts itself or another row.

    `times` rows of the file have the same warning and value; `line` is the first of them. `column`
    is where the value is, None when the warning is about several columns.
    """

    file: str
    line: int
    input: str
    warning: str
    value: str
    times: int
    to_do: str
    column: str | None = None


@dataclass(frozen=True)
class Stranger:
    """A row of strangers.csv: an account that is linked to nobody, and its rows.

    The days are in UTC, None when no row has one. `example` is the place of the first row.
    """

    source: str
    account: str
    rows: int
    first_on: date | None
    last_on: date | None
    example: str


@dataclass(frozen=True)
class InputReport:
    """What was read: a report for each file, rejected rows, warnings, and notices for people.

    `absent` says in sentences what was never supplied, and what follows. `strangers` are sorted,
    the most rows first. `unlinked` says in sentences which MVPs no source of their track knows.
    """

    files: list[FileReport]
    rejects: list[Reject]
    warnings: list[RowWarning]
    notices: list[str]
    absent: list[str] = field(default_factory=list)
    strangers: list[Stranger] = field(default_factory=list)
    unlinked: list[str] = field(default_factory=list)

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

    @property
    def rows_judged(self) -> int:
        """The rows that were good or not; rows of raw exports that were set aside are neither."""
        return sum(f.good + f.rejected + f.collapsed + f.repeats for f in self.files)


def report_lines(report: InputReport) -> list[str]:
    """Lines of text: a row per file, rejects by reason, warnings, notices, what is absent."""
    unknown = [reject for reject in report.rejects if reject.is_of_unknown_person]
    faults = [reject for reject in report.rejects if not reject.is_of_unknown_person]
    counts = Counter(_fault(reject) for reject in faults)
    examples = {_fault(reject): reject for reject in reversed(faults)}
    return [
        *_table(report.files),
        *(
            f"{count:,} rejected: {fault[0]}, for example {_example(examples[fault])}"
            for fault, count in sorted(counts.items())
        ),
        *_unknown_people_lines(unknown),
        *_stranger_lines(report.strangers),
        *report.unlinked,
        *_warning_lines(report.warnings),
        *report.notices,
        *report.absent,
    ]


def _fault(reject: Reject) -> tuple[str, str]:
    """What rejects are counted by: the reason and what to do, without lines that this names."""
    return reject.reason, re.sub(r"\bline [\d,]+", "line", reject.hint)


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


def _stranger_lines(strangers: list[Stranger]) -> list[str]:
    """A line with the accounts that are linked to nobody and have most rows."""
    if not strangers:
        return []
    accounts = [
        f"{one_line(stranger.account)} ({stranger.source}) {stranger.rows:,}"
        for stranger in strangers[:_PEOPLE_SHOWN]
    ]
    if (more := len(strangers) - _PEOPLE_SHOWN) > 0:
        accounts.append(f"and {more:,} more")
    rows = sum(stranger.rows for stranger in strangers)
    return [
        f"{rows:,} {'row' if rows == 1 else 'rows'} of accounts that accounts.csv links to nobody: "
        f"{', '.join(accounts)}; `python -m data accounts` proposes whose they may be"
    ]


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
    value = one_line(f"{warning.column}: {warning.value}" if warning.column else warning.value)
    times = f" ({warning.times:,} rows)" if warning.times > 1 else ""
    return f"Warning: {warning.file} line {warning.line:,}: {value}{times}: {warning.to_do}"


def _table(files: list[FileReport]) -> list[str]:
    """A line for each file; counts of raw exports are there when one of them is not 0."""
    some = any(getattr(file, column) for file in files for column in _EXPORT_COUNTS)
    columns = [*_COUNTS, *(_EXPORT_COUNTS if some else ())]
    counts = [[getattr(file, column) for column in columns] for file in files]
    totals = [sum(column) for column in zip(*counts, strict=True)]
    of_inputs = Counter(file.file for file in files)
    labels = [f"{f.file} ({f.input})" if of_inputs[f.file] > 1 else f.file for f in files]
    names = ["file", *labels, "all files"]
    headings = [column.replace("_", " ") for column in columns[1:]]
    rows = [["read", *headings], *([f"{n:,}" for n in row] for row in [*counts, totals])]
    width = max(map(len, names))
    return [
        name.ljust(width) + "".join(cell.rjust(_WIDTH) for cell in row)
        for name, row in zip(names, rows, strict=True)
    ]
