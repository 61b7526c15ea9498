"""What every page is put together from: figures, tables, key figures and downloads."""

import json
from collections.abc import Callable
from contextlib import suppress

import pandas as pd
import streamlit as st
from plotly.utils import PlotlyJSONEncoder
from streamlit.errors import StreamlitPageNotFoundError

from dashboard.charts import LEVEL_COLORS, Figure, sparkline
from dashboard.page.columns import COLUMNS
from dashboard.page.drawing import draw
from dashboard.page.filters import remember
from dashboard.reading.cache import cached_answer
from dashboard.reading.read import (
    PART_ROWS,
    ViewContext,
    figure_csv,
    read,
    read_part,
    rows_of,
    zipped,
)
from dashboard.registry import page

Chart = Callable[[pd.DataFrame], Figure]
_KPI_WIDTH = 164  # pixels: two beside one another on a phone
_SIGN_COLORS = dict(zip("▼▽●▲", LEVEL_COLORS.values(), strict=True))


def kpis(look: ViewContext, query: str, notes: dict[str, str], falling_is_good: set[str]) -> None:
    """A row of key figures: label, value, change and trend of each row of the query."""
    with st.container(horizontal=True):
        for row in read(look, query).itertuples():
            color = "inverse" if row.label in falling_is_good else "normal"
            with st.container(border=True, width=_KPI_WIDTH):
                st.metric(
                    row.label,
                    f"{row.value:,}",
                    row.change_text,
                    delta_color=color if row.change else "off",
                    delta_arrow="auto" if row.change else "off",
                    help=notes[row.label],
                )
                said = ", ".join(f"{value:,}" for value in row.trend)
                st.image(sparkline(row.trend), alt=f"{row.label}, checkpoint by checkpoint: {said}")
    how_counted(query)


def figure(
    look: ViewContext,
    query: str,
    chart: Chart,
    title: str,
    caption: str,
    empty: str = "Nothing to show for this choice.",
    **parameters: object,
) -> None:
    """A chart with its title, how to read it, and the very rows behind it as a table."""
    key, drawn = _key(query, parameters), _drawn(look, query, chart, **parameters)
    _title(title, "" if drawn else empty)
    if drawn:
        st.caption(caption)
        draw(drawn, alt=f"{title}. {caption}", key=key)
        with st.expander("The same as a table", key=f"{key} folded", on_change="rerun") as folded:
            if folded.open:
                rows_table(read(look, query, **parameters), key)
                download(figure_csv(look, query, **parameters), f"{key.replace('/', '-')}.csv")
    how_counted(query)


@cached_answer
def _drawn(look: ViewContext, query: str, chart: Chart, **parameters: object) -> str:
    """A figure as JSON; empty where it has no rows."""
    rows = read(look, query, **parameters)
    if rows.empty:
        return ""
    return json.dumps(chart(rows), cls=PlotlyJSONEncoder)


def table(
    look: ViewContext, query: str, title: str, caption: str, empty: str, **parameters: object
) -> None:
    """A table with its download. In one of MVPs, picking a row opens the MVP's page."""
    rows = read_part(look, query, 0, **parameters)
    _title(title, empty if rows.empty else "")
    if rows.empty:
        how_counted(query)
        return
    has_mvps = "mvp_id" in rows.columns
    st.caption(f"{caption} Pick a row to open the MVP's page." if has_mvps else caption)
    key = _key(query, parameters)
    if number := _part(key, rows_of(look, query, **parameters)):
        rows = read_part(look, query, number, **parameters)
    picked = rows_table(rows, f"{key} {number}", pick=has_mvps)
    with st.container(horizontal=True, vertical_alignment="center"):
        download(figure_csv(look, query, **parameters), f"{key.replace('/', '-')}.csv")
        how_counted(query)
    if picked is not None:
        open_mvp(rows.iloc[picked]["mvp_id"])


def how_counted(query: str) -> None:
    """A small link to what a figure rests on, on the page Definitions."""
    with suppress(StreamlitPageNotFoundError):  # a script that is run by itself knows no other page
        st.page_link(
            page("definitions").file,
            label=":small[How this is counted]",
            icon=":material/menu_book:",
            query_params={"figure": query},
        )


def _part(key: str, rows: int) -> int:
    """Which part of a table of so many rows to show; it is asked where there are several."""
    if rows <= PART_ROWS:
        return 0

    def said(number: int) -> str:
        first = number * PART_ROWS
        return f"{first + 1:,} to {min(first + PART_ROWS, rows):,} of {rows:,}"

    return st.selectbox(
        "Rows",
        range(-(-rows // PART_ROWS)),
        format_func=said,
        key=f"{key} part",
        width=240,
        help="Sorting and searching see the rows that are shown; the download has all of them.",
    )


def _title(title: str, empty: str) -> None:
    """The title of a figure; `empty` is what to say where there is nothing to show."""
    st.subheader(title, anchor=False)
    if empty:
        st.info(empty, icon=":material/inbox:")


def _key(query: str, parameters: dict[str, object]) -> str:
    """What tells a figure from the others of its page."""
    return "-".join([query, *(str(value) for value in parameters.values() if value is not None)])


def rows_table(rows: pd.DataFrame, key: str, pick: bool = False) -> int | None:
    """The rows as a table; returns the number of the row that was picked, if `pick`."""
    shown = st.dataframe(
        rows.style.map(_color_of_level) if "forum" in rows.columns else rows,
        hide_index=True,
        width="stretch",
        column_config={name: COLUMNS[name] for name in rows.columns if name in COLUMNS},
        key=f"{key} table",
        on_select="rerun" if pick else "ignore",
        selection_mode="single-row",
        placeholder="",
    )
    return next(iter(shown.selection.rows), None) if pick else None


def _color_of_level(cell: object) -> str:
    """The cell of a track that decides something has the color of its level."""
    text = str(cell)
    color = _SIGN_COLORS.get(text[:1]) if text.endswith(("★", "☆")) else None
    return f"background-color: {color}55" if color else ""


def open_mvp(mvp_id: str) -> None:
    """Go to the page of an MVP; date and team stay."""
    remember("mvp", mvp_id)
    st.switch_page(page("mvp").file)


def download(text: str, file_name: str) -> None:
    """A button that hands over a CSV.

    The text is made beforehand: what Streamlit makes on a click is gone after two runs of anybody,
    often before a slow line has asked for it.
    """
    st.download_button(
        "Download CSV",
        text,
        file_name,
        "text/csv",
        key=f"{file_name} download",
        on_click="ignore",
        icon=":material/download:",
    )


def download_all(look: ViewContext, label: str, file_name: str) -> None:
    """All snapshot files as a ZIP, in two steps: they take a moment to make."""
    if st.button(f"Prepare {label} as ZIP", icon=":material/folder_zip:"):
        st.download_button(
            "Download ZIP",
            zipped(look),
            f"{file_name}-{look.as_of}.zip",
            "application/zip",
            on_click="ignore",
            icon=":material/download:",
            type="primary",
        )
