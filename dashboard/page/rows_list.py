"""Rows as a list: lines of a table on a desk, cards on a phone. A name opens the MVP's page."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import LEVEL_COLORS, RISK_COLORS
from dashboard.charts.theme import by_label
from dashboard.page.columns import COLUMNS, ID, as_said
from data.settings.saying import in_own_words
from data.settings.words import chance_in_words

FIRST_ROWS = 20  # shown at once; the others after a click
FIRST_CARDS = 6  # the same on a phone
_COLORED = {
    "level": LEVEL_COLORS,
    "published_level": LEVEL_COLORS,
    "known_level": LEVEL_COLORS,
    "risk": RISK_COLORS,
}
_HERE = Path(__file__)
_component = st.components.v2.component(
    "rows_list",
    html='<div class="rows-list"></div>',
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def rows_list(
    rows: pd.DataFrame, columns: Sequence[str], key: str, label: str, total: int
) -> str | None:
    """Show `columns` of the rows, of `total` in all; returns the mvp_id of the name that is picked.

    `label` says what the list is about, for those who cannot see it.
    """
    shown = [name for name in columns if name in rows.columns]
    picked = _component(
        data={
            "label": label,
            "columns": [_column(name) for name in shown],
            "rows": list(zip(*(_cells(name, rows[name]) for name in shown), strict=True)),
            "ids": rows["mvp_id"].tolist() if "mvp_id" in rows.columns else None,
            "first": FIRST_ROWS,
            "firstCards": FIRST_CARDS,
            "more": f"Show all {len(rows):,}",
            "rest": _rest(len(rows), total),
        },
        key=f"{key} list",
        on_picked_change=lambda: None,
    ).picked
    return None if picked is None else str(picked)


def _rest(listed: int, total: int) -> str:
    """What the list leaves out, in a sentence."""
    text = "The first {listed} of {total} rows are listed; the table and the download have all."
    return "" if listed == total else in_own_words(text, listed=f"{listed:,}", total=f"{total:,}")


def _column(name: str) -> dict[str, str]:
    config = as_said(_config(name))
    kind = config["type_config"]["type"]
    return {"label": config["label"], "help": config["help"] or "", "kind": kind, "name": name}


def _config(name: str) -> Any:
    return ID if name == "mvp_id" else COLUMNS[name]


def _cells(name: str, values: pd.Series) -> list[dict[str, str]]:
    """The values of a column as they are read, with the color of a level or risk."""
    colors: Mapping[str, str] = by_label(_COLORED[name]) if name in _COLORED else {}
    texts = [_text(name, value) for value in values]
    return [{"text": text, "color": colors.get(text, "")} for text in texts]


def _text(name: str, value: Any) -> str:
    """A value as it is read in a list; nothing for an unknown one."""
    if pd.isna(value):
        return ""
    if name == "chance":
        return chance_in_words(value)
    if _config(name)["type_config"]["type"] == "checkbox":
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value:%b} {value.day}, {value.year}"
    if isinstance(value, int | float):
        is_share = _config(name)["type_config"].get("format") == "percent"
        return f"{value:.0%}" if is_share else f"{value:,.10g}"
    return str(value)
