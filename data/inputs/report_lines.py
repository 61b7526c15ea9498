"""The report of what was read, as lines of text for people."""

from collections import Counter, defaultdict

from data.errors import one_line
from data.inputs.report import FileReport, InputReport, People, RejectCount, RowWarning

_COUNTS = ("rows_read", "good", "rejected", "collapsed", "replaced")
_EXPORT_COUNTS = ("superseded", "repeats", "strangers", "left_out", "unmapped")
_WIDTH = 12  # characters of a column of numbers


def report_lines(report: InputReport) -> list[str]:
    """Lines of text: a row per file, rejects by reason, warnings, notices, what is absent."""
    return [
        *_table(report.files),
        *_reject_lines(report.rejects),
        *_unknown_people_lines(report),
        *_stranger_lines(report.strangers),
        *report.unlinked,
        *_warning_lines(report),
        *report.notices,
        *report.absent,
    ]


def _reject_lines(rejects: list[RejectCount]) -> list[str]:
    """A line for each reason and hint but unknown people, with the first row."""
    counts = defaultdict(list)
    for count in rejects:
        if not count.is_of_unknown_person:
            counts[count.reason, count.kind].append(count)
    return [
        f"{sum(count.rows for count in same):,} rejected: {reason}, for example {_example(same[0])}"
        for (reason, _), same in sorted(counts.items())
    ]


def _example(first: RejectCount) -> str:
    return f"{first.file} line {first.line:,} ({first.hint})"


def _unknown_people_lines(report: InputReport) -> list[str]:
    """A line with the ids of unknown people and how many rows each has, the most first."""
    first = next((count for count in report.rejects if count.is_of_unknown_person), None)
    if first is None:
        return []
    people = report.unknown_people
    what = f"{people.rows:,} {'row' if people.rows == 1 else 'rows'} of unknown people"
    return [f"{what}: {_most(people)}; first in {_example(first)}"]


def _stranger_lines(strangers: People) -> list[str]:
    """A line with the accounts that are linked to nobody and have most rows."""
    if not strangers.count:
        return []
    rows = strangers.rows
    return [
        f"{rows:,} {'row' if rows == 1 else 'rows'} of accounts that accounts.csv links to nobody: "
        f"{_most(strangers)}; `python -m data accounts` proposes whose they may be"
    ]


def _most(people: People) -> str:
    """Those with the most rows, and how many more there are."""
    named = [f"{who} {rows:,}" for who, rows in people.most]
    if (more := people.count - len(people.most)) > 0:
        named.append(f"and {more:,} more")
    return ", ".join(named)


def _warning_lines(report: InputReport) -> list[str]:
    """A line for each of the first warnings of a kind, and one line for the others."""
    lines = []
    for kind in report.warnings:
        lines += [_warning_line(warning) for warning in kind.first]
        if (more := kind.count - len(kind.first)) > 0:
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
