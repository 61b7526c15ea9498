"""What a mapping leaves undecided about the cells of an export that it reads."""

from collections.abc import Sequence

from data.inputs.contract import INPUTS, Column
from data.inputs.dates import DATE_KINDS
from data.inputs.headers import column_name
from data.sources.cells import chosen
from data.sources.connect.columns import RawColumn
from data.sources.connect.draft import order_question
from data.sources.mapping import Cell, Mapping


def undecided_dates(mapping: Mapping, columns: Sequence[RawColumn]) -> list[str]:
    """Questions about the dates that `mapping` reads without an order, and that need one."""
    by_name = {column_name(column.name): column for column in columns}
    found = []
    for spec in INPUTS:
        contract = {column.name: column for column in spec.columns}
        for section in mapping.sections.get(spec.name, []):
            for name, cell in section.cells(spec).items():
                named = chosen(cell, by_name)
                raw = by_name[column_name(named)] if named else None
                if raw and needs_order(contract[name], cell, raw):
                    found.append(f"{spec.name}.{name}: {order_question(raw)}")
    return list(dict.fromkeys(found))


def needs_order(column: Column, cell: Cell, raw: RawColumn | None) -> bool:
    """Whether `cell` reads dates of `raw` that could have the day or the month first.

    `column` is that of the contract. An order or a unit decides it, and so do `values`: the cell
    then has what they say, and none of the dates of `raw`.
    """
    is_decided = cell.order or cell.unit or cell.values is not None
    is_open = column.kind in DATE_KINDS and not is_decided
    return is_open and raw is not None and raw.ambiguous_date is not None
