"""Charts that count MVPs and contributions: levels, months, statuses and stages."""

from collections import Counter
from collections.abc import Sequence
from html import escape  # plotly reads names and hovers as HTML

import pandas as pd

from dashboard.charts.theme import (
    ACCENT,
    LEVEL_COLORS,
    NEUTRAL,
    PlotlyFigure,
    by_track,
    counts,
    drawn,
    inside,
    parts,
    text_on,
    titled,
    trace,
)
from data.settings.saying import own_word

_WITH_NUMBER = 1.15  # the length of the longest bar with the number at its end, on a phone
_FIRST_AT_THE_TOP: PlotlyFigure = {"autorange": "reversed"}


def sparkline(values: Sequence[float]) -> str:
    """A line through `values` as an SVG of 64 by 28 pixels, with a dot on the last; no axes."""
    low, high = min(values), max(values)
    step, scale = 56 / max(1, len(values) - 1), 20 / max(1, high - low)
    points = [(4 + step * n, 24 - scale * (value - low)) for n, value in enumerate(values)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="28" viewBox="0 0 64 28">'
        f'<polyline points="{line}" fill="none" stroke="{ACCENT}" stroke-width="2"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{ACCENT}"/></svg>'
    )


def levels_by_track(rows: pd.DataFrame) -> PlotlyFigure:
    """Stacked bars: one per track, one part per level, the worst level on the left.

    `rows`: track, level, mvps, share (0 to 1); one row per track and level.
    """
    bars = [
        trace(
            "bar",
            orientation="h",
            name=level,
            y=[escape(track) for track in part["track"]],
            x=part["mvps"].tolist(),
            text=part["mvps"].tolist(),
            customdata=part["share"].tolist(),
            hovertemplate="%{y}: %{x} " + level + " (%{customdata:.0%})<extra></extra>",
            **inside(color),
        )
        for level, color, part in parts(rows, "level", LEVEL_COLORS)
    ]
    xaxis = titled(own_word("people"), **counts(_highest(rows, "track", "mvps")))
    return drawn(bars, barmode="stack", xaxis=xaxis, yaxis=_FIRST_AT_THE_TOP)


def _highest(rows: pd.DataFrame, label: str, count: str) -> int:
    """How long the longest of the stacked bars is; each row is a part of the bar `label`."""
    lengths: Counter[str] = Counter()
    for bar, part in zip(rows[label], rows[count], strict=True):
        lengths[bar] += part
    return max(lengths.values())


def earlier_levels(rows: pd.DataFrame) -> PlotlyFigure:
    """Columns of 100 %: one per day, one part per level, the worst level at the bottom.

    `rows`: compared_on (a label), level, mvps, share (0 to 1); one row per day and level, by day.
    """
    columns = [
        trace(
            "bar",
            name=level,
            x=part["compared_on"].tolist(),
            y=part["share"].tolist(),
            text=part["mvps"].tolist(),
            textposition="inside",
            textangle=0,
            textfont={"color": text_on(color)},
            marker={"color": color},
            hovertemplate="%{x}: %{text} " + level + " (%{y:.0%})<extra></extra>",
        )
        for level, color, part in parts(rows, "level", LEVEL_COLORS)
    ]
    labels = rows["compared_on"].drop_duplicates().tolist()
    return drawn(
        columns,
        barmode="stack",
        barnorm="fraction",  # shares are rounded
        xaxis={"type": "category", "categoryorder": "array", "categoryarray": labels},
        yaxis={"tickformat": ".0%", "range": [0, 1]},
    )


def contributions_by_month(rows: pd.DataFrame) -> PlotlyFigure:
    """Columns: one per month, one color per track; the same months of the year before as a line.

    `rows`: month, track, color, is_striped, contributions, month_before (all tracks together, null
    without data); one row per month and track, in the order of the tracks.
    """
    columns = [
        trace(
            "bar",
            name=escape(track),
            x=part["month"].tolist(),
            y=part["contributions"].tolist(),
            marker=marker,
            hovertemplate="%{x}: %{y:,} " + escape(track) + "<extra></extra>",
        )
        for track, marker, part in by_track(rows)
    ]
    months = rows.drop_duplicates("month")
    before = trace(
        "scatter",
        name="year before",
        x=months["month"].tolist(),
        y=months["month_before"].tolist(),
        mode="lines+markers",
        line={"color": NEUTRAL, "dash": "dot"},
        hovertemplate="%{x}, year before: %{y:,}<extra></extra>",
    )
    most = max([_highest(rows, "month", "contributions"), *rows["month_before"].dropna()])
    yaxis = titled("contributions", **counts(most))
    return drawn([*columns, before], barmode="stack", yaxis=yaxis)


def _bars(rows: pd.DataFrame, label: str, count: str, axis_title: str) -> PlotlyFigure:
    """One bar per row, the first at the top. `rows`: the columns named by `label` and `count`."""
    bar = trace(
        "bar",
        orientation="h",
        y=rows[label].tolist(),
        x=rows[count].tolist(),
        text=rows[count].tolist(),
        textposition="outside",
        cliponaxis=False,
        marker={"color": ACCENT},
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    most = max(1, rows[count].max())
    xaxis = titled(axis_title, **counts(most), range=[0, most * _WITH_NUMBER])
    return drawn(
        [bar],
        height=96 + 36 * len(rows),
        xaxis=xaxis,
        yaxis=_FIRST_AT_THE_TOP,
        showlegend=False,
    )


def stages(rows: pd.DataFrame) -> PlotlyFigure:
    """How many MVPs are at each stage, in the order of the rows. `rows`: stage, mvps."""
    return _bars(rows, "stage", "mvps", own_word("people"))


def nominee_stages(rows: pd.DataFrame) -> PlotlyFigure:
    """How many nominees are at each stage. `rows`: stage, nominees."""
    return _bars(rows, "stage", "nominees", "nominees")


def statuses(rows: pd.DataFrame) -> PlotlyFigure:
    """How many MVPs have each certification status. `rows`: status, mvps."""
    return _bars(rows, "status", "mvps", own_word("people"))
