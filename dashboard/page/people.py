"""Who is meant: the choice of an MVP, and names that tell people apart."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.page.figures import shared
from dashboard.page.filters import ALL_TEAMS, FilterRow, filter_row, say_missing
from dashboard.page.heading import draw_heading
from dashboard.page.in_url import asked_for, current_page
from dashboard.page.opened import viewer_of
from dashboard.page.prose import long_date, plain
from dashboard.page.waiting import spinner
from dashboard.reading.days import current_date, first_and_last_day
from dashboard.reading.parts import current_parts
from dashboard.reading.rows import ViewContext, read
from dashboard.registry import page
from dashboard.viewers import audit
from data.settings.saying import in_own_words


def heading_of_mvp() -> ViewContext:
    """The head of the page of one MVP, with the person's name as its title."""
    viewer_of("mvp")
    titles: list[DeltaGenerator] = []

    def narrow(row: FilterRow, view: ViewContext) -> ViewContext:
        narrowed = _to_one(row, view) if row.is_complete else view
        is_known = row.is_complete and narrowed.scope.only_mvp is not None
        name = plain(name_of(narrowed)) if is_known else page("mvp").said_title
        question = page("mvp").said_question_in(current_parts())
        titles[0].title(name, anchor=False, help=question, width="content")
        return narrowed

    view = draw_heading("mvp", title=lambda: titles.append(st.empty()), narrow=narrow)
    _stop_without_mvp(view)
    audit.opened("mvp", view)
    return view


def name_of(view: ViewContext) -> str:
    """The name of the one MVP of a view, told apart from others of the same name."""
    person = _everybody(view).query("mvp_id == @view.scope.only_mvp")
    return str(person["distinct_name"].item())


def names_of(view: ViewContext) -> dict[str, str]:
    """The names of all whom the viewer may see, told apart, by mvp_id."""
    people = _everybody(view)
    return dict(zip(people["mvp_id"], people["distinct_name"], strict=True))


def of_mvp(view: ViewContext) -> ViewContext:
    """`view` narrowed to one MVP, picked here or named in the URL; stops when there is none.

    The view is as of another day than the page.
    """
    with filter_row() as row:
        view = _to_one(row, view, has_own_date=True)
    _stop_without_mvp(view, has_own_date=True)
    return view


def _to_one(row: FilterRow, view: ViewContext, has_own_date: bool = False) -> ViewContext:
    """`view` narrowed to one MVP, picked in the row or named in the URL; itself if nobody is there.

    `has_own_date`: the view is as of another day than the page.
    """
    with spinner(view, shared.PEOPLE.query):
        labels = labels_of_roster(view)
    wanted = asked_for("mvp")
    if not labels:
        return view
    picked = next(iter(labels))
    if len(labels) > 1 or wanted not in (None, picked):
        picked = row.pick(
            in_own_words("MVP"),
            list(labels),
            "mvp",
            partial(_explain_absence, view, has_own_date),
            is_always_written=True,
            format_func=labels.get,
            width=260,
        )
    return replace(view, scope=replace(view.scope, only_mvp=picked))


def labels_of_roster(view: ViewContext) -> dict[str, str]:
    """The MVPs of the roster whom `view` has, in order: mvp_id -> label, told apart."""
    people = read(view, shared.PEOPLE.query)
    told_apart = namesakes(view)
    pairs = zip(people["mvp_id"], people["label"], strict=True)
    return {mvp_id: told_apart.get(mvp_id, label) for mvp_id, label in pairs}


def _stop_without_mvp(view: ViewContext, has_own_date: bool = False) -> None:
    """End the page where a view is not narrowed to one MVP, because nobody is there."""
    if view.scope.only_mvp is not None:
        return
    wanted = asked_for("mvp")
    if wanted is not None:
        _explain_absence(view, has_own_date, wanted)
    else:
        st.info("Nobody on the roster matches these filters.", icon=":material/inbox:")
    st.stop()


def _explain_absence(view: ViewContext, has_own_date: bool, mvp_id: str) -> None:
    """Say that an MVP is not on the roster of the day, with the ways back."""
    audit.refused(current_page(), "mvp", "letter" if has_own_date else "page", mvp=mvp_id)
    on_day = f"on {long_date(view.as_of)}"
    found = _everybody(view).query("mvp_id == @mvp_id")
    if found.empty:
        _explain_unknown(view, on_day, mvp_id)
        return
    person, only_team = found.iloc[0], view.scope.only_team
    name = plain(person["distinct_name"])
    if only_team is not None and only_team != person["team"]:
        sentence = f"{name} is not in the team {plain(only_team)}."
        say_missing(sentence, {"Show all teams": ("team", ALL_TEAMS)})
        return
    ways_back = {} if has_own_date else _days_with(view, mvp_id, person["entered_on"].date())
    say_missing(f"{name} was not in the program {on_day}.", ways_back)


def _explain_unknown(view: ViewContext, on_day: str, mvp_id: str) -> None:
    """Say that an id is nobody's; to others than the program team, a stranger's reads the same."""
    if view.scope.everybody:
        say_missing(f"“{plain(mvp_id)}” was not in the program {on_day}: nobody has this id.", {})
        return
    people = read(view, shared.PEOPLE.query)
    only_one = people.head(1) if len(people) == 1 else people.head(0)
    say_missing(
        in_own_words(
            "The MVP in this link was not in the program {on_day}, or is nobody whom you can see.",
            on_day=on_day,
        ),
        {f"Show {plain(str(one.label))}": ("mvp", one.mvp_id) for one in only_one.itertuples()},
    )


def _days_with(
    view: ViewContext, mvp_id: str, entered_on: date
) -> Mapping[str, tuple[str, object]]:
    """The ways back to a day on which the MVP is on the roster: today, else that of entering."""
    today, last_day = current_date(view.build), first_and_last_day(view.build)[1]
    if mvp_id in read(replace(view, as_of=today), shared.PEOPLE.query)["mvp_id"].tolist():
        return {f"As of today, {long_date(today)}": ("as_of", today)}
    if entered_on <= last_day:
        return {f"As of {long_date(entered_on)}, the day of entering": ("as_of", entered_on)}
    return {}


def with_distinct_names(view: ViewContext, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows; people who share a name have the team beside it, and the id if need be."""
    if not {"mvp_id", "name"} <= set(rows.columns) or not (names := namesakes(view)):
        return rows
    pairs = zip(rows["mvp_id"], rows["name"], strict=True)
    return rows.assign(name=[names.get(mvp_id, name) for mvp_id, name in pairs])


def need_ids(view: ViewContext, rows: pd.DataFrame) -> bool:
    """Whether a table of these rows has to show ids: team and name are those of several MVPs."""
    if not {"mvp_id", "name"} <= set(rows.columns):
        return False
    people = _everybody(view)
    return bool(rows["mvp_id"].isin(people.loc[people["needs_id"], "mvp_id"]).any())


def namesakes(view: ViewContext) -> dict[str, str]:
    """The MVPs whom the viewer may see and who share a name: mvp_id -> the name told apart."""
    people = _everybody(view)
    shared_names = people[people["distinct_name"] != people["name"]]
    return dict(zip(shared_names["mvp_id"], shared_names["distinct_name"], strict=True))


def _everybody(view: ViewContext) -> pd.DataFrame:
    """All MVPs whom the viewer may see, whatever the filters."""
    scope = replace(view.scope, only_team=None, only_mvp=None)
    return read(replace(view, scope=scope), shared.EVERYBODY.query)
