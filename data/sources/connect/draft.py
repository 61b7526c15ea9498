"""A mapping that is proposed, before it is text."""

from dataclasses import dataclass, field

from data.sources.connect.columns import RawColumn
from data.sources.connect.comments import EMPTY, EXAMPLE, SEE_QUESTION
from data.sources.connect.values import Values


@dataclass
class DraftCell:
    """A cell: its keys in a mapping, what its texts mean, and a comment for a person.

    Texts of `values` that mean None are listed as not known yet. `question` is what a person must
    decide about it; "" for nothing.
    """

    keys: dict[str, object]
    comment: str = ""
    values: Values | None = None
    question: str = ""


@dataclass
class DraftSection:
    """The cells of an input by the columns of the contract, `account` and `email`.

    `only` says which rows are read: by column, the texts that they have, or, when the first one is
    empty, those that they do not have.
    """

    input: str
    cells: dict[str, DraftCell]
    keeps_same_links: bool = False
    only: dict[str, list[str]] = field(default_factory=dict)

    def left_out(self, columns: list[RawColumn]) -> dict[str, list[str]]:
        """The texts of which the rows are not read, where `only` lists those that are."""
        wanted = {name: texts for name, texts in self.only.items() if texts[0]}
        return {
            column.name: [text for text in column.texts if text not in wanted[column.name]]
            for column in columns
            if column.name in wanted
        }


@dataclass
class Draft:
    """A mapping: what it is of, in words; the columns by which its files are known; its sections.

    `unused` are the columns that it does not read. `questions` say what a person must decide.
    """

    about: str
    match: list[str]
    sections: list[DraftSection]
    unused: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


def of(column: RawColumn, **keys: object) -> DraftCell:
    """A cell with the text of a column."""
    comment = f"{EXAMPLE}{column.example}" if column.example else EMPTY
    return DraftCell({"column": column.name, **keys}, comment)


def date_of(column: RawColumn) -> DraftCell:
    """A cell with the date of a column: its unit or its order, as its own cells show them."""
    if column.unit:
        return of(column, unit=column.unit)
    orders = column.orders
    if len(orders) == 1:
        (order,) = orders
        cell = of(column, order=order)
        if column.ambiguous_date:
            cell.comment += f"; every date that has one reading only is {order}"
        return cell
    cell = of(column)
    if question := order_question(column):
        cell.question = question
        cell.comment += SEE_QUESTION
    return cell


def order_question(column: RawColumn) -> str:
    """What a person must decide about the dates of a column without an order; "" for nothing."""
    if column.ambiguous_date is None:
        return ""
    orders = sorted(column.orders)
    if len(orders) == 1:
        why = f"every date that has one reading only is {orders[0]}"
    else:
        why = "its other dates have both orders" if orders else "no date of the file shows it"
    return (
        f'is the day or the month first in "{column.name}", as in {column.ambiguous_date} ({why})? '
        f'Write {{ column = "{column.name}", order = "day-first" }}, or "month-first"; until then '
        "such rows are rejected"
    )
