"""Colors and layout that all charts share.

A plotly figure is a plain dict as plotly.js reads it. Plotly's own objects check every property,
which takes longer than everything else on a page; the tests make them instead.

The colors can be distinguished with any common color vision deficiency, and each has a label. None
is lost on a dark ground; on a light one, a small sign in a pale color has a rim. Those of tracks
are settings (data/settings/colors.py).
"""

import math
from collections.abc import Iterator, Sequence

import pandas as pd

from data.settings.saying import own_label

# Of words of the rules; what people read for a word is the label that the program gives it.
LEVEL_COLORS = {
    "off_track": "#c02436",
    "behind": "#f4a582",
    "unknown": "#9aa3af",
    "on_track": "#67a9cf",
    "ahead": "#2166ac",
}
RISK_COLORS = {
    "out_of_reach": "#b83262",
    "high": "#d7301f",
    "medium": "#fdae61",
    "unknown": "#9aa3af",
    "low": "#67a9cf",
    "met": "#2166ac",
}
# What became of the renewal of a year (rules, section 15), best first.
RENEWAL_COLORS = {
    "renewed": "#2166ac",
    "extending": "#67a9cf",
    "open": "#9aa3af",
    "stepping_down": "#fdae61",
    "not_renewed": "#d7301f",
    "left": "#b83262",
}
ACCENT = "#3f7fbf"
NEUTRAL = "#8a94a3"
FAINT = "rgba(138, 148, 163, 0.25)"
_LEGEND = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"}
_ON_LIGHT, _ON_DARK = "#1a2330", "#ffffff"
_LIGHT = {"#f4a582", "#67a9cf", "#fdae61", "#9aa3af"}
_HEIGHT = 320
_LEAST_TEXT = 11  # pixels
_MOST_TICKS = 5
_FEW = 10  # above it, plotly's ticks are whole numbers anyway
PlotlyFigure = dict[str, object]


def drawn(
    traces: Sequence[PlotlyFigure],
    height: int = _HEIGHT,
    xaxis: PlotlyFigure | None = None,
    yaxis: PlotlyFigure | None = None,
    **layout: object,
) -> PlotlyFigure:
    """Traces in the layout of all charts; `height` in pixels, other properties as in plotly.js."""
    axis: PlotlyFigure = {"automargin": True, "fixedrange": True}
    return {
        "data": [*traces],
        "layout": {
            "height": height,
            "margin": {"l": 8, "r": 8, "t": 24, "b": 8},
            "legend": _LEGEND,
            "hoverlabel": {"namelength": -1},
            "bargap": 0.25,
            # A bar too small for its number has none; plotly would write it too small to read.
            "uniformtext": {"mode": "hide", "minsize": _LEAST_TEXT},
            "xaxis": axis | (xaxis or {}),
            "yaxis": axis | (yaxis or {}),
            **layout,
        },
    }


def trace(kind: str, **properties: object) -> PlotlyFigure:
    """One series of a chart: a `kind` of plotly.js, such as bar or scatter, and its properties."""
    return {"type": kind, **properties}


def diagonal(name: str, most: float) -> PlotlyFigure:
    """The line from (0, 0) to (most, most)."""
    line = {"color": NEUTRAL, "dash": "dot"}
    ends = [0, most]
    return trace("scatter", name=name, x=ends, y=ends, mode="lines", line=line, hoverinfo="skip")


def titled(text: str, **axis: object) -> PlotlyFigure:
    """An axis with its title."""
    return {"title": {"text": text}, **axis}


def counts(most: float) -> PlotlyFigure:
    """An axis of whole numbers from 0 to `most`; plotly itself would add ticks at halves."""
    step = max(1, math.ceil(int(most) / (_MOST_TICKS - 1)))
    whole = {"tick0": 0, "dtick": step} if most <= _FEW else {}
    return {"rangemode": "tozero", "tickformat": ",d", **whole}


def parts(
    rows: pd.DataFrame, column: str, colors: dict[str, str]
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Label, color and rows for each label in `column`, in the order of the words of `colors`."""
    for label, color in by_label(colors).items():
        part = rows[rows[column] == label]
        if len(part):
            yield label, color, part


def by_label(colors: dict[str, str]) -> dict[str, str]:
    """The colors of words by their labels."""
    return {own_label(word): color for word, color in colors.items()}


def by_track(rows: pd.DataFrame) -> Iterator[tuple[str, PlotlyFigure, pd.DataFrame]]:
    """Track, marker and rows of each track, in the order in which they occur.

    `rows`: track, color (`#rrggbb`), is_striped.
    """
    looks = rows.drop_duplicates("track")
    for track, color, is_striped in zip(
        looks["track"], looks["color"], looks["is_striped"], strict=True
    ):
        marker: PlotlyFigure = {"color": color}
        if is_striped:
            marker["pattern"] = {"shape": "/"}
        yield track, marker, rows[rows["track"] == track]


def text_on(color: str) -> str:
    """The color of text that can be read on `color`."""
    return _ON_LIGHT if color in _LIGHT else _ON_DARK


def behind_text(color: str) -> str:
    """The color, so thin that text of either theme can be read on it."""
    return f"{color}55"


def inside(color: str) -> PlotlyFigure:
    """The properties of bars in a color with their texts level in their middle."""
    return {
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": text_on(color)},
        "marker": {"color": color},
    }
