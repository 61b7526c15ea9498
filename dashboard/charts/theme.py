"""The palette and the looks that all charts share.

A figure is a plain dict as plotly.js reads it: objects of plotly's own check every property, which
takes longer than all else that a page does. The tests check them.

The colors are told apart with any of the common color vision deficiencies, and none stands without
its word.
"""

from collections.abc import Sequence

import pandas as pd

TRACK_COLORS = {
    "forum": "#0072b2",
    "forge": "#d55e00",
    "content": "#009e73",
    "meetup": "#cc79a7",
}
LEVEL_COLORS = {
    "off track": "#b2182b",
    "behind": "#f4a582",
    "on track": "#67a9cf",
    "ahead": "#2166ac",
}
RISK_COLORS = {
    "out of reach": "#7f0000",
    "high": "#d7301f",
    "medium": "#fdae61",
    "unknown": "#9aa3af",
    "low": "#67a9cf",
    "met": "#2166ac",
}
ACCENT = "#3f7fbf"
NEUTRAL = "#8a94a3"
FAINT = "rgba(138, 148, 163, 0.25)"
_LEGEND = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"}
_ON_LIGHT, _ON_DARK = "#1a2330", "#ffffff"
_LIGHT = {"#f4a582", "#67a9cf", "#fdae61", "#9aa3af"}
_HEIGHT = 320
Figure = dict[str, object]


def drawn(
    traces: Sequence[Figure],
    height: int = _HEIGHT,
    xaxis: Figure | None = None,
    yaxis: Figure | None = None,
    **layout: object,
) -> Figure:
    axis = {"automargin": True, "fixedrange": True}
    return {
        "data": [*traces],
        "layout": {
            "height": height,
            "margin": {"l": 8, "r": 8, "t": 24, "b": 8},
            "legend": _LEGEND,
            "hoverlabel": {"namelength": -1},
            "bargap": 0.25,
            "xaxis": axis | (xaxis or {}),
            "yaxis": axis | (yaxis or {}),
            **layout,
        },
    }


def trace(kind: str, **properties: object) -> Figure:
    """Rows as one series of a figure: a `kind` of plotly.js, such as bar or scatter."""
    return {"type": kind, **properties}


def diagonal(name: str, most: float) -> Figure:
    """The line on which x and y are the same, from 0 to `most`."""
    line = {"color": NEUTRAL, "dash": "dot"}
    ends = [0, most]
    return trace("scatter", name=name, x=ends, y=ends, mode="lines", line=line, hoverinfo="skip")


def titled(text: str, **axis: object) -> Figure:
    """An axis with its title."""
    return {"title": {"text": text}, **axis}


def parts(rows: pd.DataFrame, column: str, colors: dict[str, str]):
    """The rows of each value of `column` that occurs, in the order of the palette."""
    for value, color in colors.items():
        part = rows[rows[column] == value]
        if len(part):
            yield value, color, part


def text_on(color: str) -> str:
    return _ON_LIGHT if color in _LIGHT else _ON_DARK
