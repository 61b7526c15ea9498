"""Finds a person from every page: a field in the head, which the key `/` opens."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.page.figures import shared
from dashboard.page.filters import ALL_TEAMS
from dashboard.page.in_url import set_value
from dashboard.page.tables import open_mvp
from dashboard.reading.rows import ViewContext, read
from data.settings.saying import in_own_words
from data.sources.names import without_accents

_MENU, _FIELD, _FOUND = "find", "find person", "person found"


def find_person(view: ViewContext) -> None:
    """A field for one of all whom the viewer may see; the choice opens the page of the MVP.

    It is drawn, and its names are sent, when it is opened.
    """
    if (mvp_id := st.session_state.pop(_FOUND, None)) is not None:
        open_mvp(mvp_id)
    label = in_own_words("Find an MVP")
    icon = ":material/search:"
    with st.popover(label, icon=icon, type="tertiary", key=_MENU, on_change="rerun") as popover:
        if not popover.open:
            return
        scope = replace(view.scope, only_team=None, only_mvp=None)
        people = read(replace(view, scope=scope), shared.EVERYBODY.query)
        labels = map(_findable, people["distinct_name"])
        names = dict(zip(people["mvp_id"], labels, strict=True))
        teams = dict(zip(people["mvp_id"], people["team"], strict=True))
        st.selectbox(
            label,
            list(names),
            index=None,
            format_func=names.__getitem__,
            key=_FIELD,
            placeholder="Type a name",
            label_visibility="collapsed",
            on_change=_leave,
            args=(view.scope.only_team, teams),
            width=320,
        )


def _findable(name: str) -> str:
    """The name, and beside it how it can be typed without its accents: the field looks for both."""
    others = without_accents(name)
    return f"{name} ({', '.join(others)})" if others else name


def _leave(only_team: str | None, teams: Mapping[str, str]) -> None:
    """Close the menu and go to who is picked, without the filter on a team that is another."""
    mvp_id = st.session_state[_FIELD]
    st.session_state[_MENU] = False
    if mvp_id is None:
        return
    st.session_state[_FOUND] = mvp_id
    if only_team is not None and teams[mvp_id] != only_team:
        set_value("team", ALL_TEAMS)
    set_value("mvp", mvp_id)
