"""The head of a page: its title, the date, the team and the next checkpoint, in one line."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from dashboard.page.figures import shared
from dashboard.page.filters import ALL_TEAMS, FilterRow, filter_row, say_missing
from dashboard.page.find import find_person
from dashboard.page.in_url import asked_for, begin_page, current_page
from dashboard.page.opened import viewer_of
from dashboard.page.prose import long_date, plain
from dashboard.page.waiting import spinner
from dashboard.reading.days import current_build, current_date, first_and_last_day
from dashboard.reading.parts import current_parts
from dashboard.reading.rows import ViewContext, read
from dashboard.registry import LEADS, page
from dashboard.viewers import access, audit
from data.settings.saying import in_own_words
from data.store.locations import Build


def heading(name: str, by_team: bool = True) -> ViewContext:
    """The head of a page; returns whose rows it shows, and as of when.

    Stops the page for a viewer who may not open it, and when a filter asks for what is not there.
    """
    view = draw_heading(name, by_team)
    audit.opened(name, view)
    return view


def heading_without_filters(name: str, has_build: bool = True) -> ViewContext | None:
    """The head of a page that is about the newest build as of today; None while there is none.

    Stops the page for a viewer who may not open it.
    """
    viewer = _begin(name)
    view = None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _title(name)
        if has_build:
            build = current_build()
            view = ViewContext(build, current_date(build), viewer.scope)
            if viewer.role in LEADS:
                find_person(view)
    if view and viewer.role == "lead":
        _explain_empty_scope(view, viewer)
    audit.opened(name, view)
    return view


def _begin(name: str) -> access.Viewer:
    """Note which page is drawn; who looks at it."""
    viewer = viewer_of(name)
    begin_page(name)
    return viewer


def _title(name: str) -> None:
    """The title of a page; the question that it answers is its help."""
    question = page(name).said_question_in(current_parts())
    st.title(page(name).said_title, anchor=False, help=question, width="content")


def draw_heading(
    name: str,
    by_team: bool = True,
    title: Callable[[], None] | None = None,
    narrow: Callable[[FilterRow, ViewContext], ViewContext] | None = None,
) -> ViewContext:
    """What `heading` draws, for a page that narrows its rows further before it is opened.

    One line: the title, the date, the team and the next checkpoint; returns whose rows it shows,
    and as of when. `title` draws another title than that of the page, `narrow` a further filter.
    Stops the page for a viewer who may not open it, and when a filter asks for what is not there.
    """
    viewer = _begin(name)
    build = current_build()
    with filter_row() as row:
        (title or partial(_title, name))()
        as_of = _as_of(row, build)
        view = ViewContext(build, as_of or current_date(build), viewer.scope)
        if by_team and as_of:
            view = _of_team(row, view)
        narrowed = narrow(row, view) if narrow else view
        if as_of and viewer.role in LEADS:
            find_person(view)
        if as_of:
            _next_checkpoint(view)
    if viewer.role == "lead":
        _explain_empty_scope(view, viewer)
    return narrowed


def _next_checkpoint(view: ViewContext) -> None:
    """The next checkpoint, and up to when the data reaches, at the end of the line."""
    with spinner(view, shared.CHECKPOINT.query):
        sentences = [
            read(view, figure.query).iloc[0]["sentence"]
            for figure in (shared.CHECKPOINT, shared.REACH, shared.RULE_CHANGES)
        ]
    st.caption(" ".join(filter(None, sentences)))


def _as_of(row: FilterRow, build: Build) -> date | None:
    return row.day(
        "As of",
        *first_and_last_day(build),
        current_date(build),
        width=160,
        help="Every figure is computed as of this day. Whatever is dated later is left out.",
    )


def _of_team(row: FilterRow, view: ViewContext) -> ViewContext:
    with spinner(view, shared.TEAMS.query):
        found = read(view, shared.TEAMS.query)["team"]
    teams = [ALL_TEAMS, *found.dropna().tolist()]
    if len(found) < 2 and asked_for("team") in (None, *teams):  # all have the same team, or none
        return view
    team = row.pick("Team", teams, "team", partial(_explain_team, view), width=240)
    if team == ALL_TEAMS:
        return view
    return replace(view, scope=replace(view.scope, only_team=team))


def _explain_team(view: ViewContext, team: str) -> None:
    audit.refused(current_page(), "team", team=team)
    whom = "Nobody" if view.scope.everybody else "Nobody whom you can see"
    sentence = f"{whom} was in the team “{plain(team)}” on {long_date(view.as_of)}."
    say_missing(sentence, {"Show all teams": ("team", ALL_TEAMS)})


def _explain_empty_scope(view: ViewContext, viewer: access.Viewer) -> None:
    """Tell a lead without a team, or with teams that nobody is in, why there is nobody to see."""
    if not viewer.scope.teams:
        text = (
            "You see nobody's figures as a lead, because access.csv has no team for {whom}. "
            "Ask the program team to enter it."
        )
        whom = plain(viewer.email or "you")
        st.warning(in_own_words(text, whom=whom), icon=":material/group_off:")
    elif read(replace(view, scope=viewer.scope), shared.EVERYBODY.query).empty:
        text = "You see nobody, because no MVP has the team that access.csv gives you: {teams}."
        teams = ", ".join(plain(team) for team in viewer.scope.teams)
        st.warning(in_own_words(text, teams=teams), icon=":material/group_off:")
