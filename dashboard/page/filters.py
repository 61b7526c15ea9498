"""The head of a page, its title, question and filters, and rows of further filters.

The values of filters are in the URL. A value that is asked for and is not there is never replaced
by another one: the page says so, offers the way back, and shows no figures.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.page.figures import shared
from dashboard.page.in_url import (
    asked_for,
    begin_page,
    current_page,
    in_url,
    missing,
    set_value,
)
from dashboard.page.opened import viewer_of
from dashboard.page.prose import long_date, plain
from dashboard.page.waiting import spinner
from dashboard.reading.days import current_build, current_date, first_and_last_day
from dashboard.reading.parts import current_parts
from dashboard.reading.rows import ViewContext, read
from dashboard.registry import page
from dashboard.viewers import access, audit
from data.settings.saying import in_own_words
from data.store.locations import Build

ALL_TEAMS = "All teams"


@dataclass
class FilterRow:
    """Filters beside one another, and what to say at the end of the row about missing values."""

    _explanations: list[Callable[[], None]] = field(default_factory=list)

    def pick(
        self,
        label: str,
        options: list[str],
        key: str,
        explain: Callable[[str], None] | None = None,
        **more: Any,
    ) -> str:
        """A choice of one of `options`; it begins with the first.

        `explain` says that a text is not there; without it, a sentence that fits any choice does.
        """

        def parse(text: str) -> str:
            return options[options.index(text)]

        start = options[0]
        picked: str | None = in_url(
            st.selectbox,
            label,
            key=key,
            start=start,
            parse=parse,
            options=options,
            placeholder="Pick one",
            **more,
        )
        if (text := missing(key)) is not None:
            sentence = f"“{plain(text)}” is not a choice of {label} here."
            say = explain or partial(say_missing, sentence, {f"{label}: {start}": (key, start)})
            self._explanations.append(partial(say, text))
        return picked or start

    def choice(self, label: str, options: list[str], key: str) -> str | None:
        """A choice of one of `options`, or None for all of them; it begins with all."""
        everything = f"All {label.lower()}s"
        picked = self.pick(label, [everything, *options], key, width=180)
        return None if picked == everything else picked

    def day(self, label: str, first: date, last: date, today: date, **more: Any) -> date | None:
        """A day from `first` to `last`, as of which all figures are; None if it is missing."""

        def parse(text: str) -> date:
            day = date.fromisoformat(text)
            if not first <= day <= last:
                raise ValueError(text)
            return day

        picked: date | None = in_url(
            st.date_input,
            label,
            min_value=first,
            max_value=last,
            key="as_of",
            parse=parse,
            start=today,
            **more,
        )
        if (text := missing("as_of")) is None:
            return picked or today
        sentence = (
            f"There are no figures as of “{plain(text)}”. Pick a day from {long_date(first)} "
            f"to {long_date(last)}."
        )
        back = {f"As of {long_date(today)}": ("as_of", today)}
        self._explanations.append(partial(say_missing, sentence, back, text))
        return None

    def end(self) -> None:
        """Say what is missing; then the page ends here."""
        for explain in self._explanations:
            explain()
        if self._explanations:
            st.stop()


def say_missing(
    sentence: str, ways_back: Mapping[str, tuple[str, object]], _text: str | None = None
) -> None:
    """A sentence, and a button for each way back: its label -> a filter and its new value."""
    st.warning(sentence, icon=":material/search_off:")
    with st.container(horizontal=True):
        for label, (key, value) in ways_back.items():
            st.button(label, key=f"{key} back {value}", on_click=set_value, args=(key, value))


@contextmanager
def filter_row() -> Iterator[FilterRow]:
    """A row of filters. At its end, the page stops if a value that was asked for is not there."""
    row = FilterRow()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        yield row
    row.end()


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
    if has_build:
        build = current_build()
        view = ViewContext(build, current_date(build), viewer.scope)
    audit.opened(name, view)
    return view


def _begin(name: str, title: DeltaGenerator | None = None) -> access.Viewer:
    """Draw the title, in its place if it has one, and the question of a page; who looks at it."""
    viewer = viewer_of(name)
    begin_page(name)
    (title or st).title(page(name).said_title, anchor=False)
    st.markdown(f"**{page(name).said_question_in(current_parts())}**")
    return viewer


def draw_heading(
    name: str, by_team: bool = True, title: DeltaGenerator | None = None
) -> ViewContext:
    """What `heading` draws, for a page that narrows its rows further before it is opened.

    Returns whose rows it shows, and as of when. The title is drawn in the place `title`, if given.
    Stops the page for a viewer who may not open it, and when a filter asks for what is not there.
    """
    viewer = _begin(name, title)
    build = current_build()
    with filter_row() as row:
        as_of = _as_of(row, build)
        view = ViewContext(build, as_of or current_date(build), viewer.scope)
        if by_team and as_of:
            view = _of_team(row, view)
    with spinner(view, shared.CHECKPOINT.query):
        sentences = [
            read(view, figure.query).iloc[0]["sentence"]
            for figure in (shared.CHECKPOINT, shared.REACH)
        ]
        st.caption(" ".join(filter(None, sentences)))
    if viewer.role == "lead":
        _explain_empty_scope(view, viewer)
    return view


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
