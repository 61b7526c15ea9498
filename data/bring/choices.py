"""A mapping of a folder with everything that people can choose in it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from data.bring.mapping_model import (
    EditableCell,
    EditableMapping,
    EditableOnly,
    EditableSection,
    FoundText,
    folded,
)
from data.bring.raw_texts import RawTexts, raw_texts
from data.bring.trial import mapping_called
from data.inputs.checks import FLAGS
from data.inputs.contract import Column, Input, Kind
from data.inputs.dates import DATE_KINDS
from data.inputs.inputs_of_parts import inputs_in
from data.settings.model import Settings
from data.settings.saying import in_own_words
from data.sources.connect.any_input import must_be_said
from data.sources.connect.columns import RawColumn
from data.sources.connect.undecided import needs_order
from data.sources.connect.values import known_words
from data.sources.mapping import Cell, Only, Section

_NAMES = ("account", "name", "nominee_name", "nominated_by", "reviewer")
_KNOWN_FLAGS = {word for words in FLAGS.values() for word in words}


def choices(folder: Path, name: str, settings: Settings, as_of: date) -> EditableMapping:
    """The mapping `name` with everything that can be chosen in it, from the files it reads.

    Raises ProgramError when there is no such mapping or it has a fault (then edit its text).
    """
    mapping = mapping_called(folder, name)
    empty = EditableMapping(name, mapping.file, mapping.source, mapping.match)
    if mapping.select is not None:
        return replace(empty, is_select=True)
    found = raw_texts(folder, mapping, as_of)
    specs = [spec for spec in inputs_in(settings.has) if spec.name in mapping.sections]
    sections = [
        EditableSection(
            spec.name,
            number,
            tuple(_cells(section, spec, found, settings)),
            tuple(_only(raw, only, found) for raw, only in section.only.items()),
        )
        for spec in specs
        for number, section in enumerate(mapping.sections[spec.name])
    ]
    return replace(
        empty,
        places=tuple(found.places),
        raw_columns=tuple(column.name for column in found.columns),
        choice_columns=tuple(column.name for column in found.columns if column.is_choice),
        sections=tuple(sections),
        only=tuple(_only(raw, only, found) for raw, only in mapping.only.items()),
    )


def _cells(
    section: Section, spec: Input, found: RawTexts, settings: Settings
) -> Iterable[EditableCell]:
    """The cells of a section: those that say whose row it is, then the contract's columns."""
    links = [Column("account"), Column("email", Kind.EMAIL)]
    is_about_mvps = spec.name != "mvps" and "mvp_id" in spec.column_names
    asked = [c for c in links if c.name not in spec.column_names] if is_about_mvps else []
    track = getattr(section, "track", None)
    for column in [*asked, *(column for column in spec.columns if not column.is_ignored)]:
        cell: Cell | None = getattr(section, column.name)
        meanings = _meanings(column, settings, track.value if track else None)
        yield _cell(column, cell, found, meanings, must_be_said(spec, column))


def _cell(
    column: Column, cell: Cell | None, found: RawTexts, meanings: Sequence[str], is_required: bool
) -> EditableCell:
    shown = EditableCell(
        column.name,
        is_required,
        in_own_words(column.kind.value),
        options=_options(column),
        meanings=tuple(meanings),
    )
    if cell is None:
        return shown
    options = {
        key: getattr(cell, key) for key in ("order", "zone", "unit", "decimal", "name_order")
    }
    shown = replace(shown, value=cell.value, split=tuple(cell.split), other=cell.other, **options)
    raw = found.column_of(cell)
    if not cell.choices:
        return shown if cell.value is not None else replace(shown, shown=_said(cell))
    texts = _texts(column, cell, raw, meanings)
    open_texts = any(text.meaning is None for text in texts)
    return replace(
        shown,
        raw=raw.name if raw else cell.choices[0],
        has_values=cell.values is not None or (bool(meanings) and open_texts),
        texts=tuple(texts),
        is_ambiguous=needs_order(column, cell, raw),
    )


def _said(cell: Cell) -> str:
    """How a cell is made that is neither of a column nor a fixed text, in words."""
    if cell.join:
        return " and ".join(cell.join) + ", joined"
    if cell.digest:
        return f"a digest of {', '.join(cell.digest)}"
    return f"{cell.first} for the first row of a {' and '.join(cell.of)}, else {cell.later}"


def _options(column: Column) -> tuple[str, ...]:
    if column.kind in DATE_KINDS:
        return ("order", "zone", "unit")
    if column.kind == Kind.SHARE:
        return ("decimal",)
    return ("name_order",) if column.name in _NAMES else ()


def _meanings(column: Column, settings: Settings, track: str | None) -> list[str]:
    """The texts that the contract allows in a column; [] when it allows any."""
    match column.kind:
        case Kind.FLAG:
            return ["true", "false"]
        case Kind.WORD:
            return list(column.words)
    return known_words(column.kind, settings, track)


def _texts(
    column: Column, cell: Cell, raw: RawColumn | None, meanings: Sequence[str]
) -> list[FoundText]:
    """The texts of the raw column with what each of them means, the most frequent first."""
    if raw is None or not (meanings or cell.values is not None):
        return []
    known = {folded(word): meaning for word, meaning in (cell.values or {}).items()}
    if cell.values is None:
        known = {word: word for word in meanings}
        known |= {word: word for word in _KNOWN_FLAGS} if column.kind == Kind.FLAG else {}
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text, times in raw.texts.items():
        for part in _parts(text, cell.split):
            written.setdefault(folded(part), part)
            counts[folded(part)] += times
    return [
        FoundText(written[text], times, known.get(text)) for text, times in counts.most_common()
    ]


def _parts(text: str, marks: Sequence[str]) -> list[str]:
    if not marks:
        return [text]
    parts = re.split("|".join(map(re.escape, marks)), text)
    return [part.strip() for part in parts if part.strip()]


def _only(raw: str, only: Only, found: RawTexts) -> EditableOnly:
    column = found.column(raw)
    wanted = {folded(text) for text in only.values}
    texts = [
        FoundText(text, times, "left out" if (folded(text) in wanted) == only.is_not else "read")
        for text, times in (found.with_empty(column) if column else {}).items()
    ]
    return EditableOnly(
        column.name if column else raw, tuple(only.values), only.is_not, tuple(texts)
    )
