"""What every page is put together from: heading and filters, figures, tables, downloads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import access
from dashboard.columns import COLUMNS
from dashboard.read import Look, current_build, days_of, read
from data.snapshot import csv_text
from pages import page

ALL_TEAMS = "All teams"
_CHART = {"displayModeBar": False}


def heading(name: str, filters: bool = True) -> Look:
    """The page's title, its question and the filters; returns what is looked at.

    Stops the page for a viewer to whom it is not open.
    """
    this = page(name)
    viewer = access.viewer()
    if viewer is None or viewer.role not in this.roles:
        st.error("This page is not open to you.", icon=":material/lock:")
        st.stop()
    st.title(this.title, anchor=False)
    st.markdown(f"**{this.question}**")
    build = current_build()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        look = Look(build, _as_of(build), viewer.scope)
        if filters:
            look = _of_team(look)
    st.caption(read(look, "shared/checkpoint").iloc[0]["sentence"])
    return look


def _as_of(build: Path) -> date:
    first, last = days_of(build)
    today = min(datetime.now(UTC).date(), last)
    picked = st.date_input(
        "As of",
        today,
        first,
        last,
        key="as_of",
        bind="query-params",
        width=160,
        help="Every figure is computed as of this day: nothing dated later is seen.",
    )
    return picked or today


def _of_team(look: Look) -> Look:
    teams = read(look, "shared/teams")["team"].tolist()
    team = st.selectbox("Team", [ALL_TEAMS, *teams], key="team", bind="query-params", width=240)
    if team == ALL_TEAMS:
        return look
    return replace(look, scope=replace(look.scope, only_team=team))


def of_mvp(look: Look) -> Look:
    """`look` narrowed to one MVP, picked here or named in the URL; stops when there is none."""
    people = read(look, "shared/people")
    if people.empty:
        st.info("Nobody is on the roster for this choice.", icon=":material/inbox:")
        st.stop()
    labels = dict(zip(people["mvp_id"], people["label"], strict=True))
    if len(labels) == 1:
        picked = next(iter(labels))
    else:
        picked = st.selectbox(
            "MVP", list(labels), format_func=labels.get, key="mvp", bind="query-params"
        )
    return replace(look, scope=replace(look.scope, only_mvp=picked))


def open_mvp(mvp_id: str | None) -> None:
    """Go to the page of the MVP that was picked, if any."""
    if mvp_id is not None:
        st.switch_page(page("mvp").file, query_params={**st.query_params, "mvp": mvp_id})


def kpis(look: Look, figure: str) -> None:
    """A row of key figures: `label`, `value` and `note` of each row of the query."""
    with st.container(horizontal=True):
        for row in read(look, figure).itertuples():
            st.metric(row.label, f"{row.value:,}", help=row.note, border=True, width="stretch")


def figure(
    look: Look,
    query: str,
    chart: Callable[[pd.DataFrame], go.Figure],
    title: str,
    caption: str,
    empty: str = "Nothing to show for this choice.",
) -> None:
    """A chart with its title, how to read it, and the very rows behind it as a table."""
    rows = read(look, query)
    st.subheader(title, anchor=False)
    if rows.empty:
        st.info(empty, icon=":material/inbox:")
        return
    st.caption(caption)
    st.plotly_chart(
        chart(rows), key=query, config=_CHART, alt=f"{title}. {caption}", width="stretch"
    )
    with st.expander("The same as a table"):
        rows_table(rows, query)
        download(rows, f"{query.replace('/', '-')}.csv")


def table(
    look: Look, query: str, title: str, caption: str, empty: str, **parameters: object
) -> str | None:
    """A table with its download; returns the mvp_id of the row that was picked, if any."""
    rows = read(look, query, **parameters)
    st.subheader(title, anchor=False)
    if rows.empty:
        st.info(empty, icon=":material/inbox:")
        return None
    st.caption(caption)
    picked = rows_table(rows, query, pick="mvp_id" in rows.columns)
    download(rows, f"{query.replace('/', '-')}.csv")
    return None if picked is None else rows.iloc[picked]["mvp_id"]


def rows_table(rows: pd.DataFrame, key: str, pick: bool = False) -> int | None:
    """The rows as a table; returns the number of the row that was picked, if `pick`."""
    shown = st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        column_config={name: COLUMNS[name] for name in rows.columns if name in COLUMNS},
        key=f"{key} table",
        on_select="rerun" if pick else "ignore",
        selection_mode="single-row",
        placeholder="",
    )
    return next(iter(shown.selection.rows), None) if pick else None


def download(rows: pd.DataFrame, file_name: str) -> None:
    """A button that hands over exactly these rows as CSV, safe in a spreadsheet."""
    st.download_button(
        "Download CSV",
        lambda: frame_csv(rows),
        file_name,
        "text/csv",
        key=f"{file_name} download",
        icon=":material/download:",
    )


def frame_csv(rows: pd.DataFrame) -> str:
    """A frame as the contract's CSV (docs/contract.md, Output)."""
    cells = rows.astype(object).where(rows.notna(), None)
    return csv_text(rows.columns, cells.itertuples(index=False))
