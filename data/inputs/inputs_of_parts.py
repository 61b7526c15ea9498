"""The inputs that a program reads: those of parts that it lacks are not among them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from data.days.parts import parts_in
from data.inputs.contract import INPUTS, Column, Input
from data.inputs.input_files import Sources


def inputs_of(con: duckdb.DuckDBPyConnection) -> list[Input]:
    """The inputs that the program reads whose settings are in `con`.

    Columns of parts that it lacks are ignored.
    """
    return inputs_in(parts_in(con))


def inputs_in(parts: frozenset[str]) -> list[Input]:
    """The inputs that a program with these parts reads; columns of other parts are ignored."""
    return [
        replace(spec, columns=tuple(_column_in(column, parts) for column in spec.columns))
        for spec in INPUTS
        if _is_in(spec, parts)
    ]


def without_ignored(spec: Input) -> Input:
    """The input without the columns that are ignored."""
    return replace(spec, columns=tuple(each for each in spec.columns if not each.is_ignored))


def not_read(
    con: duckdb.DuckDBPyConnection, files_of: Mapping[str, Sequence[Path]], sources: Sources
) -> Iterator[str]:
    """A line for each input that is there and is not read, since the program lacks its part."""
    parts = parts_in(con)
    for spec in INPUTS:
        files = files_of[spec.name]
        if not _is_in(spec, parts) and (files or sources.feeds(spec)):
            first = files[0].name if files else f"{spec.name} in raw/"
            more = f" and {len(files) - 1:,} more" if len(files) > 1 else ""
            yield (
                f"{first}{more}: not read, because the settings of this program switch "
                f"{spec.part} off (parts.{spec.part})"
            )


def _is_in(spec: Input, parts: frozenset[str]) -> bool:
    return spec.part is None or spec.part in parts


def _column_in(column: Column, parts: frozenset[str]) -> Column:
    return replace(column, is_ignored=column.part is not None and column.part not in parts)
