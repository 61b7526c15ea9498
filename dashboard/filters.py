"""The head of a page: its title and question, and what is looked at. All of it is in the URL."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import streamlit as st

from dashboard import access
from dashboard.read import Look, current_build, days_of, read
from pages import page

ALL_TEAMS = "All teams"


def heading(name: str, by_team: bool = True) -> Look:
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
        if by_team:
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
    picked = next(iter(labels))
    if len(labels) > 1:
        picked = st.selectbox(
            "MVP", list(labels), format_func=labels.get, key="mvp", bind="query-params"
        )
    return replace(look, scope=replace(look.scope, only_mvp=picked))


def choice(label: str, options: list[str], key: str) -> str | None:
    """One of `options`, or None for all of them."""
    everything = f"All {label.lower()}s"
    picked = st.selectbox(label, [everything, *options], key=key, bind="query-params", width=180)
    return None if picked == everything else picked
