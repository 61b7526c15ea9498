"""Every figure of every page, with the words that its page has for it."""

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.page import components
from dashboard.registry import PAGES, Page
from data.outputs.snapshot import FILES
from data.sql.files import names

_TOP = Path(__file__).resolve().parents[2]
_README = _TOP / "queries" / "README.md"
_EVERY_PAGE = ("shared", "Every page", {})  # what the head of every page asks
Words = tuple[tuple[str, ...], tuple[str, ...]]  # the titles of a figure, and how to read it


@dataclass(frozen=True)
class Figure:
    """A figure: its query, the title of its page, its own titles there, and how to read it."""

    query: str
    page: str
    titles: tuple[str, ...]
    says: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its titles in one."""
        return " / ".join(self.titles)

    @property
    def label(self) -> str:
        """Its page and title."""
        return f"{self.page}: {self.title}"


@cache
def figures() -> dict[str, Figure]:
    """Every figure by its name (`overview/levels`, `snapshot/members`), page by page.

    Its words are those of the page script; where that has none, those of queries/README.md.
    """
    found = {}
    for name, page, words in [*((p.name, p.title, _words(p)) for p in PAGES), _EVERY_PAGE]:
        queries = [f"{name}/{query}" for query in names(f"pages/{name}")]
        for query in sorted(queries, key=[*words, *queries].index):
            titles, says = words.get(query, ((), ()))
            found[query] = Figure(f"pages/{query}", page, titles or _listed(query), says)
        if name == "snapshots":
            for file in FILES:
                found[f"snapshot/{file}"] = Figure(f"snapshot/{file}", page, (f"{file}.csv",))
    return found


def _listed(query: str) -> tuple[str, ...]:
    """What queries/README.md calls the figure of a query; its name where it is not listed."""
    listed = re.search(rf"\| ([^|]+) \| `{query}\.sql` \|", _README.read_text(encoding="utf-8"))
    text = listed[1] if listed else query
    return (text[0].upper() + text[1:],)


def _words(page: Page) -> dict[str, Words]:
    """What a page script says of its figures, by name and in its order."""
    tree = ast.parse((_TOP / page.file).read_text(encoding="utf-8"))
    texts = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    known = names(f"pages/{page.name}")
    words: dict[str, Words] = {}
    for given in _drawn(tree):
        given = {name: texts.get(getattr(node, "id", None), node) for name, node in given.items()}
        for query in _texts(given.get("query")):
            name = str(query).removeprefix(f"{page.name}/")
            if name in known:
                titles, says = words.get(f"{page.name}/{name}", ((), ()))
                titles, says = titles + _texts(given.get("title")), says + _says(given)
                words[f"{page.name}/{name}"] = titles, says
    return words


def _drawn(tree: ast.Module) -> Iterator[dict[str, ast.expr]]:
    """What is given to draw each figure: by the names of the parameters of its component.

    A page that draws its figures in a loop has them in tuples: query, title, caption.
    """
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Call | ast.Tuple))
    for node in sorted(nodes, key=lambda node: node.lineno):
        match node:
            case ast.Call(func=ast.Name(id="figure" | "table" | "kpis" as part)):
                parameters = inspect.signature(getattr(components, part)).parameters
                by_name = {keyword.arg: keyword.value for keyword in node.keywords}
                yield dict(zip(parameters, node.args, strict=False)) | by_name
            case ast.Tuple(elts=[ast.Constant(), ast.Constant(), ast.Constant(), *_]):
                yield dict(zip(("query", "title", "caption"), node.elts, strict=False))


def _texts(node: ast.expr | None) -> tuple[str, ...]:
    """The text that stands in the script; none where it is made of data."""
    return (node.value,) if isinstance(node, ast.Constant) else ()


def _says(given: dict[str, ast.expr]) -> tuple[str, ...]:
    """How to read a figure: its caption, or the note of each of its key figures."""
    if isinstance(notes := given.get("notes"), ast.Dict):
        return tuple(f"**{label}**: {note}" for label, note in ast.literal_eval(notes).items())
    return _texts(given.get("caption"))
