"""A figure on its page: a chart, a list, a table, a row of key figures or a sentence."""

import json
from contextlib import nullcontext
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st
from plotly.utils import PlotlyJSONEncoder

from dashboard.page.figures import Chart, Figure
from dashboard.page.key_figures import key_figures
from dashboard.page.linked import link
from dashboard.page.people import need_ids, with_distinct_names
from dashboard.page.rows_list import rows_list
from dashboard.page.tables import open_mvp, rows_table
from dashboard.page.tile import empty_tile, is_table, menu, tile
from dashboard.page.waiting import spinner
from dashboard.reading.cache import cached_answer
from dashboard.reading.parts import parts_of
from dashboard.reading.rows import PART_ROWS, ViewContext, count_rows, read, read_part
from dashboard.registry import page
from dashboard.server.drawing import draw

_ROWS_OF_A_LOW_TABLE = 10  # as many as Streamlit shows without scrolling


def show(view: ViewContext, figure: Figure, title: str | None = None, **parameters: object) -> None:
    """A figure as a tile: its title, how to read it, and one menu for all that can be done with it.

    `title` takes the place of the figure's own, and `parameters` of those that it begins with.
    Nothing is shown of a part that the program lacks.
    """
    if not figure.is_in(parts_of(view.build)):
        return
    parameters = {**figure.parameters, **parameters}
    figure = figure.as_said()
    if title:
        figure = replace(figure, title=title)
    if figure.key_figures:
        key_figures(view, figure)
    elif figure.chart and not is_table(figure.key(**parameters)):
        _chart(view, figure, figure.chart, parameters)
    else:
        _rows(view, figure, parameters)


def headline(view: ViewContext, figure: Figure) -> None:
    """The sentence that a page begins with, with its menu; none where the query has no row."""
    sentences = read(view, figure.query)["sentence"].tolist()
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        for sentence in sentences:
            st.header(sentence, anchor=False)
        menu(view, figure.as_said(), has_rows=False)


def _chart(view: ViewContext, figure: Figure, chart: Chart, parameters: dict[str, object]) -> None:
    """A chart. The rows behind it are a table that the menu opens."""
    with spinner(view, figure.query):
        days = tuple(each.day for each in figure.waiting)
        drawn = _drawn(view, figure.query, chart, *([days] if days else []), **parameters)
    if not drawn:
        empty_tile(view, figure, **parameters)
        return
    with tile(view, figure, **parameters):
        draw(drawn, alt=f"{figure.title}. {figure.caption}", key=figure.key(**parameters))


@cached_answer
def _drawn(
    view: ViewContext, query: str, chart: Chart, *waiting: tuple[date, ...], **parameters: object
) -> str:
    """A chart as JSON; an empty text where the query has no rows."""
    rows = read(view, query, **parameters)
    if rows.empty:
        return ""
    return json.dumps(chart(with_distinct_names(view, rows), *waiting), cls=PlotlyJSONEncoder)


def _rows(view: ViewContext, figure: Figure, parameters: dict[str, object]) -> None:
    """A list or a table. Picking an MVP opens the MVP's page."""
    with spinner(view, figure.query):
        rows = read_part(view, figure.query, 0, **parameters)
    if rows.empty and not figure.waiting:
        empty_tile(view, figure, **parameters)
        return
    key, total = figure.key(**parameters), count_rows(view, figure.query, **parameters)
    with tile(view, figure, **parameters):
        if figure.columns and not is_table(key):
            mvp_id = _list(view, figure, rows, total, parameters)
        else:
            mvp_id = _table(view, figure, key, total, parameters)
    if mvp_id is not None:
        open_mvp(mvp_id)


def _list(
    view: ViewContext,
    figure: Figure,
    rows: pd.DataFrame,
    total: int,
    parameters: dict[str, object],
) -> str | None:
    """A list of `total` rows; returns the mvp_id of the name that is picked."""
    key, grouped_by = figure.key(**parameters), parameters.get("grouped_by")
    if not figure.whole_on and grouped_by is None and (part := _picked_part(key, total)):
        key, rows = f"{key} {part}", read_part(view, figure.query, part, **parameters)
    listed = rows.head(figure.first_rows) if figure.whole_on else rows
    picked = rows_list(
        with_distinct_names(view, listed),
        figure,
        key,
        len(listed) if grouped_by is None else total,
        grouped_by=grouped_by,
    )
    if total > len(listed) and figure.whole_on:
        link(figure.whole_on, f"All {total:,} rows on {page(figure.whole_on).said_title}", {})
    return picked


def _table(
    view: ViewContext, figure: Figure, key: str, total: int, parameters: dict[str, object]
) -> str | None:
    """A table of `total` rows, part by part; returns the mvp_id of the row that is picked."""
    part = _picked_part(key, total)
    rows = read_part(view, figure.query, part, **parameters)
    has_mvps = "mvp_id" in rows.columns
    is_high = figure.fills_screen and len(rows) > _ROWS_OF_A_LOW_TABLE
    with st.container(key="fills_screen") if is_high else nullcontext():
        picked = rows_table(
            rows,
            f"{key} {part}",
            pick=has_mvps,
            has_ids=need_ids(view, rows),
            fills_container=is_high,
        )
    return None if picked is None else str(rows.iloc[picked]["mvp_id"])


def _picked_part(key: str, rows: int) -> int:
    """Which part of a table of so many rows to show, from 0; asked where there are several."""
    if rows <= PART_ROWS:
        return 0

    def label(part: int) -> str:
        first = part * PART_ROWS
        return f"{first + 1:,} to {min(first + PART_ROWS, rows):,} of {rows:,}"

    return st.selectbox(
        "Rows",
        range(-(-rows // PART_ROWS)),
        format_func=label,
        key=f"{key} part",
        width=240,
        help="Sorting and searching cover the rows shown; the download has all rows.",
    )
