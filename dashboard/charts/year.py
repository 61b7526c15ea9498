"""Charts of one MVP's year."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.charts.theme import ACCENT, FAINT, NEUTRAL, PlotlyFigure, counts, drawn, trace
from data.settings.saying import own_word

_BY_MONTH: PlotlyFigure = {"tickformat": "%b"}


def burn_up(rows: pd.DataFrame, waiting: Sequence[date] = ()) -> PlotlyFigure:
    """What is done and expected day by day, the checkpoints, the target and the forecast.

    `rows`: day, done, expected, target, low, middle, high, is_checkpoint; one row per day of the
    year. done is null after the as-of date; low, middle and high are null except at the ends of
    months and of the year after it. `waiting` are the days, up to the as-of date, of what was sent
    and is not yet counted, one for each: they are marked in gray and change no number.
    """
    ahead = rows[rows["high"].notna()]
    most = rows[["done", "target", "high"]].max().max()
    return drawn(
        [
            _forecast_band(ahead),
            _line("expected", rows, "expected", color=NEUTRAL, shape="hv", width=1.5),
            _line("target", rows.iloc[[0, -1]], "target", color=NEUTRAL, dash="dash", width=1),
            _line("forecast", ahead, "middle", color=ACCENT, dash="dot", width=1.5),
            _line("done", rows[rows["done"].notna()], "done", color=ACCENT, shape="hv", width=3),
            _checkpoints(rows[rows["is_checkpoint"]]),
            *([_waiting(rows, waiting)] if waiting else []),
        ],
        yaxis=counts(most),
        xaxis=_BY_MONTH,
    )


def _line(name: str, rows: pd.DataFrame, column: str, **line: object) -> PlotlyFigure:
    return trace(
        "scatter",
        name=name,
        mode="lines",
        x=rows["day"].tolist(),
        y=rows[column].tolist(),
        line=line,
        hovertemplate="%{x|%b %-d}: %{y} " + name + "<extra></extra>",
    )


def _forecast_band(ahead: pd.DataFrame) -> PlotlyFigure:
    days = ahead["day"].tolist()
    return trace(
        "scatter",
        name="likely range",
        mode="lines",
        x=[*days, *reversed(days)],
        y=[*ahead["high"], *reversed(ahead["low"].tolist())],
        fill="toself",
        fillcolor="rgba(63, 127, 191, 0.22)",
        line={"width": 0},
        hoverinfo="skip",
    )


def _checkpoints(rows: pd.DataFrame) -> PlotlyFigure:
    return trace(
        "scatter",
        name=own_word("checkpoint"),
        x=rows["day"].tolist(),
        y=rows["expected"].tolist(),
        mode="markers",
        marker={"symbol": "diamond", "size": 10, "color": NEUTRAL},
        hovertemplate=own_word("checkpoint") + " %{x|%b %-d}: %{y} expected<extra></extra>",
    )


def _waiting(rows: pd.DataFrame, days: Sequence[date]) -> PlotlyFigure:
    """A mark on the line of what is done, on each day of `days`."""
    sent = Counter(map(pd.Timestamp, days))
    on_these = rows[rows["day"].isin([*sent]) & rows["done"].notna()]
    return trace(
        "scatter",
        name="not yet counted",
        x=on_these["day"].tolist(),
        y=on_these["done"].tolist(),
        mode="markers",
        marker={"size": 10, "color": NEUTRAL},
        customdata=[sent[day] for day in on_these["day"]],
        hovertemplate="%{x|%b %-d}: %{customdata} not yet counted<extra></extra>",
    )


def calendar(rows: pd.DataFrame) -> PlotlyFigure:
    """One square per day, darker with more contributions; weeks run from left to right.

    `rows`: day, weekday (Mon to Sun), week (its Monday), contributions; one row per day.
    """
    squares = trace(
        "heatmap",
        x=rows["week"].tolist(),
        y=rows["weekday"].tolist(),
        z=rows["contributions"].tolist(),
        zmin=0,
        zmax=max(1, rows["contributions"].max()),
        customdata=rows["day"].dt.strftime("%b %-d").tolist(),
        colorscale=[[0, FAINT], [0.01, "#9ecae1"], [1, "#08519c"]],
        xgap=2,
        ygap=2,
        showscale=False,
        hovertemplate="%{customdata}: %{z}<extra></extra>",
    )
    weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return drawn(
        [squares],
        height=210,
        xaxis=_BY_MONTH,
        yaxis={"categoryorder": "array", "categoryarray": weekdays[::-1], "showgrid": False},
    )
