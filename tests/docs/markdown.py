"""The Markdown files of the project: their headings, links, tables and code spans."""

import re
from functools import cache
from pathlib import Path

from tests.parsed import ROOT, found

_PATTERNS = ("*.md", "docs/**/*.md", "queries/**/*.md", "tests/programs/**/*.md")
_FENCED = re.compile(r"^```.*?^```", re.M | re.S)
_LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.M)


def documents() -> list[Path]:
    """Every Markdown file that belongs to the project."""
    return found(*_PATTERNS)


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(path: Path) -> str:
    """The text of a document without its fenced blocks of code."""
    return _FENCED.sub("", text_of(path))


def links(path: Path) -> list[str]:
    """The targets of all links and pictures of a document."""
    return _LINK.findall(prose(path))


def anchors(path: Path) -> set[str]:
    """The names that a link can jump to in a document, as GitHub makes them from headings."""
    return {_anchor(heading) for heading in _HEADING.findall(prose(path))}


def _anchor(heading: str) -> str:
    words = re.sub(r"[^\w\- ]", "", without_markup(heading).lower())
    return words.replace(" ", "-")


def without_markup(text: str) -> str:
    """Words without the marks of links, code and emphasis."""
    return re.sub(r"[`*]", "", re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text))


def code_spans(text: str) -> list[str]:
    """What stands between single backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def section(path: Path, heading: str) -> str:
    """The text below a heading, up to the next heading of any level; fails without it."""
    parts = re.split(rf"^#{{1,6}} {re.escape(heading)}$", text_of(path), flags=re.M)
    assert len(parts) == 2, f"{path} has {len(parts) - 1} headings {heading!r}"
    return re.split(r"^#", parts[1], maxsplit=1, flags=re.M)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of every table row in a text, without the rows of headings and of lines."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip().strip("|").split(" | ")] for line in lines]
    rules = {number for number, row in enumerate(cells) if set("".join(row)) <= set("-:| ")}
    headings = {number - 1 for number in rules}
    return [row for number, row in enumerate(cells) if number not in rules | headings]


def document(name: str) -> Path:
    """The document at a path from the top of the project."""
    return ROOT / name
