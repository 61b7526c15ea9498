"""A row of key figures: numbers with their change and trend, each with a link to its list."""

from typing import Any, Literal

import streamlit as st

from dashboard.charts import sparkline
from dashboard.page.absent import caption_absent
from dashboard.page.figures import Figure, KeyFigure
from dashboard.page.linked import link
from dashboard.page.tile import menu
from dashboard.page.waiting import spinner
from dashboard.reading.parts import parts_of
from dashboard.reading.rows import ViewContext, read
from data.settings.saying import in_own_words


def key_figures(view: ViewContext, figure: Figure) -> None:
    """The rows of the query as cards over the whole width; below them, what is not there."""
    declared = {each.label: each for each in figure.key_figures}
    with spinner(view, figure.query):
        rows = read(view, figure.query)
    with st.container(horizontal=True, wrap=False, gap="xsmall"):
        with st.container(horizontal=True, gap="xsmall", key="key_figures"):
            for row in rows.itertuples():
                with st.container(border=True, gap=None, key=f"key figure {row.Index}"):
                    _card(row, declared[str(row.label)], parts_of(view.build))
        menu(view, figure, has_rows=False)
    caption_absent(view, *figure.needs)


def _card(row: Any, declared: KeyFigure, parts: frozenset[str]) -> None:
    """A row of the query (label, value, change, change_text, trend) as a number with its trend."""
    label = declared.shown_label
    link(declared.list_on, label, declared.said_filters, declared.note_in(parts))
    st.metric(
        label,
        f"{row.value:,}",
        row.change_text,
        delta_color=_delta_color(declared) if row.change else "off",
        delta_arrow="auto" if row.change else "off",
        label_visibility="collapsed",
    )
    values = ", ".join(f"{value:,}" for value in row.trend)
    alt = "{label}, checkpoint by checkpoint: {values}"
    st.image(sparkline(row.trend), alt=in_own_words(alt, label=label, values=values))


def _delta_color(declared: KeyFigure) -> Literal["normal", "inverse"]:
    return "inverse" if declared.is_good_when_falling else "normal"
