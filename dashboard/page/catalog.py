"""Every figure of every page: the one list that Definitions, the tests and the benchmarks read."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from dashboard.page.figures import Figure
from dashboard.registry import PAGES
from data.settings.saying import in_own_words

SHARED = "shared"  # the module of what the head of every page asks


@dataclass(frozen=True)
class Entry:
    """A query in the catalog: the title of its page, and the figures that show it."""

    page: str
    figures: tuple[Figure, ...]

    @property
    def sql_file(self) -> str:
        """The file of the query, from queries/ on and without its ending."""
        return self.figures[0].sql_file

    @property
    def title(self) -> str:
        """The titles of its figures."""
        return " / ".join(in_own_words(figure.title) for figure in self.figures)

    @property
    def label(self) -> str:
        """Its page and title."""
        return f"{in_own_words(self.page)}: {self.title}"

    def notes_in(self, parts: frozenset[str]) -> tuple[str, ...]:
        """How to read its figures, in Markdown, in a program with these parts."""
        return tuple(note for figure in self.figures for note in figure.notes_in(parts))


@cache
def figures_of(page: str) -> tuple[Figure, ...]:
    """The figures of a page by the page's name, in the order of the page."""
    declared = vars(import_module(f"dashboard.page.figures.{page}")).values()
    groups = (value if isinstance(value, tuple) else (value,) for value in declared)
    return tuple(value for group in groups for value in group if isinstance(value, Figure))


@cache
def figures() -> tuple[Figure, ...]:
    """All figures, page by page as in the menu; what all pages share is last."""
    return tuple(figure for entry in entries().values() for figure in entry.figures)


@cache
def entries() -> dict[str, Entry]:
    """Every query that a figure shows, by its name (`overview/levels`), page by page."""
    titles = {page.name: page.title for page in PAGES} | {SHARED: "Every page"}
    found: dict[str, Entry] = {}
    for name, title in titles.items():
        for figure in figures_of(name):
            others = found[figure.query].figures if figure.query in found else ()
            found[figure.query] = Entry(title, (*others, figure))
    return found


def entries_in(parts: frozenset[str]) -> dict[str, Entry]:
    """The same in a program with these parts: what is about others is left out."""
    lacking = {page.title for page in PAGES if not page.is_in(parts)}
    found = {
        name: Entry(entry.page, tuple(each for each in entry.figures if each.is_in(parts)))
        for name, entry in entries().items()
        if entry.page not in lacking
    }
    return {name: entry for name, entry in found.items() if entry.figures}
