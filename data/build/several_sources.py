"""Several sources of rows beside the contract files, as one; each settles its own files."""

from collections.abc import Sequence

import duckdb

from data.inputs.contract import Input
from data.inputs.input_files import SourceFile, Sources
from data.inputs.progress import ReportProgress


class SeveralSources:
    """Sources whose files are read in their order; see Sources."""

    def __init__(self, *sources: Sources) -> None:
        self._sources = sources
        self._files: list[Sequence[SourceFile]] = []

    @property
    def notices(self) -> list[str]:
        """Those of all of them."""
        return [notice for source in self._sources for notice in source.notices]

    def feeds(self, spec: Input) -> bool:
        """Whether one of them has rows of the input."""
        return any(source.feeds(spec) for source in self._sources)

    def files_of(
        self, con: duckdb.DuckDBPyConnection, spec: Input, report_progress: ReportProgress
    ) -> list[SourceFile]:
        """The files of all of them."""
        self._files = [source.files_of(con, spec, report_progress) for source in self._sources]
        return [file for files in self._files for file in files]

    def settle(
        self, con: duckdb.DuckDBPyConnection, spec: Input, files: dict[int, SourceFile]
    ) -> None:
        """Let each settle the files of the input that it gave last."""
        numbers = iter(files.items())
        for source, own in zip(self._sources, self._files, strict=True):
            source.settle(con, spec, dict(file for _, file in zip(own, numbers, strict=False)))
