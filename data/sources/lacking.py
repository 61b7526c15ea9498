"""Which columns an export lacks that a mapping names, and which ones are probably meant."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from data.inputs.contract import Input
from data.inputs.headers import column_name
from data.sources.cells import chosen
from data.sources.mapping import Cell, Only

_ALIKE = 0.6  # how much of the names of two columns must agree, from 0 to 1
_MORE_ALIKE = 0.8  # for a column that may well be absent


@dataclass(frozen=True)
class Lacking:
    """What files with one header lack for a section of a mapping.

    `missing` says in words which columns it needs, or has under a name that is nearly the same.
    `empty` are the other cells that it would make, each with its columns. `is_possible` is false
    when the section cannot do without one of them.
    """

    missing: list[str]
    empty: list[str]
    is_possible: bool


def lacking_columns(
    spec: Input,
    cells: dict[str, Cell],
    links: dict[str, Cell],
    only: dict[str, Only],
    written: Collection[str],
) -> Lacking:
    """What files with the columns `written` lack; the `links` of a section are never optional."""
    has = {column_name(name) for name in written}
    both = cells | links
    used = {column_name(name) for cell in both.values() for name in cell.named}
    unused = {key: name for name in written if (key := column_name(name)) not in used}
    required = {column.name for column in spec.columns if column.is_required} | {*links}
    missing, empty, is_possible = [], [], True
    for key, cell in both.items():
        if lacking := columns_lacking(cell, has):
            meant = _meant(lacking[0], unused, _ALIKE if key in required else _MORE_ALIKE)
            if key in required or meant:
                missing.append(f"[{spec.name}] {key} {_named(lacking)}{meant}")
            else:
                empty.append(f"{key} ({' or '.join(lacking)})")
            is_possible &= key not in required
    for name in only:
        if column_name(name) not in has:
            missing.append(f"only {_named([name])}{_meant(name, unused, _ALIKE)}")
            is_possible = False
    return Lacking(missing, empty, is_possible)


def columns_lacking(cell: Cell, has: Collection[str]) -> list[str]:
    """The columns that `cell` needs and a file with the columns `has` lacks; of synonyms one."""
    lacking = [
        name for name in (*cell.join, *cell.digest, *cell.of) if column_name(name) not in has
    ]
    return lacking + (cell.choices if cell.choices and not chosen(cell, has) else [])


def _named(lacking: list[str]) -> str:
    return f"names the column {' or '.join(lacking)}, which is not in the header"


def _meant(name: str, unused: dict[str, str], likeness: float) -> str:
    """`; is att meant?`, where a column that the mapping does not use has nearly this name."""
    near = get_close_matches(column_name(name), [*unused], n=1, cutoff=likeness)
    return f"; is {unused[near[0]]} meant?" if near else ""
