"""The parts of the page Definitions: what a figure is computed from, printed from the files."""

import fnmatch
import re
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.page.catalog import Entry, entries_in
from dashboard.page.figures import data_health
from dashboard.page.figures import definitions as figures
from dashboard.page.in_url import missing, pick_in_url
from dashboard.page.prose import long_date, prose
from dashboard.page.tables import rows_table
from dashboard.reading.parts import parts_of
from dashboard.reading.rows import ViewContext, read
from data.lineage import docs
from data.lineage.queries import Lineage, home
from data.outputs.markdown import escaped
from data.settings import text as settings_text
from data.settings.parts import lacking_columns
from data.settings.saying import in_own_words
from data.sql.files import columns_of, comment, sql

_COMMENT = re.compile(r"--.*$", re.MULTILINE)
_KEYS = re.compile(r"\[([\w.*]+)\]")


def picked_entry(view: ViewContext) -> Entry | None:
    """The figure that is picked here or named in the URL; warns about an unknown name."""
    known = entries_in(parts_of(view.build))
    picked = pick_in_url(
        "Figure",
        {name: entry.label for name, entry in known.items()},
        "figure",
        placeholder="Pick a figure, or type to find one",
        width="stretch",
    )
    if missing("figure") is not None:
        st.warning("There is no such figure. Pick one here.", icon=":material/search_off:")
    return known[picked] if picked else None


def answer(view: ViewContext, entry: Entry) -> None:
    """The figure in words: its title, how to read it, what one row of it is, and its columns."""
    st.header(entry.title, anchor=False)
    parts = parts_of(view.build)
    for note in entry.notes_in(parts):
        st.markdown(note)
    st.markdown(escaped(in_own_words(comment(entry.sql_file))))
    floor, _, file = entry.sql_file.partition("/")
    if floor == "snapshot":
        _columns(file, parts)


def _columns(file: str, parts: frozenset[str]) -> None:
    """The columns of a snapshot file: which rule computes each, and what the contract says."""
    st.subheader("Its columns", anchor=False)
    query, notes, rows = f"snapshot/{file}", docs.column_notes(file), []
    for column in docs.columns(file):
        if column in lacking_columns(parts):
            continue
        where = home(query, column) or query
        sections = ", ".join(docs.cited(where))
        note = notes.get(column, "as it was read" if where.startswith("schema/") else None)
        rows.append(
            {
                "column": column,
                "computed_in": where,
                "sections": sections,
                "about": note and in_own_words(note),
            }
        )
    rows_table(pd.DataFrame(rows), f"columns of {file}")


def changes(view: ViewContext) -> None:
    """The settings that change on a date, if any do: when, and from what to what."""
    found = read(view, figures.CHANGES.query)
    if found.empty:
        return
    st.header("When rules change", anchor=False)
    text = (
        "A day is judged as a whole by the settings in force on it; an earlier day, such as a "
        "checkpoint that has passed, by the settings of then. The settings on this page are those "
        "in force on {day}."
    )
    st.markdown(in_own_words(text, day=long_date(view.as_of)))
    rows_table(found, "changes of rules")


def _values(view: ViewContext) -> dict[str, str]:
    return {str(row.key): str(row.value) for row in read(view, figures.VALUES.query).itertuples()}


def rules_in_words(view: ViewContext, lineage: Lineage) -> None:
    """The sections of the rules that explain the figure's columns, and then the others."""
    cited = _cited(lineage.homes)
    own, others = _texts(view, cited), _texts(view, _cited(lineage.rests_on) - cited)
    held = _values(view)
    st.subheader("What the rules say", anchor=False)
    if not own and not others:
        st.markdown("No rule of the program is used: the figure shows the build as it is.")
    _print(own, held, is_open=len(own) == 1)
    if others:
        st.caption("These rules build on:")
        _print(others, held)


def _cited(queries: tuple[str, ...]) -> set[str]:
    return {citation for query in queries for citation in docs.cited(query)}


def _texts(view: ViewContext, cited: set[str]) -> list[tuple[str, str]]:
    """The title and text of each citation; those about parts that the program lacks have none."""
    parts = parts_of(view.build)
    texts = [docs.section(citation, parts) for citation in docs.in_order(cited)]
    return [(title, text) for title, text in texts if text]


def _print(texts: list[tuple[str, str]], held: Mapping[str, str], is_open: bool = False) -> None:
    for title, text in texts:
        with st.expander(in_own_words(title), expanded=is_open):
            prose(in_own_words(text))
            _own_values(text, held)


def _own_values(text: str, held: Mapping[str, str]) -> None:
    """The settings that a text names and the program has otherwise than the text says."""
    if lines := settings_text.own_lines(held, settings_text.keys_in(text)):
        st.caption(
            "The numbers above are those of the standard program. This program has these instead:"
        )
        st.code(lines, language=None, wrap_lines=True)


def settings(view: ViewContext, lineage: Lineage) -> None:
    """The settings that the figure uses, as the build holds them."""
    keys_of = {named: _KEYS.findall(columns_of(named[0])[named[1]]) for named in lineage.settings}
    used = [key for keys in keys_of.values() for key in keys]
    values = _values(view)
    lines = settings_text.lines_of(used, values)
    if not lines:
        return
    st.subheader("Settings it uses", anchor=False)
    with st.expander("As in program.toml"):
        st.code(lines, language=None, wrap_lines=True)
    held = read(view, figures.SETTINGS.query).to_dict("records")
    with st.expander("In the tables of the build"):
        rows = [
            row for row in held if _is_used(keys_of.get((row["held_in"], row["held_as"])), values)
        ]
        rows_table(pd.DataFrame(rows), "settings held")


def _is_used(keys: list[str] | None, values: dict[str, str]) -> bool:
    """Whether the program has one of the settings; `*` in a key stands for any text."""
    return any(fnmatch.filter(values, key) for key in keys or [])


def queries(entry: Entry, lineage: Lineage) -> None:
    """The SQL of the figure and of every query under it, in the order in which they run."""
    st.subheader("The SQL", anchor=False)
    _code("This figure", [entry.sql_file])
    if lineage.homes:
        _code("The rules that compute its columns", lineage.homes)
    others = [query for query in lineage.rests_on if query not in lineage.homes]
    if others:
        _code(f"What these rules build on: {len(others)} more", others)
    if lineage.inputs:
        st.caption(f"All of it starts from these tables of the build: {', '.join(lineage.inputs)}.")


def _as_said(comment: re.Match[str]) -> str:
    """A comment of SQL in the program's own words."""
    return in_own_words(comment[0])


def _code(title: str, names: list[str] | tuple[str, ...]) -> None:
    with st.expander(title):
        for name in names:
            st.caption(f"queries/{name}.sql")
            st.code(_COMMENT.sub(_as_said, sql(name)), language=None, wrap_lines=True)


def choices(view: ViewContext) -> None:
    """The decisions that the program's own page leaves open: what it says, and what was chosen."""
    title, text = docs.choices(parts_of(view.build))
    st.header(in_own_words(title), anchor=False)
    prose(in_own_words(text))


def source(view: ViewContext) -> None:
    """Which build all of this is about."""
    facts = read(view, data_health.BUILD.query).itertuples()
    st.caption(" · ".join(f"{fact.fact}: {fact.says}" for fact in facts))
