"""What a file of an input is, whoever reads it: a contract file, or a raw export by a mapping."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import duckdb

from data.inputs.contract import Input
from data.inputs.progress import ReportProgress


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

    def texts(
        self, con: duckdb.DuckDBPyConnection, spec: Input, wanted: Sequence[tuple[int, int]]
    ) -> Iterator[str]:
        """The texts in the file of the rows of `raw` that are `wanted`, in their order.

        `wanted` are the lines of these rows in `raw`, ascending, each with its `line_count`.
        """
        ...

    def to_do(self, spec: Input, column: str | None, reason: str, hint: str) -> str:
        """The hint for a rejected row of the file; `hint` is the one for a contract file."""
        ...


class SourceFile(InputFile, Protocol):
    """A raw export, mapped to rows of an input: those with `number` in the table `mapped`.

    Exports that a mapping reads together share that table. Rows with an `outcome` are set aside.
    """

    @property
    def mapped(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def keeps_same_links(self) -> bool: ...


class Sources(Protocol):
    """The raw exports of a folder; see data/sources."""

    @property
    def notices(self) -> Sequence[str]: ...

    def feeds(self, spec: Input) -> bool:
        """Whether some export has rows of the input."""
        ...

    def files_of(
        self, con: duckdb.DuckDBPyConnection, spec: Input, report_progress: ReportProgress
    ) -> list[SourceFile]:
        """The exports with rows of the input, in the order of sources and of their paths.

        Values that no value map names are added to the table `warnings`.
        """
        ...

    def settle(
        self, con: duckdb.DuckDBPyConnection, spec: Input, files: dict[int, SourceFile]
    ) -> None:
        """Give an outcome to rows of `checked` that are not used.

        `files` are those of `files_of` by their number in `checked`.
        """
        ...


class NoSources:
    """A folder without raw exports."""

    notices: Sequence[str] = ()

    def feeds(self, spec: Input) -> bool:
        return False

    def files_of(
        self, con: duckdb.DuckDBPyConnection, spec: Input, report_progress: ReportProgress
    ) -> list[SourceFile]:
        return []

    def settle(
        self, con: duckdb.DuckDBPyConnection, spec: Input, files: dict[int, SourceFile]
    ) -> None:
        return None
