"""The fields of a plan: what is intended in each track, and days of leave. The link keeps them."""

import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from dashboard.page.in_url import in_url, remember, set_value
from dashboard.page.prose import plain
from dashboard.reading.rows import ViewContext
from data.plan.plan import MOST_PIECES, MOST_POINTS, Ahead, Intent, Plan, a_week

_TRACK, _YEAR = "plan-", "-year"
_FROM, _TO = "away-from", "away-to"
_WHOSE = "plan of"  # in the session: whose plan it is
_MOST_A_WEEK = 99.0
# A browser keeps a day outside of the limits of its field to itself, so they are wide.
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_WIDTH = 220  # pixels: one beside the other on a desk, one or two on a phone


def asks_for_plan() -> bool:
    """Whether the link has something of a plan."""
    return any(key.startswith(_TRACK) or key in (_FROM, _TO) for key in st.query_params)


def plan_fields(view: ViewContext, tracks: list[Any]) -> Plan:
    """The plan in the fields; `tracks` are the rows of queries/pages/mvp/planning.sql."""
    _forget_plan_of_others(view, tracks)
    with st.container(horizontal=True):
        intents = tuple((str(row.track), _intent(row)) for row in tracks)
    with st.container(horizontal=True):
        first, last = (
            in_url(st.date_input, label, key=key, start=None, parse=_day, value=None,
                   min_value=_FIRST, max_value=_LAST, width=_WIDTH)
            for label, key in (("First day away", _FROM), ("Last day away", _TO))
        )  # fmt: skip
    if first and last and view.as_of < first <= last:
        return Plan(intents, (first, last))
    if first or last:
        st.caption("Leave counts when it begins after the day of this page and has a last day.")
    return Plan(intents)


def fill(tracks: list[Any], ahead: Ahead, horizon: str) -> None:
    """Put the smallest plans for a horizon into the fields, as far as these go; called before they
    are drawn."""
    found = {(row["track"], row["horizon"]): row for row in ahead.outlook}
    for row in tracks:
        smallest = found[row.track, horizon]["smallest"]
        if smallest is None:
            continue
        days = found[row.track, horizon]["open_time_left"]
        if row.is_a_week:
            rate = float(a_week(smallest, days)) if smallest else 0.0
            set_value(_key(row), min(rate, _MOST_A_WEEK))
            continue
        smallest = min(smallest, _most(row))
        sooner = found[row.track, "checkpoint"]["smallest"] if horizon == "final" else smallest
        if row.checkpoint:
            set_value(_key(row), min(sooner or 0, smallest))
        set_value(_key(row, _YEAR), smallest)


def _intent(row: Any) -> Intent:
    title = f"{plain(str(row.track_title))}: {plain(str(row.unit_many))}"
    if row.is_a_week:
        rate = in_url(
            st.number_input,
            f"{title} a week",
            key=_key(row),
            start=0.0,
            parse=_rate,
            min_value=0.0,
            max_value=_MOST_A_WEEK,
            step=0.5,
            format="%g",
            width=_WIDTH,
        )
        return Intent(a_week=Decimal(str(rate or 0)))
    soon = 0
    if row.checkpoint:
        soon = _number(f"{title} by {_short(row.checkpoint)}", _key(row), _most(row))
    later = _number(f"{title} by {_short(row.final)}", _key(row, _YEAR), _most(row))
    return Intent(soon if row.checkpoint else later, max(soon, later))


def _most(row: Any) -> int:
    return MOST_POINTS if row.is_in_points else MOST_PIECES


def _number(label: str, key: str, most: int) -> int:
    number = in_url(
        st.number_input,
        label,
        key=key,
        start=0,
        parse=partial(_pieces, most),
        min_value=0,
        max_value=most,
        step=1,
        width=_WIDTH,
    )
    return int(number or 0)


def _key(row: Any, end: str = "") -> str:
    return f"{_TRACK}{row.track}{end}"


def _forget_plan_of_others(view: ViewContext, tracks: list[Any]) -> None:
    """Begin without a plan for another MVP than before, unless a link has one."""
    state, mvp_id = st.session_state, view.scope.only_mvp
    if state.get(_WHOSE) not in (None, mvp_id):
        starts: Mapping[str, Any] = {
            **{_key(row): 0.0 if row.is_a_week else 0 for row in tracks},
            **{_key(row, _YEAR): 0 for row in tracks},
            _FROM: None,
            _TO: None,
        }
        for key, start in starts.items():
            if key in state:
                set_value(key, start)
            remember(key, None)
    state[_WHOSE] = mvp_id


def _short(day: date) -> str:
    """Jul 31."""
    return f"{day:%b} {day.day}"


def _pieces(most: int, text: str) -> int:
    """The number in a link, at most `most`; 0 for anything else."""
    try:
        return min(max(int(text), 0), most)
    except ValueError:
        return 0


def _rate(text: str) -> float:
    """The number a week in a link; 0 for anything else."""
    try:
        rate = float(text)
    except ValueError:
        return 0.0
    return min(max(rate, 0.0), _MOST_A_WEEK) if math.isfinite(rate) else 0.0


def _day(text: str) -> date | None:
    """The day in a link; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _FIRST <= day <= _LAST else None
