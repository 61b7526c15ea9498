"""A raw table that gets a mapping: its columns, and whose rows they are."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from data.inputs.contract import Column, Input
from data.inputs.dates import DATE_KINDS
from data.settings.model import Settings
from data.settings.saying import in_own_words
from data.sources.connect import guesses
from data.sources.connect.columns import RawColumn
from data.sources.connect.comments import EXAMPLE
from data.sources.connect.draft import DraftCell, date_of, of
from data.sources.connect.words import likeness, words

_SURE = 0.9  # that a column is the first name, from 0 to 1
_SEPARATORS = (";", ",", "|")


@dataclass(frozen=True)
class Table:
    """A raw table: its columns, and where it is.

    `year` is that of the build. `accounts` are those of its source in accounts.csv, as
    `account_text` writes them.
    """

    columns: list[RawColumn]
    place: str
    settings: Settings
    year: int
    accounts: frozenset[str] = field(default=frozenset())

    def names(self) -> str:
        """The names of the file and of all columns, as one text."""
        return " | ".join([self.place, *(column.name for column in self.columns)])

    def column(self, cell: DraftCell) -> RawColumn:
        """The column that a cell names."""
        return next(c for c in self.columns if c.name == cell.keys["column"])


def account_text(text: str) -> str:
    """An account as it is compared here: without regard to case and blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def cells_of(table: Table, spec: Input) -> dict[str, DraftCell]:
    """A cell for each column of the input for which a column is likely; one column each.

    Required columns choose first, then those of which a name says most.
    """
    known = words()["columns"].get(spec.name, {})

    def order_of(column: Column) -> tuple[bool, float]:
        likely = (likeness(found.name, known.get(column.name, [])) for found in table.columns)
        return not column.is_required, -max(likely, default=0)

    taken: set[str] = set()
    cells: dict[str, DraftCell] = {}
    for column in sorted(spec.columns, key=order_of):
        is_lacking = column.part is not None and column.part not in table.settings.has
        if column.name not in known or is_lacking:
            continue
        found = guesses.best(column, known[column.name], table.columns, taken)
        if found is not None:
            taken.add(found.name)
            cells[column.name] = date_of(found) if column.kind in DATE_KINDS else of(found)
    order = spec.column_names
    return dict(sorted(cells.items(), key=lambda item: order.index(item[0])))


def whose(table: Table) -> dict[str, DraftCell]:
    """The cells that say whose row it is; {} when no column does."""
    if found := guesses.mvp_id(table.columns):
        return {"mvp_id": of(found)}
    email = guesses.email(table.columns)
    cells = {}
    if named := _listed(table) or _named(table, email):
        cells["account"] = named
    if email:
        cells["email"] = of(email)
        said = in_own_words("links by itself to the MVP with this address: is it verified?")
        cells["email"].comment = said
    return cells


def _named(table: Table, email: RawColumn | None) -> DraftCell | None:
    user, name = (guesses.account(table.columns, kind) for kind in ("username", "name"))
    if named := user or email or name:
        return of(named)
    return joined_name(table.columns)


def joined_name(columns: Iterable[RawColumn]) -> DraftCell | None:
    """The cell of a name that has two columns; None when there are no two such columns."""
    usable = [column for column in columns if column.texts]
    found: list[RawColumn] = []
    for which in ("first", "last"):
        table = words()["names"][which]
        column = guesses.best(Column("name"), table, usable, [c.name for c in found])
        if column is None or likeness(column.name, table) < _SURE or column.are_last_first:
            return None
        found.append(column)
    return DraftCell(
        {"join": [column.name for column in found]},
        EXAMPLE + " ".join(column.example for column in found),
    )


def _listed(table: Table) -> DraftCell | None:
    """The column that has most accounts of accounts.csv; None when no column has one."""
    best, most = None, (0, False)
    for column in table.columns:
        marks = [mark for mark in _SEPARATORS if any(mark in text for text in column.texts)]
        whole = {account_text(text) for text in column.texts} & table.accounts
        pattern = "|".join(map(re.escape, marks)) or "$^"
        parts = {account_text(part) for text in column.texts for part in re.split(pattern, text)}
        parts &= table.accounts
        for found, is_whole in ((whole, True), (parts, False)):
            if found and (len(found), is_whole) > most:
                best = of(column) if is_whole else of(column, split=marks)
                most = (len(found), is_whole)
    if best is not None:
        best.comment += "; accounts.csv has such accounts"
    return best
