"""What became of the files and rows that were read.

There may be millions of rejected rows, warnings and strangers, so a report has only counts of them
and the first few. All of them are in the tables `rejects`, `warnings` and `strangers` of the build.
"""

from dataclasses import dataclass, field

from data.inputs.contract import INPUTS

UNKNOWN_PERSON = ("unknown_mvp", "unknown_nomination")


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
class RejectCount:
    """How many rows of a file were rejected for a reason with a hint, and the first of them.

    `kind` is the hint without its numbers, such as lines and counts of cells. Rows of totals sum up
    the others and have nothing of their own.
    """

    file: str
    reason: str
    kind: str
    is_total: bool
    rows: int
    line: int
    value: str | None
    hint: str

    @property
    def is_of_unknown_person(self) -> bool:
        """Whether the rows are about people who are not among the MVPs or nominees."""
        return self.reason in UNKNOWN_PERSON and not self.is_total


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
class WarningCount:
    """How many warnings of a kind there are, and the first of them."""

    count: int
    first: list[RowWarning]


@dataclass(frozen=True)
class People:
    """Unknown people, or accounts that are linked to nobody: how many, and how many rows they have.

    `most` are those with the most rows, each with its number of rows.
    """

    count: int = 0
    rows: int = 0
    most: list[tuple[str, int]] = field(default_factory=list)


NO_PEOPLE = People()


@dataclass(frozen=True)
class InputReport:
    """What was read: a report for each file, counts of rejected rows and warnings, and notices.

    `rejects` are in the order of their first rows, and `warnings` in that of their words. `absent`
    says in sentences what was never supplied, and what follows. `unlinked` says in sentences which
    MVPs no source of their track knows.
    """

    files: list[FileReport]
    rejects: list[RejectCount]
    warnings: list[WarningCount]
    notices: list[str]
    absent: list[str] = field(default_factory=list)
    unlinked: list[str] = field(default_factory=list)
    unknown_people: People = NO_PEOPLE
    strangers: People = NO_PEOPLE

    @property
    def rows_rejected(self) -> int:
        """How many rows were rejected."""
        return sum(count.rows for count in self.rejects)

    @property
    def no_faults(self) -> int:
        """Rejected totals, and rows about unknown people in files that may well have such rows."""
        anybody = {spec.name for spec in INPUTS if spec.is_of_anybody}
        files = {file.file for file in self.files if file.input in anybody}
        return sum(
            count.rows
            for count in self.rejects
            if count.is_total or (count.is_of_unknown_person and count.file in files)
        )

    @property
    def rows_judged(self) -> int:
        """The rows that were good or not; rows of raw exports that were set aside are neither."""
        return sum(f.good + f.rejected + f.collapsed + f.repeats for f in self.files)
