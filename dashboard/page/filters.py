"""The head of a page: its title, its question and its filters, whose values are in the URL."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard.page.figures import shared
from dashboard.page.waiting import spinner
from dashboard.reading.days import current_build, current_date, first_and_last_day
from dashboard.reading.rows import ViewContext, read
from dashboard.registry import page
from dashboard.viewers import access
from data.store.locations import Build

ALL_TEAMS = "All teams"
_CURRENT, _IS_NEW, _VALUES = "page now", "page is new", "filter values"


def heading(name: str, by_team: bool = True) -> ViewContext:
    """Draw the page's title, question and filters; returns whose rows it shows, and as of when.

    Stops the page for a viewer who may not open it.
    """
    opened = page(name)
    viewer = access.viewer()
    if isinstance(viewer, access.Refusal) or viewer.role not in opened.roles:
        st.error("You may not open this page.", icon=":material/lock:")
        st.stop()
    st.session_state[_IS_NEW] = st.session_state.get(_CURRENT) != name
    st.session_state[_CURRENT] = name
    st.title(opened.title, anchor=False)
    st.markdown(f"**{opened.question}**")
    build = current_build()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = ViewContext(build, _as_of(build), viewer.scope)
        if by_team:
            view = _of_team(view)
    with spinner(view, shared.CHECKPOINT.query):
        st.caption(read(view, shared.CHECKPOINT.query).iloc[0]["sentence"])
    return view


def in_url(
    widget: Callable[..., Any],
    label: str,
    *,
    key: str,
    start: object,
    parse: Callable[[str], object] = str,
    is_always_written: bool = False,
    **options: object,
) -> Any:
    """A widget whose value is in the URL under `key`, and stays when the page changes.

    On a new page, and after an error has kept it from being drawn, it begins with the value in the
    URL, else with the value it had on the page before, else with `start`. `parse` raises ValueError
    for a text that is not a value of it. `start` is written only if `is_always_written`.
    """
    if st.session_state[_IS_NEW] or key not in st.session_state:
        wanted = st.query_params.get(key, st.session_state.get(_VALUES, {}).get(key))
        st.session_state[key] = start
        if wanted is not None:
            with suppress(ValueError):
                st.session_state[key] = parse(str(wanted))
    value = widget(label, key=key, **options)
    remember(key, value)
    if value == start and not is_always_written:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = str(value)
    return value


def remember(key: str, value: object) -> None:
    """Let the widget of `key` begin with `value` on the next page."""
    st.session_state.setdefault(_VALUES, {})[key] = value


def pick(label: str, options: list[str], key: str, **more: Any) -> str:
    """A choice of one of `options`; it begins with the first."""

    def parse(text: str) -> str:
        return options[options.index(text)]

    start = options[0]
    picked: str = in_url(
        st.selectbox, label, key=key, start=start, parse=parse, options=options, **more
    )
    return picked


def choice(label: str, options: list[str], key: str) -> str | None:
    """A choice of one of `options`, or None for all of them; it begins with all."""
    everything = f"All {label.lower()}s"
    picked = pick(label, [everything, *options], key, width=180)
    return None if picked == everything else picked


def _as_of(build: Build) -> date:
    first, last = first_and_last_day(build)
    today = current_date(build)

    def parse(text: str) -> date:
        day = date.fromisoformat(text)
        if not first <= day <= last:
            raise ValueError(text)
        return day

    picked = in_url(
        st.date_input,
        "As of",
        min_value=first,
        max_value=last,
        key="as_of",
        parse=parse,
        start=today,
        width=160,
        help="Every figure is computed as of this day. Whatever is dated later is left out.",
    )
    return picked or today


def _of_team(view: ViewContext) -> ViewContext:
    with spinner(view, shared.TEAMS.query):
        teams = [ALL_TEAMS, *read(view, shared.TEAMS.query)["team"].tolist()]
    if len(teams) == 2:  # "All teams" and the only team
        return view
    team = pick("Team", teams, "team", width=240)
    if team == ALL_TEAMS:
        return view
    return replace(view, scope=replace(view.scope, only_team=team))


def of_mvp(view: ViewContext) -> ViewContext:
    """`view` narrowed to one MVP, picked here or named in the URL; stops when there is none."""
    with spinner(view, shared.PEOPLE.query):
        people = read(view, shared.PEOPLE.query)
    if people.empty:
        st.info("Nobody on the roster matches these filters.", icon=":material/inbox:")
        st.stop()
    labels = dict(zip(people["mvp_id"], people["label"], strict=True))
    picked = next(iter(labels))
    if len(labels) > 1:
        picked = pick("MVP", list(labels), "mvp", is_always_written=True, format_func=labels.get)
    return replace(view, scope=replace(view.scope, only_mvp=picked))
