"""What a person must decide about a mapping: dates of two readings, words that nobody knows."""

from collections.abc import Iterable, Iterator, Sequence

from data.inputs.contract import INPUTS, Column, Input, Kind
from data.inputs.dates import DATE_KINDS
from data.inputs.headers import column_name
from data.inputs.inputs_of_parts import inputs_in
from data.settings.model import Settings
from data.sources.cells import chosen
from data.sources.connect.columns import RawColumn
from data.sources.connect.draft import order_question
from data.sources.connect.values import known_words
from data.sources.mapping import Cell, Mapping


def undecided_dates(mapping: Mapping, columns: Sequence[RawColumn]) -> list[str]:
    """Questions about the dates that `mapping` reads without an order, and that need one."""
    by_name = {column_name(column.name): column for column in columns}
    found = []
    for input_name, column, cell in _cells(mapping, INPUTS):
        named = chosen(cell, by_name)
        raw = by_name[column_name(named)] if named else None
        if raw and needs_order(column, cell, raw):
            found.append(f"{input_name}.{column.name}: {order_question(raw)}")
    return list(dict.fromkeys(found))


def needs_order(column: Column, cell: Cell, raw: RawColumn | None) -> bool:
    """Whether `cell` reads dates of `raw` that could have the day or the month first.

    `column` is that of the contract. An order or a unit decides it, and so do `values`: the cell
    then has what they say, and none of the dates of `raw`.
    """
    is_decided = cell.order or cell.unit or cell.values is not None
    is_open = column.kind in DATE_KINDS and not is_decided
    return is_open and raw is not None and raw.ambiguous_date is not None


def unknown_words(mapping: Mapping, settings: Settings) -> list[str]:
    """Questions about tracks, kinds and levels that `mapping` writes and the program has not.

    The templates write those of the standard program.
    """
    found = []
    for input_name, column, cell in _cells(mapping, inputs_in(settings.has)):
        known = known_words(column.kind, settings)
        if column.kind == Kind.CONTRIBUTION_KIND:
            known = sorted(known)
        wrong = [word for word in dict.fromkeys(_words(cell)) if word not in known]
        if known and wrong:
            found.append(
                f"{input_name}.{column.name}: this program has no {column.name} "
                f"{', '.join(wrong)}; write one of {', '.join(known)}"
            )
    return list(dict.fromkeys(found))


def _cells(mapping: Mapping, specs: Iterable[Input]) -> Iterator[tuple[str, Column, Cell]]:
    """Each cell that a mapping makes for these inputs, with its input and the contract's column."""
    for spec in specs:
        contract = {column.name: column for column in spec.columns}
        for section in mapping.sections.get(spec.name, []):
            for name, cell in section.cells(spec).items():
                yield spec.name, contract[name], cell


def _words(cell: Cell) -> Iterator[str]:
    """The words that a cell writes by itself, as the contract reads them."""
    for text in (cell.value, cell.first, cell.later, cell.other, *(cell.values or {}).values()):
        if text:
            yield text.strip().lower()
