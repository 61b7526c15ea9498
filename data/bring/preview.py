"""What a mapping makes of a raw file: the first rows, and those that are not used, with why."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.settings.model import Settings


@dataclass(frozen=True)
class MappedRows:
    """The rows that a section makes for `input`: the first ones, and how many there are.

    `columns` begin with `line`, the place of the row in the file. `used` of the rows pass the
    checks of the contract; nobody has looked yet whose they are.
    """

    input: str
    section: int
    columns: list[str]
    rows: list[list[str | None]]
    used: int
    lacking: list[str]  # what the file lacks, in sentences


@dataclass(frozen=True)
class UnusedRow:
    """A row that is not used: its line, its text in the file, and why, with what to do."""

    input: str
    line: int
    column: str | None
    value: str | None
    reason: str  # a reject reason of docs/contract.md, or `unmapped`
    to_do: str
    text: str


@dataclass(frozen=True)
class Preview:
    """What a mapping makes of one raw file.

    `raw_columns` and `raw_rows` are the file as it is. `counts` has how many rows are `used`,
    `rejected`, `unmapped`, `left_out` and `collapsed`. `reasons` counts the unused rows by input,
    reason, column and value, the most frequent first. `unused` has the first rows of each reason.
    `fault` says why the file as a whole is not read; the rest is then empty.
    """

    place: str
    raw_columns: list[str]
    raw_rows: list[list[str | None]]
    raw_count: int
    mapped: list[MappedRows]
    unused: list[UnusedRow]
    counts: dict[str, int]
    notices: list[str]
    fault: str | None = None


def preview(
    folder: Path, place: str, mapping: str, settings: Settings, as_of: date, most: int = 10
) -> Preview:
    """What the mapping of this name makes of the raw file at `place`: at most `most` rows a table.

    Reads this file only, so nothing is said about other files or about whose rows they are.

    Raises ProgramError when there is no such file or mapping.
    """
    raise NotImplementedError
