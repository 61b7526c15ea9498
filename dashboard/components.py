"""What every page is put together from: figures, tables, key figures and downloads."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import LEVEL_COLORS, sparkline
from dashboard.columns import COLUMNS
from dashboard.filters import remember
from dashboard.read import Look, read
from data.snapshot import csv_text
from pages import page

_KPI_WIDTH = 164  # pixels: two beside one another on a phone
_CHART = {"displayModeBar": False}
_SIGN_COLORS = dict(zip("▼▽●▲", LEVEL_COLORS.values(), strict=True))


def kpis(look: Look, figure: str, notes: dict[str, str], falling_is_good: set[str]) -> None:
    """A row of key figures: label, value, change and trend of each row of the query."""
    with st.container(horizontal=True):
        for row in read(look, figure).itertuples():
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


def figure(
    look: Look,
    query: str,
    chart: Callable[[pd.DataFrame], go.Figure],
    title: str,
    caption: str,
    empty: str = "Nothing to show for this choice.",
    **parameters: object,
) -> None:
    """A chart with its title, how to read it, and the very rows behind it as a table."""
    rows = read(look, query, **parameters)
    st.subheader(title, anchor=False)
    if rows.empty:
        st.info(empty, icon=":material/inbox:")
        return
    st.caption(caption)
    key = "-".join([query, *map(str, parameters.values())])
    st.plotly_chart(chart(rows), key=key, config=_CHART, alt=f"{title}. {caption}", width="stretch")
    with st.expander("The same as a table"):
        rows_table(rows, key)
        download(rows, f"{key.replace('/', '-')}.csv")


def table(
    look: Look, query: str, title: str, caption: str, empty: str, **parameters: object
) -> None:
    """A table with its download. In one of MVPs, picking a row opens the MVP's page."""
    rows = read(look, query, **parameters)
    st.subheader(title, anchor=False)
    if rows.empty:
        st.info(empty, icon=":material/inbox:")
        return
    has_mvps = "mvp_id" in rows.columns
    st.caption(f"{caption} Pick a row to open the MVP's page." if has_mvps else caption)
    key = "-".join([query, *(str(value) for value in parameters.values() if value is not None)])
    picked = rows_table(rows, key, pick=has_mvps)
    download(rows, f"{key.replace('/', '-')}.csv")
    if picked is not None:
        open_mvp(rows.iloc[picked]["mvp_id"])


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


def download(rows: pd.DataFrame, file_name: str) -> None:
    """A button that hands over exactly these rows as CSV, safe in a spreadsheet."""
    download_text(lambda: frame_csv(rows), file_name)


def download_text(text: Callable[[], str], file_name: str) -> None:
    """A button that hands over a CSV; `text` makes it when the button is pressed."""
    st.download_button(
        "Download CSV",
        text,
        file_name,
        "text/csv",
        key=f"{file_name} download",
        icon=":material/download:",
    )


def frame_csv(rows: pd.DataFrame) -> str:
    """A frame as the contract's CSV (docs/contract.md, Output)."""
    cells = rows.astype(object).where(rows.notna(), None)
    return csv_text(rows.columns, (map(_plain, row) for row in cells.itertuples(index=False)))


def _plain(cell: object) -> object:
    """A day as a day: pandas holds dates as timestamps."""
    return cell.date() if isinstance(cell, pd.Timestamp) else cell
