"""Charts with a point for each MVP: pace and dates."""

from html import escape  # plotly reads the text of hovers as HTML
from typing import Any

import pandas as pd

from dashboard.charts.theme import (
    ACCENT,
    NEUTRAL,
    RISK_COLORS,
    PlotlyFigure,
    diagonal,
    drawn,
    parts,
    titled,
    trace,
)
from data.settings.words import chance_in_words

_DAYS_AROUND = 15  # shown on each side of the only day of a chart


def pace(rows: pd.DataFrame) -> PlotlyFigure:
    """Needed pace against recent pace, one point per MVP and track.

    Above the diagonal, the recent pace is not enough. `rows`: name, track, risk, needed_a_week and
    recent_a_week (units of the track per week), chance (0 to 1).
    """
    most = max(1, rows["needed_a_week"].max(), rows["recent_a_week"].max())
    points = [
        trace(
            "scatter",
            name=risk,
            x=part["recent_a_week"].tolist(),
            y=part["needed_a_week"].tolist(),
            mode="markers",
            marker={"color": color, "size": 10, "line": {"color": NEUTRAL, "width": 0.5}},
            customdata=[
                [escape(name), escape(track), escape(chance_in_words(chance))]
                for name, track, chance in zip(
                    part["name"], part["track"], part["chance"], strict=True
                )
            ],
            hovertemplate="%{customdata[0]}, %{customdata[1]}: needs %{y} per week, did %{x}"
            " (chance %{customdata[2]})<extra>" + risk + "</extra>",
        )
        for risk, color, part in parts(rows, "risk", RISK_COLORS)
    ]
    return drawn(
        [diagonal("needed = recent", most), *points],
        height=400,
        xaxis=titled("recent pace, per week"),
        yaxis=titled("needed pace, per week"),
    )


def exam_dates(rows: pd.DataFrame) -> PlotlyFigure:
    """One point per MVP on the day an exam is due or a certificate ends, one line per status.

    `rows`: name, status, day, what (the words for the hover).
    """
    points = trace(
        "scatter",
        x=rows["day"].tolist(),
        y=rows["status"].tolist(),
        mode="markers",
        marker={"color": ACCENT, "size": 11, "opacity": 0.65},
        customdata=[[escape(n), what] for n, what in zip(rows["name"], rows["what"], strict=True)],
        hovertemplate="%{customdata[0]}: %{customdata[1]} on %{x|%b %-d, %Y}<extra></extra>",
    )
    height = 96 + 44 * rows["status"].nunique()
    return drawn([points], height=height, xaxis=_days(rows["day"]), showlegend=False)


def _days(days: "pd.Series[Any]") -> PlotlyFigure:
    """An axis of dates; around a single day, plotly would choose milliseconds."""
    axis: PlotlyFigure = {"type": "date"}
    if days.nunique() == 1:
        day, around = days.iloc[0], pd.Timedelta(days=_DAYS_AROUND)
        axis |= {
            "range": [day - around, day + around],
            "tickvals": [day],
            "tickformat": "%b %-d, %Y",
        }
    return axis
