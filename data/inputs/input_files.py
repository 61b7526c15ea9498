"""What a file of an input is, whoever reads it: a contract file, or a raw export by a mapping."""

from collections.abc import Sequence
from typing import Protocol

import duckdb

from data.inputs.contract import Input
from data.inputs.progress import ReportProgress
from data.inputs.report import RowWarning


class InputFile(Protocol):
    """A file whose rows are in the table `raw`, or were.

    `name` is its name in reports. `columns` are the columns of its input that it has. `set_aside`
    counts the rows that were read and never came into `raw`, by their outcome, which is a field of
    FileReport.
    """

    @property
    def name(self) -> str: ...
    @property
    def notices(self) -> list[str]: ...
    @property
    def columns(self) -> frozenset[str]: ...
    @property
    def encoding(self) -> str | None: ...
    @property
    def set_aside(self) -> dict[str, int]: ...

    def line_of(self, con: duckdb.DuckDBPyConnection, row: int) -> int:
        """The line in the file of the row that has the line `row` in `raw`."""
        ...

    def records(
        self, con: duckdb.DuckDBPyConnection, spec: Input, wanted: dict[int, int]
    ) -> dict[int, tuple[int, str]]:
        """The place in the file and the text of rows of `raw`, by their `line` there.

        `wanted` are these lines, each with its `line_count`.
        """
        ...

    def to_do(self, spec: Input, column: str | None, reason: str, hint: str) -> str:
        """The hint for a rejected row of the file; `hint` is the one for a contract file."""
        ...


class SourceFile(InputFile, Protocol):
    """A raw export, mapped to rows of an input."""

    @property
    def keeps_same_links(self) -> bool: ...

    def stage(self, con: duckdb.DuckDBPyConnection, spec: Input) -> None:
        """Fill the empty table `raw` with its rows that were not set aside."""
        ...


class Sources(Protocol):
    """The raw exports of a folder; see data/sources."""

    @property
    def notices(self) -> Sequence[str]: ...
    @property
    def warnings(self) -> Sequence[RowWarning]: ...

    def feeds(self, spec: Input) -> bool:
        """Whether some export has rows of the input."""
        ...

    def files_of(
        self, con: duckdb.DuckDBPyConnection, spec: Input, report_progress: ReportProgress
    ) -> list[SourceFile]:
        """The exports with rows of the input, in the order of sources and of their paths."""
        ...

    def settle_repeats(
        self, con: duckdb.DuckDBPyConnection, spec: Input, files: dict[int, SourceFile]
    ) -> None:
        """Give repeated rows of `checked` an outcome; `files` are the exports by their number."""
        ...


class NoSources:
    """A folder without raw exports."""

    notices: Sequence[str] = ()
    warnings: Sequence[RowWarning] = ()

    def feeds(self, spec: Input) -> bool:
        return False

    def files_of(
        self, con: duckdb.DuckDBPyConnection, spec: Input, report_progress: ReportProgress
    ) -> list[SourceFile]:
        return []

    def settle_repeats(
        self, con: duckdb.DuckDBPyConnection, spec: Input, files: dict[int, SourceFile]
    ) -> None:
        return None
