"""The fields of a plan: what is intended in each track, and days of leave. The link keeps them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from dashboard.page.in_url import in_url, missing, remember, set_value
from dashboard.page.prose import plain
from dashboard.reading.rows import ViewContext
from data.plan.plan import (
    DAYS_A_WEEK,
    MOST_PIECES,
    MOST_POINTS,
    Ahead,
    Intent,
    Plan,
    a_week,
)

_TRACK, _YEAR = "plan-", "-year"
_FROM, _TO = "away-from", "away-to"
_WHOSE = "plan of"  # in the session: whose plan it is
_MOST_A_WEEK = 99.0
# A browser keeps a day outside of the limits of its field to itself, so they are wide.
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_WIDTH = 220  # pixels: one beside the other on a desk, one or two on a phone


def asks_for_plan() -> bool:
    """Whether the link has something of a plan."""
    return any(_is_of_track(key) or key in (_FROM, _TO) for key in st.query_params)


def plan_fields(view: ViewContext, tracks: list[Any]) -> Plan:
    """The plan in the fields; `tracks` are the rows of queries/pages/mvp/planning.sql."""
    _forget_plan_of_others(view, tracks)
    left_out: list[str] = []
    with st.container(horizontal=True):
        intents = tuple((str(row.track), _intent(row, left_out)) for row in tracks)
    with st.container(horizontal=True):
        first, last = (
            _field(left_out, st.date_input, label, key, "a day", start=None, parse=_day,
                   min_value=_FIRST, max_value=_LAST)
            for label, key in (("First day away", _FROM), ("Last day away", _TO))
        )  # fmt: skip
    left_out += _without_field(tracks)
    if left_out:
        st.warning("  \n".join(left_out), icon=":material/link_off:")
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
            wanted = float(a_week(smallest, days)) if smallest else 0.0
            set_value(_key(row), min(wanted, _most_a_week(row)))
            continue
        smallest = min(smallest, _most(row))
        sooner = found[row.track, "checkpoint"]["smallest"] if horizon == "final" else smallest
        if row.checkpoint:
            set_value(_key(row), min(sooner or 0, smallest))
        set_value(_key(row, _YEAR), smallest)


def _intent(row: Any, left_out: list[str]) -> Intent:
    title = f"{plain(str(row.track_title))}: {plain(str(row.unit_many))}"
    if row.is_a_week:
        most = _most_a_week(row)
        rate = _field(
            *(left_out, st.number_input, f"{title} a week", _key(row)),
            wanted=f"a number from 0 to {most:g}",
            start=0.0,
            parse=partial(_rate, most),
            min_value=0.0,
            max_value=most,
            step=0.5,
            format="%g",
        )
        return Intent(a_week=Decimal(str(rate or 0)))
    by = partial(_number, left_out, _most(row))
    soon = by(f"{title} by {_short(row.checkpoint)}", _key(row)) if row.checkpoint else 0
    later = by(f"{title} by {_short(row.final)}", _key(row, _YEAR))
    return Intent(soon if row.checkpoint else later, max(soon, later))


def _most(row: Any) -> int:
    return MOST_POINTS if row.is_in_points else MOST_PIECES


def _number(left_out: list[str], most: int, label: str, key: str) -> int:
    number = _field(
        *(left_out, st.number_input, label, key),
        wanted=f"a whole number from 0 to {most:,}",
        start=0,
        parse=partial(_pieces, most),
        min_value=0,
        max_value=most,
        step=1,
    )
    return int(number or 0)


def _field(
    left_out: list[str],
    widget: Callable[..., Any],
    label: str,
    key: str,
    wanted: str,
    **options: Any,
) -> Any:
    """A field whose value the link has; it is empty where the link has none that fits.

    Then `left_out` has a sentence more, as Markdown; `wanted` is what fits, in words.
    """
    value = in_url(widget, label, key=key, width=_WIDTH, **options)
    if (text := missing(key)) is not None:
        said = f"“{plain(text)}” in this link is left out, as it is not {wanted}."
        left_out.append(f"{label}: {said}")
    return value


def _without_field(tracks: list[Any]) -> list[str]:
    """A sentence for each value of a track in the link for which there is no field."""
    keys = {_key(row, "" if row.is_a_week else _YEAR) for row in tracks}
    keys |= {_key(row) for row in tracks if row.checkpoint}
    others = [key for key, text in st.query_params.items() if _is_of_track(key) and text]
    said = "in this link is left out, as this plan has no such field."
    return [f"“{plain(key)}” {said}" for key in others if key not in keys]


def _is_of_track(key: str) -> bool:
    return key.startswith(_TRACK)


def _most_a_week(row: Any) -> float:
    """The most that a week can have: its days, where days are counted."""
    return float(DAYS_A_WEEK) if row.is_in_days else _MOST_A_WEEK


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
        for key in filter(_is_of_track, [*st.query_params]):
            if key not in starts:
                del st.query_params[key]
    state[_WHOSE] = mvp_id


def _short(day: date) -> str:
    """Jul 31."""
    return f"{day:%b} {day.day}"


def _pieces(most: int, text: str) -> int:
    """The number in a link. Raises ValueError for anything that does not fit."""
    return int(_within(int(text), most))


def _rate(most: float, text: str) -> float:
    """The number a week in a link. Raises ValueError for anything that does not fit."""
    return _within(float(text), most)


def _within(number: float, most: float) -> float:
    if not 0 <= number <= most:  # also for what is no number, such as "nan"
        raise ValueError(f"not from 0 to {most}")
    return number


def _day(text: str) -> date:
    """The day in a link. Raises ValueError for anything that does not fit."""
    day = date.fromisoformat(text)
    if not _FIRST <= day <= _LAST:
        raise ValueError(f"not from {_FIRST} to {_LAST}")
    return day
