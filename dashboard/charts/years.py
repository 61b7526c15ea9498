"""Charts that compare program years: who stayed, renewals and tracks."""

from html import escape  # plotly reads names and hovers as HTML

import pandas as pd

from dashboard.charts.theme import (
    NEUTRAL,
    RENEWAL_COLORS,
    PlotlyFigure,
    by_track,
    counts,
    drawn,
    inside,
    text_on,
    titled,
    trace,
)
from data.settings.saying import own_word

_CELL_HEIGHT = 44  # pixels
_CELL_WIDTH = 0.96  # columns are 1 apart
_MOST_WITH_SHARES = 10  # columns: with more, a cell has no room for the share on a phone
_MIDDLE_LIGHT, _MIDDLE_DARK = "#67a9cf", "#3a78ae"
_SHARES = [[0, "#deebf7"], [0.5, _MIDDLE_LIGHT], [0.5, _MIDDLE_DARK], [1, "#2166ac"]]
_PLAIN = "#9aa3af"  # of cells that say how many entered
_DARK_ABOVE = 0.5  # share
_ENTERED = "entered"
_YEARS: PlotlyFigure = {"type": "category"}  # plotly would take 2025 for a number


def cohorts(rows: pd.DataFrame) -> PlotlyFigure:
    """One row per year of entry, with a cell per year from then on: darker the more have stayed.

    `rows`: cohort and year_label (labels of years), entered, in_program, share (0 to 1); one row
    per cell, by cohort and year.
    """
    firsts = rows.drop_duplicates("cohort")
    columns = [_ENTERED, *rows["year_label"].drop_duplicates()]
    entered = _cells(
        firsts,
        base=[-_CELL_WIDTH / 2] * len(firsts),
        text=[f"{number:,}" for number in firsts["entered"]],
        textfont={"color": text_on(_PLAIN)},
        marker={"color": _PLAIN},
        hovertemplate="%{y}: %{text} entered<extra></extra>",
    )
    return drawn(
        [entered, _stayed(rows, columns)],
        height=64 + _CELL_HEIGHT * len(firsts),
        barmode="overlay",
        bargap=0.06,
        xaxis={
            "side": "top",
            "tickvals": [*range(len(columns))],
            "ticktext": columns,
            "showgrid": False,
            "zeroline": False,
        },
        yaxis=_YEARS | {"autorange": "reversed"},
        showlegend=False,
    )


def _stayed(rows: pd.DataFrame, columns: list[str]) -> PlotlyFigure:
    """The cells of the years, each in its column."""
    has_shares = len(columns) <= _MOST_WITH_SHARES
    return _cells(
        rows,
        base=[columns.index(year) - _CELL_WIDTH / 2 for year in rows["year_label"]],
        text=[
            f"{mvps:,}<br>{share:.0%}" if has_shares else f"{mvps:,}"
            for mvps, share in zip(rows["in_program"], rows["share"], strict=True)
        ],
        textfont={"color": [_on(share) for share in rows["share"]]},
        marker={"color": rows["share"].tolist(), "colorscale": _SHARES, "cmin": 0, "cmax": 1},
        customdata=rows[["in_program", "year_label", "share"]].values.tolist(),
        hovertemplate="%{y}: %{customdata[0]:,} in the program in %{customdata[1]}"
        " (%{customdata[2]:.0%})<extra></extra>",
    )


def _cells(rows: pd.DataFrame, **properties: object) -> PlotlyFigure:
    """A cell for each row, in the row of its cohort; `base` has their left sides."""
    return trace(
        "bar",
        orientation="h",
        y=rows["cohort"].tolist(),
        x=[_CELL_WIDTH] * len(rows),
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        **properties,
    )


def _on(share: float) -> str:
    """The color of text on the cell of a share."""
    return text_on(_MIDDLE_DARK if share > _DARK_ABOVE else _MIDDLE_LIGHT)


def renewal_outcomes(rows: pd.DataFrame) -> PlotlyFigure:
    """Columns of 100 %: one per year, one part per outcome, the best at the top.

    `rows`: year_label, outcome (its label), outcome_word, mvps, share (0 to 1); by year.
    """
    bars = [
        trace(
            "bar",
            name=escape(part["outcome"].iloc[0]),
            x=part["year_label"].tolist(),
            y=part["share"].tolist(),
            text=part["mvps"].tolist(),
            hovertemplate="%{x}: %{text:,} "
            + escape(part["outcome"].iloc[0])
            + " (%{y:.0%})<extra></extra>",
            **inside(color),
        )
        for word, color in reversed(RENEWAL_COLORS.items())
        if len(part := rows[rows["outcome_word"] == word])
    ]
    return drawn(
        bars,
        barmode="stack",
        barnorm="fraction",  # shares are rounded
        xaxis=_YEARS | _in_order(rows),
        yaxis={"tickformat": ".0%", "range": [0, 1]},
    )


def tracks_by_year(rows: pd.DataFrame) -> PlotlyFigure:
    """A line per track with the median of each year, above columns with how many MVPs committed.

    `rows`: year_label, track, color, is_striped, mvps, median_share (1: the target; null: not
    known); one row per year and track, by year and in the order of the tracks.
    """
    lines = [_median_line(*track) for track in by_track(rows)]
    columns = [_committed(*track) for track in by_track(rows)]
    target = {"xref": "paper", "x0": 0, "x1": 1, "y0": 1, "y1": 1}
    return drawn(
        [*lines, *columns],
        height=460,
        xaxis=_YEARS | _in_order(rows) | {"anchor": "y2"},
        yaxis=titled("done of target", domain=[0.44, 1], tickformat=".0%", rangemode="tozero"),
        yaxis2=titled(own_word("people"), domain=[0, 0.32], automargin=True, fixedrange=True)
        | counts(rows["mvps"].max()),
        shapes=[target | {"type": "line", "line": {"color": NEUTRAL, "dash": "dot"}}],
    )


def _median_line(track: str, marker: PlotlyFigure, rows: pd.DataFrame) -> PlotlyFigure:
    color = {"color": marker["color"]}
    return trace(
        "scatter",
        name=escape(track),
        legendgroup=escape(track),
        x=rows["year_label"].tolist(),
        y=[None if pd.isna(share) else share for share in rows["median_share"]],
        mode="lines+markers",
        line=color | {"width": 2.5},
        marker=color | {"size": 9},
        customdata=rows["mvps"].tolist(),
        hovertemplate="%{x}: %{y:.0%} (%{customdata:,} committed) "
        + f"{escape(track)}<extra></extra>",
    )


def _committed(track: str, marker: PlotlyFigure, rows: pd.DataFrame) -> PlotlyFigure:
    return trace(
        "bar",
        name=escape(track),
        legendgroup=escape(track),
        showlegend=False,
        x=rows["year_label"].tolist(),
        y=rows["mvps"].tolist(),
        yaxis="y2",
        marker=marker,
        hovertemplate="%{x}: %{y:,} " + f"{escape(track)}<extra></extra>",
    )


def _in_order(rows: pd.DataFrame) -> PlotlyFigure:
    """The years of an axis in the order of the rows."""
    years = rows["year_label"].drop_duplicates().tolist()
    return {"categoryorder": "array", "categoryarray": years}
