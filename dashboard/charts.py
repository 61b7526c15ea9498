"""Rows of a figure into a plotly figure: one function a figure, one palette. Knows no Streamlit.

The colors are told apart with any of the common color vision deficiencies (they differ in lightness
too), and none stands without its word.
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
_ACCENT = "#3f7fbf"
_NEUTRAL = "#8a94a3"
_FAINT = "rgba(138, 148, 163, 0.25)"
_ON_LIGHT, _ON_DARK = "#1a2330", "#ffffff"
_LIGHT = {"#f4a582", "#67a9cf", "#fdae61", "#9aa3af"}
_HEIGHT = 320


def _figure(traces: Sequence[object], height: int = _HEIGHT, **layout: object) -> go.Figure:
    figure = go.Figure(list(traces))
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        hoverlabel={"namelength": -1},
        bargap=0.25,
        **layout,
    )
    figure.update_xaxes(automargin=True, fixedrange=True)
    figure.update_yaxes(automargin=True, fixedrange=True)
    return figure


def _parts(rows: pd.DataFrame, column: str, colors: dict[str, str]):
    """The rows of each value of `column` that occurs, in the order of the palette."""
    for value, color in colors.items():
        part = rows[rows[column] == value]
        if len(part):
            yield value, color, part


def _text_on(color: str) -> str:
    return _ON_LIGHT if color in _LIGHT else _ON_DARK


def sparkline(values: Sequence[float]) -> str:
    """A line through `values` as an SVG picture of 120 by 28, the last one marked; no axes."""
    low, high = min(values), max(values)
    step, scale = 112 / max(1, len(values) - 1), 20 / max(1, high - low)
    points = [(4 + step * n, 24 - scale * (value - low)) for n, value in enumerate(values)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="28" viewBox="0 0 120 28">'
        f'<polyline points="{line}" fill="none" stroke="{_ACCENT}" stroke-width="2"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_ACCENT}"/></svg>'
    )


def levels_by_track(rows: pd.DataFrame) -> go.Figure:
    """Stacked bars: one a track, a part a level, worst left.

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
            textangle=0,
            textfont_color=_text_on(color),
            marker_color=color,
            customdata=part["share"].tolist(),
            hovertemplate="%{y}: %{x} " + level + " (%{customdata:.0%})<extra></extra>",
        )
        for level, color, part in _parts(rows, "level", LEVEL_COLORS)
    ]
    return _figure(bars, barmode="stack", xaxis_title="MVPs", yaxis_autorange="reversed")


def levels_then(rows: pd.DataFrame) -> go.Figure:
    """Columns of 100 %: one a checkpoint and now, a part a level, worst at the bottom.

    `rows`: moment, level, mvps, share; a row a moment and level, moments in order.
    """
    columns = [
        go.Bar(
            name=level,
            x=part["moment"].tolist(),
            y=part["share"].tolist(),
            text=part["mvps"].tolist(),
            textposition="inside",
            textangle=0,
            textfont_color=_text_on(color),
            marker_color=color,
            hovertemplate="%{x}: %{text} " + level + " (%{y:.0%})<extra></extra>",
        )
        for level, color, part in _parts(rows, "level", LEVEL_COLORS)
    ]
    moments = rows["moment"].drop_duplicates().tolist()
    return _figure(
        columns,
        barmode="stack",
        xaxis={"type": "category", "categoryorder": "array", "categoryarray": moments},
        yaxis={"tickformat": ".0%", "range": [0, 1]},
    )


