"""Columns of a table that are sorted by what their texts mean, not by their letters.

In the browser a table sorts by values and shows texts. So a level is sent as a number with its
label as the text; so is a cell of the matrix.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from streamlit import column_config as column

from dashboard.charts import LEVEL_COLORS, RISK_COLORS
from dashboard.charts.theme import by_label
from dashboard.page.columns import COLUMNS

# From the least to the most, as a table that is sorted upwards shows them.
LEVELS = ("level", "published_level", "known_level")
SIGNS = "▼▽?●▲"  # of levels, in a cell of the matrix


def orders(rows: pd.DataFrame) -> dict[str, list[str]]:
    """The columns that are sorted by meaning, each with its texts from the least to the most."""
    found = {name: list(by_label(LEVEL_COLORS)) for name in LEVELS if name in rows.columns}
    if "risk" in rows.columns:
        found["risk"] = list(by_label(RISK_COLORS))[::-1]
    found |= {
        name: sorted(rows[name].dropna().unique(), key=_place_of_cell) for name in tracks(rows)
    }
    return found


def tracks(rows: pd.DataFrame) -> list[str]:
    """The columns of tracks: those that no other table has."""
    return [name for name in rows.columns if name not in COLUMNS and name != "mvp_id"]


def _place_of_cell(cell: str) -> tuple[int, float, float]:
    """Where a cell of the matrix is: by level, then by the share of what is expected, then done."""
    sign, done, _, expected, *_ = cell.split()
    share = float(done) / (float(expected) or 1)
    return SIGNS.index(sign), share, float(done)


def numbered(texts: "pd.Series[Any]", order: Sequence[str]) -> "pd.Series[Any]":
    """The place of each text in `order`, counted from 0; null for null."""
    return texts.map({text: place for place, text in enumerate(order)}).astype("Int64")


def as_numbers(config: Any) -> Any:
    """The configuration of a column of texts for the numbers that stand for them."""
    said = {key: config[key] for key in ("label", "help", "width")} if config else {}
    return column.NumberColumn(alignment="left", **said)
