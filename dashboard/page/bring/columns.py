"""Correcting a mapping: which column each value comes from, and what texts mean."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.page.bring import meanings, readers
from dashboard.page.bring.answers import answer
from dashboard.page.bring.edited import Edited
from dashboard.page.bring.follow import follow
from dashboard.page.bring.listing import Listing
from dashboard.page.bring.steps import WIDTH
from dashboard.page.bring.workplace import Workplace, show_error
from data.bring.choices import choices
from data.bring.edit_mapping import CellEdit
from data.bring.mapping_model import EditableCell
from data.bring.recognized import Recognized
from data.errors import ProgramError

_NOTHING, _FIXED, _AS_IT_IS = "nothing", "fixed", "as it is"
_ORDERS = {None: "not stated", "day-first": "day first: 31/12", "month-first": "month first: 12/31"}
_OPTIONS = {
    "zone": ("Time zone of times without one", "Europe/Lisbon"),
    "unit": ("Unit of numbers: seconds, milliseconds or days", "seconds"),
    "decimal": ("Decimal sign, if it is a comma", ","),
    "name_order": ("Order of names, if the last name is first", "last-first"),
}


def draw(place: Workplace, listing: Listing, found: Recognized) -> None:
    """What can be corrected about a file: which mapping reads it, and each column of its rows."""
    draft = listing.draft
    readers.which(place, draft, found)
    if found.mapping is None:
        readers.what(place, draft, found)
        return
    try:
        mapping = answer(
            listing,
            f"choices {found.mapping} {place.as_of}",
            partial(choices, draft.work, found.mapping, place.settings, place.as_of),
            "Reading the columns …",
            ("raw/", f"sources/{found.mapping}."),
        )
    except ProgramError as error:
        show_error(place, error)
        return
    for section in mapping.sections:
        edited = Edited(place, draft, mapping, section)
        number = f" ({section.number + 1})" if section.number else ""
        st.markdown(f"**Columns of {section.input}{number}**")
        if len(mapping.places) > 1:
            st.caption(f"They hold for all {len(mapping.places)} files that {mapping.file} reads.")
        _section(edited)
    if mapping.is_select:
        st.caption("A select of its own reads this file; edit its text below.")
    else:
        readers.what(place, draft, found)


def _section(edited: Edited) -> None:
    made: list[EditableCell] = []
    others: list[EditableCell] = []
    for cell in edited.section.cells:
        (made if cell.is_required or _source_of(cell) != (_NOTHING,) else others).append(cell)
    added = st.session_state.get(f"{edited.key} another")
    made += [cell for cell in others if cell.column == added]
    with st.container(horizontal=True, vertical_alignment="top"):
        for cell in made:
            with st.container(width=WIDTH):
                _cell(edited, cell)
    if others:
        st.selectbox(
            f"Another column of {edited.section.input}",
            [cell.column for cell in others],
            index=None,
            placeholder="Pick one",
            key=f"{edited.key} another",
            width=WIDTH,
        )
    for cell in made:
        if cell.has_values:
            meanings.draw(edited, cell)
    for only in (*edited.section.only, *edited.mapping.only):
        meanings.draw_only(edited, only, is_of_section=only in edited.section.only)


def _source_of(cell: EditableCell) -> tuple[str, ...]:
    """Where the cell comes from, as a choice of its widget."""
    if cell.raw is not None:
        return ("raw", cell.raw)
    if cell.value is not None:
        return (_FIXED,)
    return (_AS_IT_IS,) if cell.shown else (_NOTHING,)


def _cell(edited: Edited, cell: EditableCell) -> None:
    current, key = _source_of(cell), f"{edited.key} {cell.column}"
    options: list[tuple[str, ...]] = [("raw", name) for name in edited.mapping.raw_columns]
    options += [(_FIXED,), *([] if cell.is_required and current != (_NOTHING,) else [(_NOTHING,)])]
    options += [current] if current not in options else []
    names = {(_FIXED,): "a fixed text", (_NOTHING,): "nothing", (_AS_IT_IS,): cell.shown}
    picked = follow(
        st.selectbox,
        f"{cell.column}{' (required)' if cell.is_required else ''}",
        key,
        current,
        options=options,
        format_func=lambda choice: names.get(choice) or choice[-1],
    )
    if picked == (_FIXED,):
        _fixed(edited, cell, key)
    elif picked == (_NOTHING,) != current:
        edited.set_cell(cell.column, None)
    elif picked != current:
        edited.set_cell(cell.column, CellEdit(raw=picked[1], **_kept(cell)))
    elif cell.raw is not None:
        _options(edited, cell, key)


def _kept(cell: EditableCell) -> dict[str, str | None]:
    return {name: getattr(cell, name) for name in ("order", *_OPTIONS)}


def _fixed(edited: Edited, cell: EditableCell, key: str) -> None:
    """The text that every row has."""
    label = f"Every {cell.column} is"
    if cell.meanings:
        choices_ = list(dict.fromkeys([*cell.meanings, *([cell.value] if cell.value else [])]))
        value = follow(
            st.selectbox,
            label,
            f"{key} value",
            cell.value,
            options=choices_,
            placeholder="Pick one",
        )
    else:
        value = follow(st.text_input, label, f"{key} value", cell.value or "")
    if value and value != cell.value:
        edited.set_cell(cell.column, CellEdit(value=value))


def _options(edited: Edited, cell: EditableCell, key: str) -> None:
    """How the texts of the column are read: the order of dates, and further options."""
    now = CellEdit(raw=cell.raw, **_kept(cell))
    changed = now
    if "order" in cell.options and (cell.is_ambiguous or cell.order):
        order = follow(
            st.selectbox,
            f"Dates of {cell.column}",
            f"{key} order",
            cell.order,
            options=list(_ORDERS),
            format_func=_ORDERS.get,
            placeholder="not stated",
        )
        changed = replace(changed, order=order)
    further = [name for name in _OPTIONS if name in cell.options]
    if further:
        with st.popover(f"Options of {cell.column}", type="tertiary", key=f"{key} options"):
            for name in further:
                label, example = _OPTIONS[name]
                text = follow(
                    st.text_input,
                    label,
                    f"{key} {name}",
                    getattr(cell, name) or "",
                    placeholder=example,
                )
                changed = replace(changed, **{name: text or None})
    if changed != now:
        edited.set_cell(cell.column, changed)