def contributions_by_month(rows: pd.DataFrame) -> go.Figure:
    """Columns a month, a color a track, with the same month of the year before as a line.

    `rows`: month, track, contributions, month_before (all tracks together); a row a
    month and track.
    """
    columns = [
        go.Bar(
            name=track,
            x=part["month"].tolist(),
            y=part["contributions"].tolist(),
            marker_color=color,
            hovertemplate="%{x}: %{y:,} " + track + "<extra></extra>",
        )
        for track, color, part in _parts(rows, "track", TRACK_COLORS)
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
    return _figure([*columns, before], barmode="stack", yaxis_title="contributions")


def pace(rows: pd.DataFrame) -> go.Figure:
    """Needed pace against recent pace, a point an MVP and track; above the diagonal is trouble.

    `rows`: name, track, risk, needed_a_week, recent_a_week, chance.
    """
    most = max(1, rows["needed_a_week"].max(), rows["recent_a_week"].max())
    diagonal = go.Scatter(
        x=[0, most],
        y=[0, most],
        mode="lines",
        line={"color": _NEUTRAL, "dash": "dot"},
        name="needed = recent",
        hoverinfo="skip",
    )
    points = [
        go.Scatter(
            name=risk,
            x=part["recent_a_week"].tolist(),
            y=part["needed_a_week"].tolist(),
            mode="markers",
            marker={"color": color, "size": 10, "line": {"color": _NEUTRAL, "width": 0.5}},
            customdata=part[["name", "track", "chance"]].to_numpy().tolist(),
            hovertemplate="%{customdata[0]}, %{customdata[1]}: needs %{y} a week, did %{x}"
            " (chance %{customdata[2]:.0%})<extra>" + risk + "</extra>",
        )
        for risk, color, part in _parts(rows, "risk", RISK_COLORS)
    ]
    return _figure(
        [diagonal, *points],
        height=400,
        xaxis_title="recent pace, a week",
        yaxis_title="needed pace, a week",
    )


def bars(rows: pd.DataFrame, label: str, count: str) -> go.Figure:
    """Bars from the top: a row each. `rows`: the columns named by `label` and `count`."""
    bar = go.Bar(
        orientation="h",
        y=rows[label].tolist(),
        x=rows[count].tolist(),
        text=rows[count].tolist(),
        textposition="auto",
        marker_color=_ACCENT,
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    return _figure(
        [bar],
        height=96 + 36 * len(rows),
        xaxis_title=count,
        yaxis_autorange="reversed",
        showlegend=False,
    )


def stages(rows: pd.DataFrame) -> go.Figure:
    """How many MVPs stand at each stage, in the order of the pipeline. `rows`: stage, mvps."""
    return bars(rows, "stage", "mvps")


def nominee_stages(rows: pd.DataFrame) -> go.Figure:
    """How many nominees stand at each stage. `rows`: stage, nominees."""
    return bars(rows, "stage", "nominees")


def statuses(rows: pd.DataFrame) -> go.Figure:
    """How many MVPs have each certification status. `rows`: status, mvps."""
    return bars(rows, "status", "mvps")


def flow(rows: pd.DataFrame) -> go.Figure:
    """A Sankey of levels over the checkpoints into stages.

    `rows`: from_label, from_state, to_label, to_state, mvps; a row a step and pair.
    """
    ends = pd.concat(
        [
            rows[["from_label", "from_state"]].set_axis(["label", "state"], axis=1),
            rows[["to_label", "to_state"]].set_axis(["label", "state"], axis=1),
        ]
    ).drop_duplicates("label")
    place = {label: number for number, label in enumerate(ends["label"])}
    sankey = go.Sankey(
        textfont={"shadow": "none"},
        node={
            "label": ends["label"].tolist(),
            "color": [LEVEL_COLORS.get(state, _ACCENT) for state in ends["state"]],
            "pad": 14,
            "thickness": 14,
        },
        link={
            "source": [place[label] for label in rows["from_label"]],
            "target": [place[label] for label in rows["to_label"]],
            "value": rows["mvps"].tolist(),
            "color": _FAINT,
        },
    )
    return _figure([sankey], height=420)


def burn_up(rows: pd.DataFrame) -> go.Figure:
    """Done so far, what is expected day by day, checkpoints, target, and the forecast's fan.

    `rows`: day, done, expected, target, low, middle, high, is_checkpoint; a row a day of the year;
    done is null after the as-of date, low to high are null but at month ends after it.
    """
    days, ahead = rows["day"].tolist(), rows[rows["high"].notna()]
    done = rows[rows["done"].notna()]
    marks = rows[rows["is_checkpoint"]]
    fan_days = ahead["day"].tolist()
    traces = [
        go.Scatter(
            name="likely range",
            mode="lines",
            x=[*fan_days, *reversed(fan_days)],
            y=[*ahead["high"], *reversed(ahead["low"].tolist())],
            fill="toself",
            fillcolor="rgba(63, 127, 191, 0.22)",
            line={"width": 0},
            hoverinfo="skip",
        ),
        go.Scatter(
            name="expected",
            mode="lines",
            x=days,
            y=rows["expected"].tolist(),
            line={"color": _NEUTRAL, "shape": "hv", "width": 1.5},
            hovertemplate="%{x|%b %-d}: %{y} expected<extra></extra>",
        ),
        go.Scatter(
            name="target",
            mode="lines",
            x=[days[0], days[-1]],
            y=rows["target"].iloc[[0, -1]].tolist(),
            line={"color": _NEUTRAL, "dash": "dash", "width": 1},
            hovertemplate="target: %{y}<extra></extra>",
        ),
        go.Scatter(
            name="forecast",
            mode="lines",
            x=fan_days,
            y=ahead["middle"].tolist(),
            line={"color": _ACCENT, "dash": "dot", "width": 1.5},
            hovertemplate="%{x|%b %-d}: about %{y}<extra></extra>",
        ),
        go.Scatter(
            name="done",
            mode="lines",
            x=done["day"].tolist(),
            y=done["done"].tolist(),
            line={"color": _ACCENT, "shape": "hv", "width": 3},
            hovertemplate="%{x|%b %-d}: %{y} done<extra></extra>",
        ),
        go.Scatter(
            name="checkpoint",
            x=marks["day"].tolist(),
            y=marks["expected"].tolist(),
            mode="markers",
            marker={"symbol": "diamond", "size": 10, "color": _NEUTRAL},
            hovertemplate="checkpoint %{x|%b %-d}: %{y} expected<extra></extra>",
        ),
    ]
    return _figure(traces, yaxis_rangemode="tozero", xaxis_tickformat="%b")


def calendar(rows: pd.DataFrame) -> go.Figure:
    """A square a day, darker the more of it counted: weeks from left to right.

    `rows`: day, weekday, week, contributions; a row a day.
    """
    squares = go.Heatmap(
        x=rows["week"].tolist(),
        y=rows["weekday"].tolist(),
        z=rows["contributions"].tolist(),
        zmin=0,
        zmax=max(1, rows["contributions"].max()),
        customdata=rows["day"].dt.strftime("%b %-d").tolist(),
        colorscale=[[0, _FAINT], [0.01, "#9ecae1"], [1, "#08519c"]],
        xgap=2,
        ygap=2,
        showscale=False,
        hovertemplate="%{customdata}: %{z}<extra></extra>",
    )
    weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return _figure(
        [squares],
        height=210,
        xaxis_tickformat="%b",
        yaxis={"categoryorder": "array", "categoryarray": weekdays[::-1], "showgrid": False},
    )


def exam_dates(rows: pd.DataFrame) -> go.Figure:
    """A point an MVP on the day their exam is due or their certificate ends, a line a status.

    `rows`: name, status, day, what.
    """
    points = go.Scatter(
        x=rows["day"].tolist(),
        y=rows["status"].tolist(),
        mode="markers",
        marker={"color": _ACCENT, "size": 11, "opacity": 0.65},
        customdata=rows[["name", "what"]].to_numpy().tolist(),
        hovertemplate="%{customdata[0]}: %{customdata[1]} on %{x|%b %-d, %Y}<extra></extra>",
    )
    return _figure([points], height=96 + 44 * rows["status"].nunique(), showlegend=False)
