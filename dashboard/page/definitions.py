"""The parts of the page Definitions: what a figure rests on, printed from the very files."""

import re

import pandas as pd
import streamlit as st

from dashboard.page.catalog import Figure, figures
from dashboard.page.components import rows_table
from dashboard.page.filters import in_url
from dashboard.page.prose import prose
from dashboard.reading.read import ViewContext, read
from data.lineage import docs
from data.lineage.queries import Lineage, home
from data.settings import text as settings_text
from data.settings.model import load
from data.sql.files import columns_of, comment, sql

_KEYS = re.compile(r"\[([\w.*]+)\]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!$~<>|:-])")


def picked_figure() -> Figure | None:
    """The figure that is picked here or named in the URL, with a word on a name that is none."""
    known = figures()
    wanted = st.query_params.get("figure")
    if wanted is not None and wanted not in known:
        st.warning("There is no such figure. Pick one here.", icon=":material/search_off:")

    def named(text: str) -> str:
        if text not in known:
            raise ValueError(text)
        return text

    picked = in_url(
        st.selectbox,
        "Figure",
        key="figure",
        start=None,
        parse=named,
        options=list(known),
        format_func=lambda name: known[name].label,
        placeholder="Pick a figure, or type to find one",
    )
    return known.get(picked)


def answer(figure: Figure) -> None:
    """The figure in words: its title, how to read it, what one row of it is, and its columns."""
    st.header(figure.title, anchor=False)
    for text in figure.says:
        st.markdown(text)
    st.markdown(_plain(comment(figure.query)))
    floor, _, file = figure.query.partition("/")
    if floor == "snapshot":
        _columns(file)


def _columns(file: str) -> None:
    """The columns of a snapshot file: which rule works each out, and what is said of it."""
    st.subheader("Its columns", anchor=False)
    notes, rows = docs.column_notes(file), []
    for column in docs.columns(file):
        where = home(f"snapshot/{file}", column)
        cited = ", ".join(docs.cited(where))
        said = notes.get(column, "as it was read" if where.startswith("schema/") else None)
        rows.append({"column": column, "worked_out_in": where, "sections": cited, "holds": said})
    rows_table(pd.DataFrame(rows), f"columns of {file}")


def rules_in_words(under: Lineage) -> None:
    """The sections of the rules that say how the figure's columns come about, and the others."""
    said = docs.in_order(_cited(under.homes))
    others = docs.in_order(_cited(under.rests_on) - set(said))
    st.subheader("What the rules say", anchor=False)
    if not said and not others:
        st.markdown("No rule of the program: it shows what was read and built, as it is.")
    _print(said, is_open=len(said) == 1)
    if others:
        st.caption("Under these rules stand:")
        _print(others)


def _cited(queries: tuple[str, ...]) -> set[str]:
    return {citation for query in queries for citation in docs.cited(query)}


def _print(citations: list[str], is_open: bool = False) -> None:
    for citation in citations:
        title, text = docs.section(citation)
        with st.expander(title, expanded=is_open):
            prose(text)


def settings(look: ViewContext, under: Lineage) -> None:
    """The settings that the figure uses, as the file has them, and as the build holds them."""
    used = {named: _KEYS.findall(columns_of(named[0])[named[1]]) for named in under.settings}
    lines = settings_text.lines_of(key for keys in used.values() for key in keys)
    if not lines:
        return
    st.subheader("Settings it uses", anchor=False)
    with st.expander("As data/program.toml has them"):
        st.code(lines, language=None, wrap_lines=True)
    held = read(look, "definitions/settings").to_dict("records")
    (digest,) = [row["value"] for row in held if row["held_as"] == "rules_digest"]
    is_same = digest == load().digest
    if not is_same:
        st.warning("The build was made with other settings: it holds the values below.")
    with st.expander("As the build holds them", expanded=not is_same):
        rows = [row for row in held if used.get((row["held_in"], row["held_as"]))]
        rows_table(pd.DataFrame(rows), "settings held")


def queries(figure: Figure, under: Lineage) -> None:
    """The SQL of the figure, and of every query under it, in the order in which it is computed."""
    st.subheader("The SQL", anchor=False)
    _code("Of this figure", [figure.query])
    if under.homes:
        _code("Of the rules that work out its columns", under.homes)
    others = [query for query in under.rests_on if query not in under.homes]
    if others:
        _code(f"Of what these rest on: {len(others)} more", others)
    if under.inputs:
        st.caption(f"It begins with the tables of the build: {', '.join(under.inputs)}.")


def _code(title: str, names: list[str] | tuple[str, ...]) -> None:
    with st.expander(title):
        for name in names:
            st.caption(f"queries/{name}.sql")
            st.code(sql(name), language=None, wrap_lines=True)


def choices() -> None:
    """Where the program page leaves something open: what it says, and what was chosen."""
    title, text = docs.choices()
    st.header(title, anchor=False)
    prose(text)


def source(look: ViewContext) -> None:
    """Which build all of this is about."""
    facts = read(look, "data_health/build").itertuples()
    st.caption(" · ".join(f"{fact.fact}: {fact.says}" for fact in facts))


def _plain(text: str) -> str:
    """A text that is no markdown, as markdown."""
    return _MARKDOWN.sub(r"\\\1", text)
