"""Rows as a list: lines of a table on a desk, cards on a phone. A name opens the MVP's page."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import LEVEL_COLORS, RISK_COLORS
from dashboard.charts.theme import by_label
from dashboard.page.columns import COLUMNS, ID, as_said
from dashboard.page.figures import Figure
from dashboard.page.sorting import LEVELS
from data.settings.saying import in_own_words, own_word
from data.settings.words import chance_in_words

FIRST_CARDS = 6  # shown at once on a phone; the others after a click
_COLORED = dict.fromkeys(LEVELS, LEVEL_COLORS) | {"risk": RISK_COLORS}
# What a group is called whose rows have no value in the column that the rows are grouped by.
_OTHERS = {"team": "No team", "leads": "No lead"}
_HERE = Path(__file__)
_component = st.components.v2.component(
    "rows_list",
    html='<div class="rows-list"></div>',
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def rows_list(
    rows: pd.DataFrame, figure: Figure, key: str, total: int, grouped_by: object = None
) -> str | None:
    """Show the columns of `figure`, of `total` rows in all; returns the mvp_id that is picked.

    A column without any value is left out. What waits comes first, in gray. The rows of each value
    in the column `grouped_by` are under a heading with the value.
    """
    cells = {
        name: _cells(name, [*_of_waiting(figure, name), *rows[name]])
        for name in figure.columns
        if name in rows.columns
    }
    cells = {name: each for name, each in cells.items() if any(cell["text"] for cell in each)}
    shown = [name for name in cells if name != grouped_by]
    groups = [] if grouped_by is None else _groups(rows, str(grouped_by), len(rows) == total)
    picked = _component(
        data={
            "label": figure.title,
            "columns": [_column(name) for name in shown],
            "rows": list(zip(*(cells[name] for name in shown), strict=True)),
            "ids": rows["mvp_id"].tolist() if "mvp_id" in rows.columns else None,
            "groups": groups,
            "waiting": len(figure.waiting),
            "first": figure.first_rows,
            "firstCards": min(FIRST_CARDS, figure.first_rows),
            "more": f"Show all {len(figure.waiting) + len(rows):,}",
            "rest": _rest(len(rows), total),
        },
        key=f"{key} list",
        on_picked_change=lambda: None,
    ).picked
    return None if picked is None else str(picked)


def _of_waiting(figure: Figure, name: str) -> list[object]:
    """What waits has in a column."""
    return [getattr(each, name, None) for each in figure.waiting]


def _rest(listed: int, total: int) -> str:
    """What the list leaves out, in a sentence."""
    text = "The first {listed} of {total} rows are listed; the table and the download have all."
    return "" if listed == total else in_own_words(text, listed=f"{listed:,}", total=f"{total:,}")


def _groups(rows: pd.DataFrame, column: str, is_whole: bool) -> list[dict[str, object]]:
    """The groups of rows in their order: heading, and the place of the first row.

    The heading says how many people are in the group, unless the rows may end within it.
    """
    names = rows[column].fillna(in_own_words(_OTHERS[column])).tolist()
    found, first = [], 0
    for name, part in groupby(zip(names, rows["mvp_id"], strict=True), key=itemgetter(0)):
        people = [mvp_id for _, mvp_id in part]
        is_cut = not is_whole and first + len(people) == len(rows)
        text = name if is_cut else f"{name}: {_people(len(set(people)))}"
        found.append({"text": text, "first": first})
        first += len(people)
    return found


def _people(count: int) -> str:
    return f"{count:,} {own_word('person' if count == 1 else 'people')}"


def _column(name: str) -> dict[str, object]:
    config = as_said(_config(name))
    width = config["width"] or ""
    kind = "long" if width == "large" else config["type_config"]["type"]
    label, note = config["label"], config["help"] or ""
    return {"label": label, "help": note, "kind": kind, "width": width, "name": name}


def _config(name: str) -> Any:
    return ID if name == "mvp_id" else COLUMNS[name]


def _cells(name: str, values: Iterable[Any]) -> list[dict[str, str]]:
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
