"""What a build says of what it read, as lines of text."""

from collections import Counter

from data.inputs.intake import FileReport, Intake

_COLUMNS = ("rows_read", "good", "rejected", "collapsed", "replaced")


def report_lines(intake: Intake) -> list[str]:
    """A table with a row a file, then the rejects by reason with an example, then the notices."""
    reasons = Counter(reject.reason for reject in intake.rejects)
    first = {reject.reason: reject for reject in reversed(intake.rejects)}
    return [
        *_table(intake.files),
        *(
            f"{count:,} rejected: {reason}, "
            f"as in {first[reason].file} line {first[reason].line:,} ({first[reason].hint})"
            for reason, count in sorted(reasons.items())
        ),
        *intake.notices,
    ]


def _table(files: list[FileReport]) -> list[str]:
    counts = [[getattr(report, column) for column in _COLUMNS] for report in files]
    totals = [sum(column) for column in zip(*counts, strict=True)]
    names = ["file", *(report.file for report in files), "all files"]
    rows = [["read", *_COLUMNS[1:]], *([f"{n:,}" for n in row] for row in [*counts, totals])]
    width = max(map(len, names))
    return [
        name.ljust(width) + "".join(cell.rjust(12) for cell in row)
        for name, row in zip(names, rows, strict=True)
    ]
