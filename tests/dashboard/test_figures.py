"""The figures of the pages, with the words that stand in their scripts."""

from dashboard.page.catalog import figures
from dashboard.registry import PAGES
from tests.parsed import found


def test_every_query_of_the_pages_and_every_snapshot_file_is_a_figure():
    queries = {figure.query for figure in figures().values()}
    paths = found("queries/pages/*/*.sql", "queries/snapshot/*.sql")
    files = {f"{path.parent.name}/{path.stem}" for path in paths}
    assert {query.removeprefix("pages/") for query in queries} == files


def test_the_figures_of_a_page_stand_in_the_order_of_the_page():
    of_overview = [name for name in figures() if name.startswith("overview/")]
    assert of_overview == [
        "overview/headline",
        "overview/levels",
        "overview/earlier_levels",
        "overview/months",
        "overview/teams",
    ]


def test_a_figure_has_the_title_and_the_caption_of_its_page():
    levels = figures()["overview/levels"]
    assert levels.label == "Overview: Where committed MVPs stand, track by track"
    assert levels.says == (
        "Active MVPs committed to a track, by level today; those who need most help stand left.",
    )


def test_a_query_that_is_drawn_twice_has_both_titles():
    titles = figures()["at_risk/calls"].titles
    assert titles == ("Whom to call first", "Out of reach by pace alone")


def test_key_figures_have_their_notes():
    first, *_ = figures()["overview/headline"].says
    assert first == "**Active MVPs**: With a signed NDA, and not left."


def test_figures_that_a_page_draws_in_a_loop_have_their_titles():
    assert figures()["data_health/files"].title == "What was read"


def test_a_figure_without_a_title_is_called_as_the_list_of_queries_calls_it():
    assert figures()["mvp/summary"].title == "Where the MVP stands, in a sentence"


def test_every_figure_has_words_of_its_own():
    """Without any, it would be called by its file's name, in small letters or with a slash."""
    nameless = [name for name, figure in figures().items() if "/" in figure.titles[0]]
    assert [name for name in nameless if name in figures()[name].title.casefold()] == []


def test_figures_stand_page_by_page_as_in_the_menu():
    shown = list(dict.fromkeys(figure.page for figure in figures().values()))
    with_figures = [page.title for page in PAGES if page.title in shown]
    assert shown == [*with_figures, "Every page"]
