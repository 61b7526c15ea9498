"""What the texts of a column mean, and which rows are read."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.page.bring.changing import changing
from dashboard.page.bring.edited import Edited
from dashboard.page.bring.follow import follow
from dashboard.page.bring.steps import WIDTH
from dashboard.page.prose import plain
from data.bring.edit_mapping import set_only, set_values
from data.bring.mapping_model import EditableCell, EditableOnly
from data.outputs.markdown import escaped

_TEXT, _ROWS, _MEANS = "In the file", "Rows", "Means"


def draw(edited: Edited, cell: EditableCell) -> None:
    """A table of the texts of a column with what each means; texts without a meaning are first."""
    texts = sorted(cell.texts, key=lambda text: (text.meaning is not None, -text.times, text.text))
    open_texts = sum(text.meaning is None for text in texts)
    said = f": {open_texts:,} without a meaning" if open_texts and not cell.other else ""
    st.markdown(
        f"**What the texts of {escaped(cell.raw or cell.column)} mean as {cell.column}**{said}"
    )
    rows = pd.DataFrame(
        [(text.text, text.times, text.meaning) for text in texts], columns=[_TEXT, _ROWS, _MEANS]
    )
    changed = st.data_editor(
        rows,
        hide_index=True,
        disabled=[_TEXT, _ROWS],
        column_config={_MEANS: _column_of(cell)},
        key=f"{edited.key} {cell.column} {hash(tuple(texts))}",
        alt=f"Texts of {cell.column} and what they mean",
    )
    before = dict(zip(rows[_TEXT], _meanings(rows), strict=True))
    after = dict(zip(changed[_TEXT], _meanings(changed), strict=True))
    other = _other(edited, cell)
    new = {text: meaning for text, meaning in after.items() if before[text] != meaning}
    if new or other != cell.other:
        section = edited.section
        with changing(
            edited.place, f"said what texts of {cell.column} mean in {edited.mapping.file}"
        ):
            set_values(
                edited.draft.work,
                edited.mapping.name,
                section.input,
                section.number,
                cell.column,
                {text: meaning for text, meaning in after.items() if meaning or text in new},
                other,
            )


def _column_of(cell: EditableCell) -> Any:
    """What can be entered as a meaning: the words of the contract, or any text."""
    if cell.meanings:
        return st.column_config.SelectboxColumn(options=list(cell.meanings))
    return st.column_config.TextColumn()


def _meanings(rows: pd.DataFrame) -> list[str | None]:
    return [meaning if isinstance(meaning, str) and meaning else None for meaning in rows[_MEANS]]


def _other(edited: Edited, cell: EditableCell) -> str | None:
    """What every text means that the table does not name."""
    if not cell.meanings:
        return cell.other
    options = [None, *dict.fromkeys([*cell.meanings, *([cell.other] if cell.other else [])])]
    picked: str | None = follow(
        st.selectbox,
        f"Every other text of {cell.column}",
        f"{edited.key} {cell.column} other",
        cell.other,
        options=options,
        format_func=lambda meaning: meaning or "is not read",
        placeholder="is not read",
        width=WIDTH,
    )
    return picked


def draw_only(edited: Edited, only: EditableOnly, is_of_section: bool) -> None:
    """Which rows are read by the texts of a column."""
    words = "is none of" if only.is_not else "is one of"
    picked = follow(
        st.multiselect,
        f"Only rows whose {plain(only.raw)} {words}",
        f"{edited.key} only {only.raw}",
        list(only.values),
        options=list(dict.fromkeys([*only.values, *(text.text for text in only.texts)])),
    )
    if set(picked) != set(only.values):
        section = edited.section if is_of_section else None
        with changing(edited.place, f"said which rows are read in {edited.mapping.file}"):
            set_only(
                edited.draft.work,
                edited.mapping.name,
                section.input if section else None,
                section.number if section else 0,
                only.raw,
                picked,
                only.is_not,
            )
