"""What a person must decide about a mapping: dates of two readings, words that nobody knows."""

from collections.abc import Iterator, Sequence

from data.inputs.contract import INPUTS, Column, Kind
from data.inputs.dates import DATE_KINDS
from data.inputs.headers import column_name
from data.inputs.inputs_of_parts import inputs_in
from data.settings.model import Settings
from data.sources.cells import chosen
from data.sources.connect.columns import RawColumn
from data.sources.connect.draft import order_question
from data.sources.connect.values import kinds_of
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


def unknown_words(mapping: Mapping, settings: Settings) -> list[str]:
    """Questions about tracks, kinds and levels that `mapping` writes and the program has not.

    The templates write those of the standard program.
    """
    found = []
    for spec in inputs_in(settings.has):
        contract = {column.name: column for column in spec.columns}
        for section in mapping.sections.get(spec.name, []):
            for name, cell in section.cells(spec).items():
                known = _known_words(contract[name], settings)
                wrong = [word for word in dict.fromkeys(_words(cell)) if word not in known]
                if known and wrong:
                    found.append(
                        f"{spec.name}.{name}: this program has no {name} "
                        f"{', '.join(wrong)}; write one of {', '.join(known)}"
                    )
    return list(dict.fromkeys(found))


def _known_words(column: Column, settings: Settings) -> list[str]:
    """The words that a column may have by the settings; [] where it may have any."""
    match column.kind:
        case Kind.TRACK:
            return sorted(settings.known_tracks)
        case Kind.CONTRIBUTION_KIND:
            return sorted(kinds_of(settings, None))
        case Kind.LEVEL:
            return settings.known_levels
    return []


def _words(cell: Cell) -> Iterator[str]:
    """The words that a cell writes by itself, as the contract reads them."""
    for text in (cell.value, cell.first, cell.later, cell.other, *(cell.values or {}).values()):
        if text:
            yield text.strip().lower()
