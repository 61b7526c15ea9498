"""A figure on its page: a chart, a table, a row of key figures or a sentence."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any, Literal

import streamlit as st
from plotly.utils import PlotlyJSONEncoder
from streamlit.errors import StreamlitPageNotFoundError

from dashboard.charts import sparkline
from dashboard.page.absent import absent, note_absent
from dashboard.page.downloads import download, own_name
from dashboard.page.figures import Chart, Figure, KeyFigure
from dashboard.page.people import need_ids, with_distinct_names
from dashboard.page.tables import open_mvp, rows_table
from dashboard.page.waiting import spinner
from dashboard.reading.cache import cached_answer
from dashboard.reading.downloads import figure_csv
from dashboard.reading.parts import parts_of
from dashboard.reading.rows import PART_ROWS, ViewContext, count_rows, read, read_part
from dashboard.registry import page
from dashboard.server.drawing import draw
from data.outputs.file_names import file_name_of
from data.settings.saying import in_own_words

_KEY_FIGURE_WIDTH = 164  # pixels: two beside one another on a phone


def show(view: ViewContext, figure: Figure, title: str | None = None, **parameters: object) -> None:
    """A figure with its title, how to read it, a download, and a link to how it is counted.

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
        _key_figures(view, figure)
    elif figure.chart:
        _chart(view, figure, figure.chart, parameters)
    else:
        _table(view, figure, parameters)


def headline(view: ViewContext, figure: Figure) -> None:
    """The sentence that a page begins with; none where the query has no row."""
    for row in read(view, figure.query).itertuples():
        st.header(row.sentence, anchor=False)
    how_counted(figure)


def how_counted(figure: Figure) -> None:
    """A small link to the figure on the page Definitions."""
    with suppress(StreamlitPageNotFoundError):  # a script that is run by itself knows no other page
        st.page_link(
            page("definitions").file,
            label=":small[How this is counted]",
            icon=":material/menu_book:",
            query_params={"figure": figure.query},
        )


def _key_figures(view: ViewContext, figure: Figure) -> None:
    declared = {each.label: each for each in figure.key_figures}
    with spinner(view, figure.query):
        rows = read(view, figure.query)
    with st.container(horizontal=True):
        for row in rows.itertuples():
            with st.container(border=True, width=_KEY_FIGURE_WIDTH):
                _key_figure(row, declared[str(row.label)], parts_of(view.build))
    note_absent(view, *figure.needs)
    how_counted(figure)


def _key_figure(row: Any, declared: KeyFigure, parts: frozenset[str]) -> None:
    """A row of the query (label, value, change, change_text, trend) as a number with its trend."""
    st.metric(
        declared.shown_label,
        f"{row.value:,}",
        row.change_text,
        delta_color=_delta_color(declared) if row.change else "off",
        delta_arrow="auto" if row.change else "off",
        help=declared.note_in(parts),
    )
    values = ", ".join(f"{value:,}" for value in row.trend)
    alt = "{label}, checkpoint by checkpoint: {values}"
    label = declared.shown_label
    st.image(sparkline(row.trend), alt=in_own_words(alt, label=label, values=values))


def _delta_color(declared: KeyFigure) -> Literal["normal", "inverse"]:
    return "inverse" if declared.is_good_when_falling else "normal"


def _chart(view: ViewContext, figure: Figure, chart: Chart, parameters: dict[str, object]) -> None:
    """A chart, and the rows behind it as a table that is made when it is opened."""
    key = figure.key(**parameters)
    with spinner(view, figure.query):
        drawn = _drawn(view, figure.query, chart, **parameters)
    _title(view, figure, is_empty=not drawn)
    if drawn:
        st.caption(_caption(view, figure))
        draw(drawn, alt=f"{figure.title}. {figure.caption}", key=key)
        with st.expander("Show as a table", key=f"{key} folded", on_change="rerun") as folded:
            if folded.open:
                rows = read(view, figure.query, **parameters)
                rows_table(rows, key, has_ids=need_ids(view, rows))
                _download(view, figure, parameters)
    how_counted(figure)


@cached_answer
def _drawn(view: ViewContext, query: str, chart: Chart, **parameters: object) -> str:
    """A chart as JSON; an empty text where the query has no rows."""
    rows = read(view, query, **parameters)
    if rows.empty:
        return ""
    return json.dumps(chart(with_distinct_names(view, rows)), cls=PlotlyJSONEncoder)


def _table(view: ViewContext, figure: Figure, parameters: dict[str, object]) -> None:
    """A table with its download. In one of MVPs, picking a row opens the MVP's page."""
    with spinner(view, figure.query):
        rows = read_part(view, figure.query, 0, **parameters)
    _title(view, figure, is_empty=rows.empty)
    if rows.empty:
        how_counted(figure)
        return
    has_mvps = "mvp_id" in rows.columns
    caption = _caption(view, figure)
    how_to_open = in_own_words("Pick a row to open the MVP's page.")
    st.caption(f"{caption} {how_to_open}" if has_mvps else caption)
    key = figure.key(**parameters)
    if part := _picked_part(key, count_rows(view, figure.query, **parameters)):
        rows = read_part(view, figure.query, part, **parameters)
    has_ids = need_ids(view, rows)
    picked = rows_table(rows, f"{key} {part}", pick=has_mvps, has_ids=has_ids)
    with st.container(horizontal=True, vertical_alignment="center"):
        _download(view, figure, parameters)
        how_counted(figure)
    if picked is not None:
        open_mvp(rows.iloc[picked]["mvp_id"])


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


def _title(view: ViewContext, figure: Figure, is_empty: bool) -> None:
    st.subheader(figure.title, anchor=False)
    if is_empty and not note_absent(view, *figure.needs):
        st.info(figure.empty, icon=":material/inbox:")


def _caption(view: ViewContext, figure: Figure) -> str:
    """How to read the figure, and what it needs and is not there."""
    return f"{figure.caption} {absent(view, *figure.needs)}".strip()


def _download(view: ViewContext, figure: Figure, parameters: dict[str, object]) -> None:
    name = figure.key(**parameters).replace("/", "-")
    download(
        view, figure_csv(view, figure.query, **parameters), file_name_of(own_name(name), ".csv")
    )
