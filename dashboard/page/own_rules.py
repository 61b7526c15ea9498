"""The program's own rules on the page Definitions: in plain sentences, made from its settings."""

from calendar import month_name
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.page.figures import rehearsal
from dashboard.reading.parts import parts_of
from dashboard.reading.rows import ViewContext, read
from data.outputs.markdown import escaped
from data.settings import text as settings_text
from data.settings.parts import lacking_words
from data.settings.saying import in_own_words, spoken
from data.settings.stored import nested

_DIFFER = "Where the settings differ from the standard program"
_GOALS = {
    "all": "The goals of a year are met when every track that the MVP has picked has met its goal.",
    "any": "The goals of a year are met when one of the tracks of the MVP has met its goal.",
}
_LEVELS = (
    "A level compares what is done with what is expected by the day: {label:ahead} is {ahead} of "
    "it or more, {label:on_track} {on_track}, {label:behind} {behind}, and {label:off_track} is "
    "less."
)
_RISKS = (
    "The risk looks ahead to the next checkpoint: {label:low} is a chance of {low} or more, "
    "{label:medium} of {medium}, and {label:high} is less."
)
_YEAR = (
    "The year begins on {start}. Checkpoints are on {days}; the last of these is the final one and "
    "ends the year."
)
_YEAR_OF_ONE = "The year begins on {start}. Its checkpoint is on {days}, and ends it."


def own_rules(view: ViewContext) -> None:
    """The rules in force on the day: what each track asks for, and what levels and risks mean."""
    rows = read(view, rehearsal.SETTINGS.query)
    st.header("The rules in short", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in sentences(rows)))


def own_settings(view: ViewContext) -> None:
    """Where the settings differ from the standard program, whose numbers the rules are written
    with; and the words of the rules that pages say otherwise."""
    if lines := settings_text.own_lines(_values(read(view, rehearsal.SETTINGS.query))):
        with st.expander(_DIFFER, icon=":material/tune:"):
            st.caption(
                "The texts of the rules have the tracks and numbers of the standard program. "
                "Figures are counted by these:"
            )
            st.code(lines, language=None, wrap_lines=True)
    lacking = lacking_words(parts_of(view.build))
    if labels := {w: label for w, label in spoken().labels.items() if w not in lacking}:
        said = ", ".join(f"`{word}` is “{label}”" for word, label in labels.items())
        st.caption(f"Pages say these words of the rules in the program's own words: {said}.")


def sentences(rows: pd.DataFrame) -> Iterator[str]:
    """The rules in force as sentences of Markdown, from the rows of rehearsal/settings."""
    held = nested(_values(rows))
    titles = dict[str, str]()
    for row in rows[rows["track_title"].notna()].itertuples():
        titles.setdefault(str(row.key).split(".")[1], str(row.track_title))
    for name, title in titles.items():
        yield f"**{escaped(title)}**: {_asked(held['tracks'][name])}"
    yield in_own_words(_GOALS[held["commitments"]["require"]])
    start, *days = (_day(day) for day in [held["year"]["start"], *held["year"]["checkpoints"]])
    yield in_own_words(_YEAR if days[1:] else _YEAR_OF_ONE, start=start, days=_listed(days))
    yield in_own_words(_LEVELS, **{name: _percent(held["levels"][name]) for name in held["levels"]})
    yield in_own_words(_RISKS, **{name: _percent(held["risk"][name]) for name in ("low", "medium")})


def _values(rows: pd.DataFrame) -> dict[str, str]:
    return {str(row.key): str(row.value) for row in rows.itertuples()}


def _asked(track: dict[str, Any]) -> str:
    """What a track asks for, and which kinds of contribution count."""
    said = f"{escaped(_rate(track))}. These count: {escaped(', '.join(track['counts']))}."
    if shown := track.get("shown"):
        said += f" Listed only: {escaped(', '.join(shown))}."
    if share := Fraction(track.get("min_solution_share", 0)):
        said += f" At least {_percent(share)} of the answers are accepted as the solution."
    return said


def _rate(track: dict[str, Any]) -> str:
    """How much is expected, in the unit of the track: "60 hours every 12 months"."""
    if "weekday_share" in track:
        return f"{_units(track, track['weekday_share'])} per weekday"
    if "per_year" in track:
        return f"{_units(track, track['per_year'])} a year"
    months = track["cadence_months"]
    every = "every month" if months == 1 else f"every {months} months"
    return f"{_units(track, track.get('pieces', 1))} {every}"


def _units(track: dict[str, Any], given: str | float) -> str:
    number = Fraction(str(given))
    one, several = track["unit"]
    return f"{_number(number)} {one if number == 1 else several}"


def _number(given: Fraction) -> str:
    return str(given) if given.denominator % 3 == 0 else f"{float(given):,.6g}"


def _percent(given: object) -> str:
    """A share as percent, or as the fraction that it is where that is no whole percent."""
    share = Fraction(str(given))
    return (
        f"{float(share):.0%}".replace("%", " %") if (share * 100).denominator == 1 else str(share)
    )


def _day(month_and_day: str) -> str:
    month, day = (int(number) for number in month_and_day.split("-"))
    return f"{month_name[month]} {day}"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
