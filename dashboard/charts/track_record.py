"""The chart of the track record: chances given, and how often they came true."""

import pandas as pd

from dashboard.charts.theme import ACCENT, PlotlyFigure, diagonal, drawn, titled, trace

_LARGEST = 36  # diameter in pixels of the point with the most cases
_SYMBOLS = {"": "circle", "too few to judge": "circle-open"}


def calibration(rows: pd.DataFrame) -> PlotlyFigure:
    """One point per band of chances that has cases; its area is proportional to the cases.

    Above the diagonal, more came true than the chances said. Points with too few cases are hollow.
    `rows`: from_chance, to_chance, mean_chance and share (0 to 1), cases, reached, note.
    """
    most = rows["cases"].max()
    points = [
        trace(
            "scatter",
            name=note or "enough cases",
            x=part["mean_chance"].tolist(),
            y=part["share"].tolist(),
            mode="markers",
            cliponaxis=False,
            marker={
                "color": ACCENT,
                "symbol": symbol,
                "size": part["cases"].tolist(),
                "sizemode": "area",
                "sizeref": 2 * most / _LARGEST**2,
                "sizemin": 5,
                "opacity": 0.85,
                "line": {"color": ACCENT, "width": 2},
            },
            customdata=part[["from_chance", "to_chance", "reached", "cases"]].values.tolist(),
            hovertemplate="chance of %{customdata[0]:.0%} to %{customdata[1]:.0%}: "
            "%{customdata[2]:,} of %{customdata[3]:,} reached it (%{y:.0%})<extra></extra>",
        )
        for note, symbol in _SYMBOLS.items()
        if len(part := rows[(rows["note"] == note) & (rows["cases"] > 0)])
    ]
    return drawn(
        [diagonal("as often as given", 1), *points],
        height=420,
        xaxis=titled("chance given", tickformat=".0%", range=[-0.06, 1.06]),
        yaxis=titled("came true", tickformat=".0%", range=[-0.08, 1.08]),
    )
