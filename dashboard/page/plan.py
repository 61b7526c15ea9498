"""A plan on the page of an MVP: folded, kept in the link alone, and worked out once it is open."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.page.figures import mvp
from dashboard.page.plan_fields import asks_for_plan, fill, plan_fields
from dashboard.page.prose import plain
from dashboard.reading.planned import planned
from dashboard.reading.rows import ViewContext, read
from data.errors import NoDatabaseError
from data.outputs.markdown import escaped
from data.plan.plan import WHOLE, Ahead, a_week
from data.settings.saying import in_own_words
from data.settings.words import chance_in_words

_ICON = ":material/edit_calendar:"
_CAPTION = (
    "What would follow from what is intended after the day of this page, by the same rules and "
    "the same forecast. Nothing is stored: the link of this page keeps it."
)
_ENDED = "Nothing can be planned: the year is over, or the MVP has left."
Row = Mapping[str, Any]


def plan_of_mvp(view: ViewContext) -> None:
    """The fold with the fields of a plan and what follows from it; open if the link has a plan."""
    key = f"plan {view.scope.only_mvp}"
    with st.expander(
        "Plan", icon=_ICON, key=key, expanded=asks_for_plan(), on_change="rerun"
    ) as folded:
        if folded.open:
            _show(view)


def _show(view: ViewContext) -> None:
    asked: list[Any] = [*read(view, mvp.PLANNING.query).itertuples()]
    tracks = [row._replace(checkpoint=row.checkpoint if row.has_two else None) for row in asked]
    if not tracks:
        st.caption(in_own_words(_ENDED))
        return
    st.caption(_CAPTION)
    plan = plan_fields(view, tracks)
    try:
        with st.spinner("Working out what follows …"):
            ahead = planned(view, plan)
    except NoDatabaseError:
        st.caption("This build is not there any more.")
        return
    if ahead is None or not ahead.outlook:
        return
    shown = _apart(ahead.outlook)
    st.markdown(_together(ahead, shown))
    for track in tracks:
        rows = [row for row in shown if row["track"] == track.track]
        st.markdown(f"**{plain(str(track.track_title))}**")
        said = [_said(row, ahead) for row in rows]
        st.table(pd.DataFrame(said), hide_index=True, border="horizontal")
        smallest = "; ".join(_smallest(row, bool(track.is_a_week)) for row in rows)
        st.caption(f"For {chance_in_words(rows[0]['enough'])}: {escaped(smallest)}.")
    _offer(tracks, ahead, shown)


def _apart(outlook: Sequence[Row]) -> list[Row]:
    """The rows of the horizons that differ: where the next checkpoint is the final one, one row."""
    ends = {row["horizon"]: row["due_on"] for row in outlook}
    both = ends.get("checkpoint") != ends.get("final")
    return [row for row in outlook if both or row["horizon"] == "final"]


def _together(ahead: Ahead, shown: Sequence[Row]) -> str:
    """The MVP as a whole: the risk, the chance of the goals of the year, and the level then."""
    before, after = ahead.whole[False], ahead.whole[True]
    said = []
    if before["risk_label"] or after["risk_label"]:
        risk = _from_to(before["risk_label"] or "none", after["risk_label"] or "none")
        said.append(in_own_words("Risk before the next checkpoint: ") + f"**{escaped(risk)}**.")
    chances = _from_to(_chance(before["chance"]), _chance(after["chance"]))
    said.append(f"Chance of the goals of the year: **{escaped(chances)}**.")
    for row in {row["horizon"]: row for row in shown}.values():
        level = ahead.then[row["horizon"]].get(WHOLE, {}).get("level_label")
        said.append(f"Level on {_day(row)} with nothing else: **{escaped(level or 'none')}**.")
    return " ".join(said)


def _said(row: Row, ahead: Ahead) -> dict[str, str]:
    """What follows for a track by a day, as a row of a table for people."""
    then = ahead.then[row["horizon"]].get(row["track"], {})
    return {
        "By": _day(row),
        "Planned": f"{row['planned']:,} more",
        "With nothing else": escaped(
            f"{then['done']:,} of {then['expected']:,}, {then['level_label']}"
        ),
        "Chance": escaped(_from_to(_chance(row["chance_without"]), _chance(row["chance_with"]))),
    }


def _smallest(row: Row, is_a_week: bool) -> str:
    """The smallest plan that is likely enough, in words."""
    number, unit = row["smallest"], row["unit_one" if row["smallest"] == 1 else "unit_many"]
    if number is None:
        return f"no number is enough by {_day(row)}"
    if not number:
        return f"the forecast is enough by {_day(row)}"
    said = f"{number:,} {unit} by {_day(row)}"
    if is_a_week:
        said += f", {a_week(number, row['open_time_left']):,} a week"
    if row["smallest_accepted"]:
        answers = f"{row['smallest_accepted']:,} of the next {row['smallest_answers']:,} answers"
        said += f", with {answers} accepted"
    return said


def _offer(tracks: list[Any], ahead: Ahead, shown: Sequence[Row]) -> None:
    """A button for each day ahead that fills in what would make it likely enough."""
    ends = {row["horizon"]: row for row in shown}
    st.caption(f"What would make it {chance_in_words(shown[0]['enough'])}?")
    with st.container(horizontal=True):
        for horizon, row in ends.items():
            st.button(
                f"The smallest plan by {_day(row)}",
                key=f"plan for {horizon}",
                on_click=fill,
                args=(tracks, ahead, horizon),
            )


def _from_to(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _chance(chance: float | None) -> str:
    return "unknown" if chance is None else chance_in_words(chance)


def _day(row: Row) -> str:
    return f"{row['due_on']:%b} {row['due_on'].day}"
