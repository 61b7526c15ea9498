"""The texts in the columns of the raw files that a mapping reads."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data.errors import ProgramError
from data.inputs.headers import column_name
from data.sources.choose import choose, options_of
from data.sources.connect.columns import RawColumn, raw_columns
from data.sources.formats.files import RawFile, raw_files
from data.sources.formats.one_look import one_look
from data.sources.formats.read import read_raw
from data.sources.mapping import Cell, Mapping
from data.sources.mapping_file import read_mappings
from data.store.confined import scratch

_TABLE = "texts"


@dataclass(frozen=True)
class RawTexts:
    """The raw files by their places, and their columns with the most frequent texts first."""

    places: list[str]
    columns: list[RawColumn]

    def column(self, name: str) -> RawColumn | None:
        """The column of this name, as a mapping writes it; None when no file has it."""
        wanted = column_name(name)
        return next((c for c in self.columns if column_name(c.name) == wanted), None)

    def column_of(self, cell: Cell) -> RawColumn | None:
        """The first column of a cell that a file has."""
        found = (self.column(name) for name in cell.choices)
        return next((column for column in found if column), None)

    @staticmethod
    def with_empty(column: RawColumn) -> dict[str, int]:
        """The texts of a column with how often each is there, "" for cells without one."""
        empty = column.rows - column.filled
        return {**column.texts, "": empty} if empty else column.texts


def files_read_by(folder: Path, mapping: Mapping) -> list[RawFile]:
    """The raw files of `folder` that the mapping of this name reads."""
    mappings, _ = read_mappings(folder)
    chosen = (choose(file, mappings) for file in raw_files(folder))
    return [c.file for c in chosen if c and c.mapping and c.mapping.name == mapping.name]


@one_look()
def raw_texts(folder: Path, mapping: Mapping, as_of: date) -> RawTexts:
    """The texts of all files that the mapping reads; a file that cannot be read is left out."""
    places: list[str] = []
    found: dict[str, RawColumn] = {}
    options = replace(options_of(mapping), until=as_of)
    with scratch(folder) as con:
        for file in files_read_by(folder, mapping):
            places.append(file.place)
            try:
                raw = read_raw(con, file, options, _TABLE)
            except ProgramError:
                continue
            for column in raw_columns(con, _TABLE, raw):
                key = column_name(column.name)
                found[key] = _together(found[key], column) if key in found else column
    return RawTexts(places, [*found.values()])


def _together(one: RawColumn, other: RawColumn) -> RawColumn:
    """The columns of two files as one."""
    texts = Counter(one.texts) + Counter(other.texts)
    return RawColumn(
        one.name, one.rows + other.rows, one.filled + other.filled, dict(texts.most_common())
    )
