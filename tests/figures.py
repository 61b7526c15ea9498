"""What the tests ask of the figures of the pages."""

from dashboard.page.catalog import figures
from dashboard.page.figures import Figure

PAGE_FIGURES = [figure for figure in figures() if not figure.query.startswith("snapshot/")]


def is_of(figure: Figure, page: str) -> bool:
    """Whether a figure is of that page."""
    return figure.query.startswith(f"{page}/")


def label(figure: Figure) -> str:
    """A figure in the name of a test."""
    return f"{figure.key()}-without-{figure.without}" if figure.without else figure.key()
