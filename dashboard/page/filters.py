"""The head of a page: its title and question, and what is looked at. All of it is in the URL."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard.reading.builds import Build
from dashboard.reading.read import ViewContext, current_build, current_day, days_of, read
from dashboard.registry import page
from dashboard.viewers import access

ALL_TEAMS = "All teams"
_HERE, _ARRIVING, _KEPT = "page now", "page is new", "filters kept"


def heading(name: str, by_team: bool = True) -> ViewContext:
    """The page's title, its question and the filters; returns what is looked at.

    Stops the page for a viewer to whom it is not open.
    """
    this = page(name)
    viewer = access.viewer()
    if isinstance(viewer, access.Refusal) or viewer.role not in this.roles:
        st.error("This page is not open to you.", icon=":material/lock:")
        st.stop()
    st.session_state[_ARRIVING] = st.session_state.get(_HERE) != name
    st.session_state[_HERE] = name
    st.title(this.title, anchor=False)
    st.markdown(f"**{this.question}**")
    build = current_build()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        look = ViewContext(build, _as_of(build), viewer.scope)
        if by_team:
            look = _of_team(look)
    st.caption(read(look, "shared/checkpoint").iloc[0]["sentence"])
    return look


def in_url(
    widget: Callable[..., Any],
    label: str,
    *,
    key: str,
    start: object,
    parse: Callable[[str], object] = str,
    is_said: bool = False,
    **options: object,
) -> Any:
    """A widget whose value is in the URL under `key`, and stays when the page changes.

    On coming to a page, and after an error has kept it from being drawn, it starts with what the
    URL says, else with what was left on the page before, else with `start`; `parse` raises
    ValueError for a text that is no value of it. `start` is not written, unless `is_said`.
    """
    if st.session_state[_ARRIVING] or key not in st.session_state:
        wanted = st.query_params.get(key, st.session_state.get(_KEPT, {}).get(key))
        st.session_state[key] = start
        if wanted is not None:
            with suppress(ValueError):
                st.session_state[key] = parse(str(wanted))
    value = widget(label, key=key, **options)
    remember(key, value)
    if value == start and not is_said:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = str(value)
    return value


def remember(key: str, value: object) -> None:
    """Let the widget of `key` start with `value` on the page that comes next."""
    st.session_state.setdefault(_KEPT, {})[key] = value


def pick(label: str, options: list[str], key: str, **more: object) -> str:
    """One of `options`, the first to start with."""

    def known(text: str) -> str:
        return options[options.index(text)]

    more |= {"options": options}
    return in_url(st.selectbox, label, key=key, start=options[0], parse=known, **more)


def choice(label: str, options: list[str], key: str) -> str | None:
    """One of `options`, or None for all of them."""
    everything = f"All {label.lower()}s"
    picked = pick(label, [everything, *options], key, width=180)
    return None if picked == everything else picked


def _as_of(build: Build) -> date:
    first, last = days_of(build)
    today = current_day(build)

    def known(text: str) -> date:
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
        parse=known,
        start=today,
        width=160,
        help="Every figure is computed as of this day: nothing dated later is seen.",
    )
    return picked or today


def _of_team(look: ViewContext) -> ViewContext:
    teams = [ALL_TEAMS, *read(look, "shared/teams")["team"].tolist()]
    if len(teams) == 2:  # all teams, and the one there is
        return look
    team = pick("Team", teams, "team", width=240)
    if team == ALL_TEAMS:
        return look
    return replace(look, scope=replace(look.scope, only_team=team))


def of_mvp(look: ViewContext) -> ViewContext:
    """`look` narrowed to one MVP, picked here or named in the URL; stops when there is none."""
    people = read(look, "shared/people")
    if people.empty:
        st.info("Nobody is on the roster for this choice.", icon=":material/inbox:")
        st.stop()
    labels = dict(zip(people["mvp_id"], people["label"], strict=True))
    picked = next(iter(labels))
    if len(labels) > 1:
        picked = pick("MVP", list(labels), "mvp", is_said=True, format_func=labels.get)
    return replace(look, scope=replace(look.scope, only_mvp=picked))
