"""Rows of a figure into a plotly figure: one function a figure, one palette. Knows no Streamlit.

The colors are told apart by people with any of the common color vision deficiencies, and none
stands without its word.
"""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

TRACK_COLORS = {
    "forum": "#0072b2",
    "forge": "#d55e00",
    "content": "#009e73",
    "meetup": "#cc79a7",
}
LEVEL_COLORS = {
    "ahead": "#2166ac",
    "on track": "#67a9cf",
    "behind": "#f4a582",
    "off track": "#b2182b",
}
_ACCENT = "#3f7fbf"
_NEUTRAL = "#8a94a3"
_HEIGHT = 320


def _figure(traces: Sequence[go.Bar | go.Scatter], **layout: object) -> go.Figure:
    figure = go.Figure(list(traces))
    figure.update_layout(
        height=_HEIGHT,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": -0.18, "x": 0, "traceorder": "normal"},
        hoverlabel={"namelength": -1},
        bargap=0.25,
        **layout,
    )
    figure.update_xaxes(automargin=True, fixedrange=True)
    figure.update_yaxes(automargin=True, fixedrange=True)
    return figure


def levels_by_track(rows: pd.DataFrame) -> go.Figure:
    """Stacked bars: one a track, one part a level, worst left.

    `rows`: track, level, mvps, share; a row a track and level.
    """
    bars = [
        go.Bar(
            orientation="h",
            name=level,
            y=part["track"].tolist(),
            x=part["mvps"].tolist(),
            text=part["mvps"].tolist(),
            textposition="inside",
            insidetextanchor="middle",
            marker_color=LEVEL_COLORS[level],
            customdata=part["share"].tolist(),
            hovertemplate="%{y}: %{x} " + level + " (%{customdata:.0%})<extra></extra>",
        )
        for level in reversed(LEVEL_COLORS)
        if len(part := rows[rows["level"] == level])
    ]
    return _figure(bars, barmode="stack", xaxis_title="MVPs", yaxis_autorange="reversed")


def contributions_by_month(rows: pd.DataFrame) -> go.Figure:
    """Bars a month, one color a track, with the year before as a line.

    `rows`: month, track, contributions, month_before; a row a month and track, where month_before
    is that month of the year before, all tracks together.
    """
    tracks = [track for track in TRACK_COLORS if track in set(rows["track"])]
    bars = [
        go.Bar(
            name=track,
            x=part["month"].tolist(),
            y=part["contributions"].tolist(),
            marker_color=TRACK_COLORS[track],
            hovertemplate="%{x}: %{y:,} " + track + "<extra></extra>",
        )
        for track in tracks
        if len(part := rows[rows["track"] == track])
    ]
    months = rows.drop_duplicates("month")
    before = go.Scatter(
        name="year before",
        x=months["month"].tolist(),
        y=months["month_before"].tolist(),
        mode="lines+markers",
        line={"color": _NEUTRAL, "dash": "dot"},
        hovertemplate="%{x}, year before: %{y:,}<extra></extra>",
    )
    return _figure([*bars, before], barmode="stack", yaxis_title="contributions")


def stages(rows: pd.DataFrame) -> go.Figure:
    """Bars: how many stand at each stage. `rows`: stage, mvps; a row a stage, most first."""
    bar = go.Bar(
        orientation="h",
        y=rows["stage"].tolist(),
        x=rows["mvps"].tolist(),
        text=rows["mvps"].tolist(),
        marker_color=_ACCENT,
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    return _figure([bar], xaxis_title="MVPs", yaxis_autorange="reversed", showlegend=False)
