"""The numbers behind the chances of one MVP, by the symbols of docs/forecast.md."""
# ruff: noqa: RUF001 - these symbols

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.page.figures import definitions as figures
from dashboard.page.in_url import missing, pick_in_url
from dashboard.page.people import labels_of_roster
from dashboard.page.prose import long_date, plain
from dashboard.reading.rows import ViewContext, read
from data.lineage.queries import Lineage
from data.settings.saying import in_own_words
from data.settings.words import chance_in_words

_RULE = "rules/chances"  # the query that gives a chance
_WHOLE, _TENTHS, _EXACT = "{:,.0f}", "{:,.1f}", "{:.6g}"
# The column of each number in the query, its symbol, what it is, and how it is written.
_NUMBERS = (
    ("done", "", "Done so far", _WHOLE),
    ("expected", "", "Expected by then", _WHOLE),
    ("n", "N", "Still needed", _WHOLE),
    ("s", "S", "What was done, the more recent the more weight", _EXACT),
    ("x", "X", "Days without leave, weighted in the same way", _EXACT),
    ("h", "h", "After so many days the weight is half (setting)", _EXACT),
    ("a", "a", "Assumed of everybody: done (setting)", _EXACT),
    ("b", "b", "Assumed of everybody: days (setting)", _EXACT),
    ("k", "k", "What S and X are divided by (setting)", _EXACT),
    ("r", "r", "a + S / k", _EXACT),
    ("q", "q", "b + X / k", _EXACT),
    ("m", "m", "Days ahead without leave", _EXACT),
    ("c", "c", "Points of a step", _EXACT),
    ("omega", "ω", "Steps of a contribution", _EXACT),
    ("likely", "", "Likely to come by then, in the mean", _TENTHS),
    ("p", "p", "q / (q + m); in points m times ω in place of m", _EXACT),
    ("count_chance", "", "Chance that at least N come", _EXACT),
    ("z", "z", "Answers expected by then", _WHOLE),
    ("y", "y", "How many of them have to be accepted", _WHOLE),
    ("alpha", "α", "Accepted so far, weighted, with what is assumed", _EXACT),
    ("beta", "β", "Not accepted so far, weighted, with what is assumed", _EXACT),
    ("share_chance", "", "Chance that so many are accepted", _EXACT),
)


def chances_of_one(view: ViewContext, lineage: Lineage) -> None:
    """The numbers that went into the chances of an MVP whom the viewer may see and picks here.

    Nothing for a figure that rests on no chance. Who sees one MVP only sees that one.
    """
    if _RULE not in (*lineage.homes, *lineage.rests_on):
        return
    st.subheader("The numbers behind one person’s chance", anchor=False)
    if (mvp_id := _picked(view)) is None:
        return
    one = replace(view, scope=replace(view.scope, only_mvp=mvp_id))
    rows = read(one, figures.CHANCE.query)
    if rows.empty:
        st.caption(in_own_words("No track of this MVP has a chance on this day."))
        return
    st.caption("The symbols are those of the formulas that this page prints below.")
    for track in rows["track"].unique():
        st.markdown(f"**{plain(track)}**")
        st.table(_table(rows[rows["track"] == track]), hide_index=True, border="horizontal")


def _picked(view: ViewContext) -> str | None:
    """The MVP who is picked here, came along from another page, or is the only one to see."""
    labels = labels_of_roster(view)
    if not labels:
        st.caption("Nobody whom you can see is on the roster on this day.")
        return None

    picked = pick_in_url(in_own_words("MVP"), labels, "mvp", placeholder="Type a name", width=360)
    if missing("mvp") is not None:
        st.caption(in_own_words("The MVP in this link is nobody whom you can see on this day."))
    return picked


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """The numbers of a track: what each is, its symbol, and its value by each day due."""
    days = {long_date(row["due_on"].date()): row for _, row in rows.iterrows()}
    lines = []
    for column, symbol, meaning, spec in _NUMBERS:
        values = {day: _said(row[column], spec) for day, row in days.items()}
        if any(values.values()):
            lines.append({"What": meaning, "Symbol": symbol, **values})
    chances = {day: _chance(row) for day, row in days.items()}
    has_both = rows["share_chance"].notna().any()
    named = "**Chance**: the two multiplied" if has_both else "**Chance**"
    return pd.DataFrame([*lines, {"What": named, "Symbol": "", **chances}])


def _said(value: float | None, spec: str) -> str:
    return "" if pd.isna(value) else spec.format(float(value))


def _chance(row: pd.Series) -> str:
    """The chance, and why it was not worked out, if it was not."""
    said = f"**{chance_in_words(row['chance'])}**"
    if row["is_worked_out"]:
        return said
    return f"{said}: {'nothing more has to happen' if row['chance'] else 'out of reach'}"
