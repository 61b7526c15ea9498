"""Changes to the mappings of a folder: comments and the order of lines stay.

Every function checks the whole mapping before it replaces the file. It raises ProgramError, in one
line, when the result would be wrong or the file cannot be written; the file then is as it was.
Each one waits until nobody else changes the draft.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, Table

from data.bring.mapping_document import edited, inline
from data.bring.mapping_model import folded
from data.errors import ProgramError
from data.inputs.headers import column_name
from data.sources.connect.comments import without_example, without_questions, without_reference

_OPTIONS = ("order", "zone", "unit", "decimal", "name_order")
_WAYS = ("column", "columns", "join", "value", "digest", "first", "later", "of")
_OF_THE_COLUMN = ("values", "other", "split")


@dataclass(frozen=True)
class CellEdit:
    """How a cell shall be made: of a raw column or as a fixed text, with options.

    With neither `raw` nor `value`, a cell that is made in another way keeps it.
    An option that is None is taken away.
    """

    raw: str | None = None
    value: str | None = None
    order: str | None = None
    zone: str | None = None
    unit: str | None = None
    decimal: str | None = None
    name_order: str | None = None


def set_cells(
    folder: Path, name: str, input_name: str, number: int, edits: Mapping[str, CellEdit | None]
) -> None:
    """Change cells of a section by their columns, all in one step; None takes a cell away.

    What texts mean stays for a cell that keeps its raw column, and goes with another one.
    """
    asked = [f"{input_name}.{column}" for column in edits]
    with edited(folder, name, partial(without_questions, about=asked)) as document:
        section = _section(document, input_name, number)
        for column, edit in edits.items():
            if edit is not None:
                _set_cell(section, column, edit)
            elif column in section:
                del section[column]


def set_values(
    folder: Path,
    name: str,
    input_name: str,
    number: int,
    column: str,
    meanings: Mapping[str, str | None],
    other: str | None = None,
) -> None:
    """Say what texts of a cell mean; None: not known, so rows with it are not read.

    Texts that `meanings` does not name stay as they are, if the mapping names them. `other` is what
    every other text means.
    """
    known = [text for text, meaning in meanings.items() if meaning is not None]
    finish = partial(without_questions, about=[f"{input_name}.{column}"], texts=known)
    with edited(folder, name, finish) as document:
        section = _section(document, input_name, number)
        with _cell(section, column) as cell:
            if not {"column", "columns"} & {*cell}:
                raise ProgramError(f"{input_name}.{column}: is made of no column, so has no texts")
            values = cell.setdefault("values", {})
            by_folded = {folded(text): text for text in values}
            for text, meaning in meanings.items():
                key = by_folded.get(folded(text), text)
                if meaning is None:
                    values.pop(key, None)
                elif str(values.get(key)) != meaning:
                    values[key] = meaning
            _set_or_take(cell, "other", other)


def set_only(
    folder: Path,
    name: str,
    input_name: str | None,
    number: int,
    raw: str,
    values: Sequence[str],
    is_not: bool = False,
) -> None:
    """Read only rows whose column `raw` has one of `values`, or none of them with `is_not`.

    Without an input, it holds for all sections. No values: all rows are read.
    """
    finish = partial(without_questions, about=[input_name] if input_name else [])
    with edited(folder, name, finish) as document:
        place: Any = _section(document, input_name, number) if input_name else document
        found = place.get("only", {})
        only = found if isinstance(found, Table) else dict(found)
        named = [key for key in only if column_name(key) == column_name(raw)]
        key = named[0] if named else raw
        if values:
            only[key] = inline({"not": list(values)}) if is_not else list(values)
        else:
            only.pop(key, None)
        if not only:
            place.pop("only", None)
        elif not isinstance(found, Table):
            place["only"] = inline(only) if input_name else tomlkit.item(only)


def _section(document: tomlkit.TOMLDocument, input_name: str, number: int) -> Any:
    """The section of an input with this number; raises ProgramError when there is none."""
    parts: Any = document.get(input_name, [])
    sections = parts if isinstance(parts, AoT | Array | list) else [parts]
    if not 0 <= number < len(sections):
        raise ProgramError(f"[{input_name}]: the mapping has no such section any more")
    return sections[number]


@contextmanager
def _cell(section: Any, column: str) -> Iterator[Any]:
    """The keys of a cell, to change: of a table of its own in place, else as a new line."""
    found = section.get(column, {})
    if isinstance(found, Table):
        yield found
        return
    before = {"column": str(found)} if isinstance(found, str) else found.unwrap() if found else {}
    keys = deepcopy(before)
    yield keys
    if keys != before:
        section[column] = keys["column"] if [*keys] == ["column"] else inline(keys)


def _set_cell(section: Any, column: str, edit: CellEdit) -> None:
    with _cell(section, column) as cell:
        is_new = edit.value is not None or (
            edit.raw is not None and not _is_made_of(cell, edit.raw)
        )
        if is_new:
            way, said = ("value", edit.value) if edit.raw is None else ("column", edit.raw)
            for key in {*_WAYS, *_OF_THE_COLUMN} - {way}:
                cell.pop(key, None)
            cell[way] = said
        for option in _OPTIONS:
            _set_or_take(cell, option, getattr(edit, option))
    _forget(section[column], without_example if is_new else without_reference)


def _is_made_of(cell: Any, raw: str) -> bool:
    named = [cell["column"]] if "column" in cell else cell.get("columns", [])
    named = [named] if isinstance(named, str) else named
    return column_name(raw) in {column_name(name) for name in named}


def _set_or_take(table: Any, key: str, value: str | None) -> None:
    if value is not None:
        table[key] = value
    else:
        table.pop(key, None)


def _forget(cell: Any, shortened: Callable[[str], str]) -> None:
    """Shorten a comment that was about the cell as it was before."""
    comment = shortened(cell.trivia.comment)
    cell.trivia.comment = comment
    cell.trivia.comment_ws = cell.trivia.comment_ws if comment else ""
