"""Rows of an input that somebody names: likely columns, and open questions for the others."""

from data.inputs.contract import Column, Input, Kind
from data.inputs.dates import DATE_KINDS
from data.sources.connect import guesses
from data.sources.connect.draft import DraftCell, DraftSection, date_of, of
from data.sources.connect.table import Table, cells_of, whose

_MADE = {("contributions", "contribution_id"), ("contributions", "track"), ("mvps", "mvp_id")}
_NOT_SAID = "which column this is, nobody has said yet"


def any_input(table: Table, spec: Input) -> DraftSection:
    """A section for `spec`; a required column that cannot be told is always empty."""
    is_about_mvps = spec.name != "mvps" and "mvp_id" in spec.column_names
    cells = {**(whose(table) if is_about_mvps else {}), **cells_of(table, spec)}
    taken = {str(cell.keys.get("column")) for cell in cells.values()}
    for column in spec.columns:
        if column.name in cells or column.name == "mvp_id":
            continue
        if found := guesses.best(column, [column.name.replace("_", " ")], table.columns, taken):
            taken.add(found.name)
            cells[column.name] = date_of(found) if column.kind in DATE_KINDS else of(found)
        elif must_be_said(spec, column):
            cells[column.name] = _not_said()
    if is_about_mvps and not {"account", "email", "mvp_id"} & cells.keys():
        cells = {"account": _not_said(), **cells}
    return DraftSection(spec.name, cells)


def _not_said() -> DraftCell:
    return DraftCell({"value": ""}, _NOT_SAID, question="which column it is")


def must_be_said(spec: Input, column: Column) -> bool:
    """Whether each row of `spec` needs the column, and nothing makes it where nobody says how."""
    is_linked = column.kind in (Kind.MVP, Kind.EVERYONE_OR_MVP)
    return column.is_required and not is_linked and (spec.name, column.name) not in _MADE
