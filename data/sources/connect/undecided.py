"""What a mapping leaves undecided about the cells of an export that it reads."""

from collections.abc import Sequence

from data.inputs.contract import INPUTS
from data.inputs.dates import DATE_KINDS
from data.inputs.headers import column_name
from data.sources.cells import chosen
from data.sources.connect.columns import RawColumn
from data.sources.connect.draft import order_question
from data.sources.mapping import Mapping


def undecided_dates(mapping: Mapping, columns: Sequence[RawColumn]) -> list[str]:
    """Questions about the dates that `mapping` reads without an order, and that need one."""
    by_name = {column_name(column.name): column for column in columns}
    found = []
    for spec in INPUTS:
        for section in mapping.sections.get(spec.name, []):
            for name, cell in section.cells(spec).items():
                is_date = any(c.name == name and c.kind in DATE_KINDS for c in spec.columns)
                is_decided = cell.order or cell.unit or cell.values is not None
                raw = chosen(cell, by_name)
                if is_date and raw and not is_decided:
                    question = order_question(by_name[column_name(raw)])
                    found += [f"{spec.name}.{name}: {question}"] if question else []
    return list(dict.fromkeys(found))
