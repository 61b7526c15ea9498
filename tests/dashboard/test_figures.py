"""The declarations of figures: every query has one, and what it says fits the query."""

import re

import pytest

from dashboard.page.catalog import SHARED, entries, figures, figures_of
from dashboard.page.figures import Figure, at_risk, overview
from dashboard.registry import PAGES
from tests.figures import label
from tests.parsed import ROOT, found, nodes_of_sql, parameters_of


def text_of(figure: Figure) -> str:
    return (ROOT / "queries" / f"{figure.sql_file}.sql").read_text(encoding="utf-8")


def test_every_page_query_and_every_snapshot_file_has_a_figure():
    declared = {figure.sql_file for figure in figures()}
    paths = found("queries/pages/*/*.sql", "queries/snapshot/*.sql")
    assert declared == {
        path.relative_to(ROOT / "queries").with_suffix("").as_posix() for path in paths
    }


def test_every_module_of_figures_is_that_of_a_page():
    modules = {path.stem for path in found("dashboard/page/figures/*.py")} - {"__init__"}
    assert modules == {SHARED, *(page.name for page in PAGES)}


@pytest.mark.parametrize("name", [*(page.name for page in PAGES), SHARED])
def test_a_module_declares_figures_of_its_own_page_only(name: str):
    allowed = {name, "snapshot"} if name == "snapshots" else {name}
    assert {figure.query.partition("/")[0] for figure in figures_of(name)} == allowed


@pytest.mark.parametrize("figure", figures(), ids=label)
def test_a_figure_declares_exactly_the_parameters_of_its_query(figure: Figure):
    assert parameters_of(nodes_of_sql(text_of(figure))) == set(figure.parameters)


@pytest.mark.parametrize("figure", figures(), ids=label)
def test_the_words_of_a_figure_are_whole(figure: Figure):
    """Titles begin with a capital and have no full stop; captions and empty texts are sentences."""
    figure = figure.as_said()
    assert re.fullmatch(r"[A-Z].*[^.]|\w+\.csv", figure.title)
    for text in (figure.caption, figure.empty, *(each.note for each in figure.key_figures)):
        assert text == "" or re.fullmatch(r"[A-Z].*\.", text)


def test_a_page_has_no_two_figures_of_one_title():
    for page in PAGES:
        titles = [figure.title for figure in figures_of(page.name)]
        assert len(titles) == len(set(titles)), page.name


def test_key_figures_are_those_of_the_query_in_its_order():
    labels = re.findall(r"'label': '([^']+)'", text_of(overview.HEADLINE))
    assert [each.label for each in overview.HEADLINE.key_figures] == labels


def test_a_key_figure_is_explained_by_its_note():
    without = "**Active MVPs**: MVPs who have entered and not left."
    assert overview.HEADLINE.notes_in(frozenset())[0] == without
    said = f"{without} Where NDAs are tracked, they have signed one."
    assert overview.HEADLINE.notes_in(frozenset(["nda"]))[0] == said


def test_what_a_figure_needs_is_something_that_can_be_absent():
    queries = ("pages/shared/absent", "as_of_independent/absent")
    texts = [(ROOT / "queries" / f"{query}.sql").read_text(encoding="utf-8") for query in queries]
    known = set(re.findall(r"'about': '([^']+)'", "".join(texts)))
    needed = {name for figure in figures() for name in figure.needs}
    assert needed - known == set()
    assert "certifications" in needed


def test_a_query_that_two_figures_show_has_both_titles():
    entry = entries()["at_risk/calls"]
    assert entry.figures == (at_risk.CALLS, at_risk.OUT_OF_REACH)
    assert entry.label == "At risk: Whom to call first / Out of reach"


def test_the_catalog_follows_the_menu():
    shown = list(dict.fromkeys(entry.page for entry in entries().values()))
    assert shown == [*(page.title for page in PAGES), "Every page"]
