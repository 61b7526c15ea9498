"""Rows as a table in the browser."""

from functools import partial
from math import ceil
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import LEVEL_COLORS
from dashboard.charts.theme import behind_text
from dashboard.page.columns import COLUMNS, FILE_CHANCE, ID, REJECT_REASON, as_said
from dashboard.page.in_url import remember
from dashboard.page.sorting import SIGNS, as_numbers, numbered, orders, tracks
from dashboard.registry import page
from data.settings.words import chance_in_words

_HINT_LINE = 48  # characters of a line in the column that says what to do
_FEWEST_LINES, _MOST_LINES = 3, 4  # in a lower row, the table does not wrap texts
_LINE, _MARGINS = 20, 14  # pixels
_SIGN_COLORS = dict(zip(SIGNS, LEVEL_COLORS.values(), strict=True))


def rows_table(
    rows: pd.DataFrame,
    key: str,
    pick: bool = False,
    has_ids: bool = False,
    is_file: bool = False,
    fills_container: bool = False,
) -> int | None:
    """The rows as a table; returns the number of the row that was picked, if `pick`.

    The ids of MVPs are a column, beside name and team, only if `has_ids`. The rows of a file
    (`is_file`) are shown as they are, with all columns. If it `fills_container`, a style sheet
    gives that its height.
    """
    columns = COLUMNS | ({"mvp_id": ID} if has_ids or is_file else {})
    columns |= {"chance": FILE_CHANCE} if is_file else {}
    columns |= {"reason": REJECT_REASON} if "hint" in rows else {}
    config = {n: as_said(columns[n]) for n in rows.columns if n in columns}
    by_meaning = {} if is_file else orders(rows)
    height: Any = "stretch" if fills_container else "auto"
    table: Any = st.dataframe(  # the picked rows, unless `pick` is false
        rows if is_file else _styled(rows, by_meaning),
        hide_index=True,
        width="stretch",
        row_height=_row_height(rows),
        height=height,
        column_order=_ids_after_names(list(rows.columns)) if has_ids else None,
        column_config=config | {n: as_numbers(config.get(n)) for n in by_meaning},
        key=f"{key} table",
        on_select="rerun" if pick else "ignore",
        selection_mode="single-row",
        placeholder="",
    )
    return next(iter(table.selection.rows), None) if pick else None


def _row_height(rows: pd.DataFrame) -> int | None:
    """How high rows are, in pixels, so that what to do in them is not cut; None: as usual."""
    longest = max((len(str(hint)) for hint in rows.get("hint", ())), default=0)
    lines = min(ceil(longest / _HINT_LINE), _MOST_LINES)
    return _MARGINS + max(lines, _FEWEST_LINES) * _LINE if lines > 1 else None


def _ids_after_names(names: list[str]) -> list[str]:
    """The names of columns, with the ids after the team, or after the name where there is none."""
    others = [name for name in names if name != "mvp_id"]
    place = others.index("team" if "team" in others else "name") + 1
    return [*others[:place], "mvp_id", *others[place:]]


def _styled(rows: pd.DataFrame, by_meaning: dict[str, list[str]]) -> Any:
    """The rows with the colors of levels, and numbers for what is sorted by meaning."""
    texts = {name: dict(enumerate(order)) for name, order in by_meaning.items()}
    style = rows.assign(**{n: numbered(rows[n], by_meaning[n]) for n in by_meaning}).style
    for name in tracks(rows):
        style = style.map(partial(_color_of_level, texts[name]), subset=[name])
    formats: dict[str, Any] = {name: texts[name].__getitem__ for name in by_meaning}
    if "chance" in rows.columns:
        formats["chance"] = chance_in_words
    return style.format(formats, subset=[*formats], na_rep="") if formats else rows


def _color_of_level(texts: dict[int, str], number: int) -> str:
    """The style of a cell: that of a track the MVP is judged by has the color of its level."""
    text = texts.get(number, "") if pd.notna(number) else ""
    color = _SIGN_COLORS.get(text[:1]) if text.endswith(("★", "☆")) else None
    return f"background-color: {behind_text(color)}" if color else ""


def open_mvp(mvp_id: str) -> None:
    """Go to the page of an MVP; date and team stay."""
    remember("mvp", mvp_id)
    st.switch_page(page("mvp").file)
