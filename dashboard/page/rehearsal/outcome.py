"""Whom the settings of the page Rehearsal would change: counts by team, ways, and a list."""

from collections.abc import Iterable
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.page.columns import COLUMNS, as_said
from dashboard.page.downloads import download, file_button, file_name
from dashboard.page.filters import ALL_TEAMS, filter_row
from dashboard.page.prose import long_date, plain
from dashboard.page.tables import open_mvp, rows_table
from dashboard.reading.rows import ViewContext
from data.outputs.rehearsal import changes_csv
from data.rehearse.lines import (
    differences_in_words,
    figure_of,
    nobody_of,
    team_of,
    whole_of,
)
from data.rehearse.rehearsal import Rehearsal, Row
from data.settings.saying import in_own_words

_SAID = "{counts} MVPs would change as of {day}"
_DAYS = "As of the day of this page and at the checkpoints of the two years before it."


def say_outcome(found: Rehearsal) -> None:
    """How many the settings would change on the day of the page, and which settings they are."""
    day = found.days[-1]
    changed, people = whole_of(day, found)
    said = in_own_words(_SAID, counts=f"{changed:,} of {people:,}", day=long_date(day))
    st.markdown(f"**{said}**.")
    st.caption("; ".join(plain(f"{k}: {v}") for k, v in differences_in_words(found.differences)))


def show_outcome(view: ViewContext, found: Rehearsal, text: str) -> None:
    """Whom they would change, and the settings, in `text`, as a file."""
    with st.container(horizontal=True):
        file_button(
            view,
            "Download these settings",
            text,
            f"{file_name(view, 'rehearsal/settings')}.toml",
            "text/plain",
            icon=":material/download:",
        )
        if found.changes:
            download(view, changes_csv(found), f"{file_name(view, 'rehearsal/changes')}.csv")
    if not found.changes:
        st.info(nobody_of(found), icon=":material/check:")
    else:
        with st.container(border=True):
            st.subheader("How many would change, by team", anchor=False)
            st.caption(in_own_words(_DAYS))
            _counts(_by_team(found), "rehearsal teams")
        with st.container(border=True):
            st.subheader("From what to what", anchor=False)
            _counts(_by_way(found), "rehearsal ways")
        _people(found)


def _counts(rows: pd.DataFrame, key: str) -> None:
    config = {name: as_said(COLUMNS[name]) for name in rows.columns if name in COLUMNS}
    st.dataframe(rows, hide_index=True, width="stretch", column_config=config, key=f"{key} table")


def _by_team(found: Rehearsal) -> pd.DataFrame:
    """A row per team, all of them first, and a column per day with how many would change."""
    rows: dict[str, Row] = {}
    for row in found.teams:
        team = ALL_TEAMS if row["team"] is None else team_of(row)
        rows.setdefault(team, {"team": team})[_day(row["day"])] = row["changed"]
    return _frame(rows.values(), ("team",), found.days)


def _by_way(found: Rehearsal) -> pd.DataFrame:
    """A row per figure and way, and a column per day with how many would go it."""
    rows: dict[tuple[str, ...], Row] = {}
    for row in found.turns:
        way = {"about": figure_of(row), "before": row["before_label"], "after": row["after_label"]}
        rows.setdefault(tuple(map(str, way.values())), way)[_day(row["day"])] = row["people"]
    return _frame(rows.values(), ("about", "before", "after"), found.days)


def _frame(rows: Iterable[Row], columns: tuple[str, ...], days: tuple[date, ...]) -> pd.DataFrame:
    counted = [_day(day) for day in reversed(days)]
    frame = pd.DataFrame(rows, columns=[*columns, *counted])
    return frame.astype(dict.fromkeys(counted, "Int64")).fillna(dict.fromkeys(counted, 0))


def _people(found: Rehearsal) -> None:
    """Who would change on one of the days; a name leads to the page of that person."""
    with st.container(border=True):
        st.subheader("Who would change", anchor=False)
        days = {_day(day): day for day in reversed(found.days)}
        with filter_row() as row:
            picked = days[row.pick("Day", [*days], "on", width=168)]
        rows = [
            {
                "mvp_id": row["mvp_id"],
                "name": row["name"],
                "team": row["team"],
                "about": figure_of(row),
                "before": row["before_label"],
                "after": row["after_label"],
            }
            for row in found.changes
            if row["day"] == picked
        ]
        if not rows:
            st.caption(f"Nobody would change on {long_date(picked)}.")
            return
        frame = pd.DataFrame(rows)
        number = rows_table(frame, f"rehearsal people {picked}", pick=True)
    if number is not None:
        open_mvp(str(frame.iloc[number]["mvp_id"]))


def _day(day: date) -> str:
    """The heading of a column: a day in the form that sorts."""
    return f"{day:%b} {day.day}, {day.year}"
