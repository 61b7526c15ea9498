"""How MVPs moved between levels: bands between columns of blocks, one column per checkpoint."""

from collections.abc import Iterator
from html import escape  # plotly reads hovers and annotations as HTML
from typing import NamedTuple

import pandas as pd

from dashboard.charts.theme import (
    ACCENT,
    FAINT,
    LEVEL_COLORS,
    NEUTRAL,
    PlotlyFigure,
    by_label,
    drawn,
    trace,
)

_BLOCK = 0.06  # the width of a block; columns are 1 apart
_GAP = 0.06  # between the blocks of a column, as a share of the people in it
_MARGIN = 0.15  # left of the first column
_ROOM = 0.26  # for the names of the last column, as a share of the width: enough on a phone
_STEPS = 24  # of the curve of a band
_MOST_STEPS = 3  # between years: more have no room on a phone
_Edge = tuple[float, float]  # bottom and top


class _Step(NamedTuple):
    """How many MVPs went from one label to another."""

    start: str
    end: str
    mvps: int


def flow_of_years(rows: pd.DataFrame) -> PlotlyFigure:
    """Bands between the levels at the ends of the last years; `rows` are as in `flow`."""
    years = rows["from_label"].map(_heading)
    shown = years.drop_duplicates().tolist()[-_MOST_STEPS:]
    return flow(rows[years.isin(shown)], stages=NEUTRAL)


def flow(rows: pd.DataFrame, stages: str = ACCENT) -> PlotlyFigure:
    """Bands from levels at checkpoints to the stages of today, as thick as there are MVPs.

    `stages` is the color of what is no level in the last column; before it, that is gray.

    `rows`: from_label, from_state, to_label, to_state, mvps; one row per step and pair of labels. A
    label is that of the column and the state, such as `Mar 31: behind`.
    """
    columns = (rows[name].tolist() for name in ("from_label", "to_label", "mvps"))
    steps = [_Step(*values) for values in zip(*columns, strict=True)]
    states = dict(zip(rows["from_label"].tolist(), rows["from_state"].tolist(), strict=True))
    states |= dict(zip(rows["to_label"].tolist(), rows["to_state"].tolist(), strict=True))
    people = {label: _people(label, steps) for label in states}
    labels = _columns(steps, states)
    edges = _edges(labels, people)
    place = {label: x for x, column in enumerate(labels) for label in column}
    colors = by_label(LEVEL_COLORS)
    others = dict.fromkeys(labels[-1], stages)
    blocks = [
        _block(
            place[at],
            edges[at],
            colors.get(states[at], others.get(at, NEUTRAL)),
            f"{at}: {people[at]:,}",
        )
        for at in states
    ]
    return drawn(
        [*_bands(steps, place, edges), *blocks],
        height=420,
        xaxis=_headings(labels),
        yaxis={"visible": False},
        annotations=[_annotation(place[at], edges[at], states[at], people[at]) for at in states],
        showlegend=False,
    )


def _people(label: str, steps: list[_Step]) -> int:
    """How many MVPs a label has: those who come or those who go, whichever are more."""
    gone = sum(step.mvps for step in steps if step.start == label)
    return max(gone, sum(step.mvps for step in steps if step.end == label))


def _columns(steps: list[_Step], states: dict[str, str]) -> list[list[str]]:
    """The labels of each column, best level first; steps are in the order of the columns."""
    labels = dict.fromkeys([*(step.start for step in steps), *(step.end for step in steps)])
    found: dict[str, list[str]] = {_heading(label): [] for label in labels}
    order = {level: rank for rank, level in enumerate(reversed(by_label(LEVEL_COLORS)))}
    for label in sorted(labels, key=lambda label: order.get(states[label], len(order))):
        found[_heading(label)].append(label)
    return [*found.values()]


def _heading(label: str) -> str:
    """What the labels of a column have in common, such as `Mar 31`."""
    return label.partition(":")[0]


def _bands(
    steps: list[_Step], place: dict[str, int], edges: dict[str, _Edge]
) -> Iterator[PlotlyFigure]:
    """The bands, thick ones first; those of one block lie beside one another on each side."""
    gone = {label: bottom for label, (bottom, _) in edges.items()}
    come = dict(gone)
    for step in sorted(steps, key=lambda step: -step.mvps):
        start = gone[step.start], gone[step.start] + step.mvps
        end = come[step.end], come[step.end] + step.mvps
        gone[step.start], come[step.end] = start[1], end[1]
        text = f"{step.mvps:,}: {escape(step.start)} → {escape(step.end)}"
        yield _band(place[step.start], start, end, text)


def _edges(columns: list[list[str]], people: dict[str, int]) -> dict[str, _Edge]:
    """Where each block is; the first label of a column is at its top."""
    gap = _GAP * max(sum(people[label] for label in labels) for labels in columns)
    edges: dict[str, _Edge] = {}
    for labels in columns:
        bottom = 0.0
        for label in reversed(labels):
            edges[label] = bottom, bottom + people[label]
            bottom += people[label] + gap
    return edges


def _band(column: int, start: _Edge, end: _Edge, text: str) -> PlotlyFigure:
    """An S-shaped band from a block of `column` to one of the next."""
    first, last = column + _BLOCK / 2, column + 1 - _BLOCK / 2
    shares = [step / _STEPS for step in range(_STEPS + 1)]
    xs = [first + (last - first) * share for share in shares]
    rise = [share * share * (3 - 2 * share) for share in shares]
    low, high = ([a + (b - a) * part for part in rise] for a, b in zip(start, end, strict=True))
    return _area([*xs, *reversed(xs)], [*high, *reversed(low)], FAINT, text)


def _block(column: int, edge: _Edge, color: str, text: str) -> PlotlyFigure:
    left, right = column - _BLOCK / 2, column + _BLOCK / 2
    ys = [edge[0], edge[0], edge[1], edge[1]]
    return _area([left, right, right, left], ys, color, escape(text))


def _area(xs: list[float], ys: list[float], color: str, text: str) -> PlotlyFigure:
    return trace(
        "scatter",
        x=xs,
        y=ys,
        mode="lines",
        fill="toself",
        fillcolor=color,
        line={"width": 0},
        hoveron="fills",
        hoverinfo="text",
        text=text,
    )


def _headings(columns: list[list[str]]) -> PlotlyFigure:
    """The x-axis, with the heading of each column above it."""
    last = len(columns) - 1
    return {
        "side": "top",
        "showline": False,
        "tickvals": list(range(len(columns))),
        "ticktext": [escape(_heading(labels[0])) for labels in columns],
        "range": [-_MARGIN, last + (last + _MARGIN) * _ROOM / (1 - _ROOM)],
    }


def _annotation(column: int, edge: _Edge, state: str, people: int) -> PlotlyFigure:
    """The name of a block to the right of it."""
    return {
        "x": column + _BLOCK / 2,
        "y": sum(edge) / 2,
        "text": f"{escape(state)} {people:,}",
        "xanchor": "left",
        "showarrow": False,
        "font": {"size": 11},
    }
