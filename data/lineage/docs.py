"""What docs/ says: the sections that a query cites, what a snapshot column holds, the Choices."""

import re
from functools import cache
from pathlib import Path

from data.sql.files import comment

DOCS = Path(__file__).resolve().parents[2] / "docs"
FORECAST = "docs/forecast.md"
_CITED = re.compile(r"sections? (\d+(?:(?:, | and | to |-)\d+)*)")
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
# Lines that a program reads only with one of these parts: one line, or those up to the next end.
_OF_PARTS, _END = re.compile(r" ?<!-- part: ([a-z ]+) -->"), "<!-- end -->"


def cited(query: str) -> list[str]:
    """What the first lines of a query cite: "7" is a section of the rules, or docs/forecast.md."""
    said = comment(query)
    sections = [number for text in _CITED.findall(said) for number in _numbers(text)]
    return [*sections, *([FORECAST] if FORECAST in said else [])]


def _numbers(text: str) -> list[str]:
    """The sections in "2", "1 and 8", "3 to 8" or "2-4"."""
    numbers = []
    for part in re.split(r", | and ", text):
        first, last = re.findall(r"\d+", part)[0], re.findall(r"\d+", part)[-1]
        numbers += [str(number) for number in range(int(first), int(last) + 1)]
    return numbers


def in_order(citations: set[str]) -> list[str]:
    """Citations, the sections by their numbers and then the forecast."""
    return sorted(citations, key=lambda name: (not name.isdigit(), name.zfill(2)))


def section(citation: str, parts: frozenset[str]) -> tuple[str, str]:
    """The title and the text of what is cited, as a program with these parts reads it.

    The text of a section about a part that it lacks is empty. Raises KeyError when there is no such
    section.
    """
    if citation == FORECAST:
        title, _, text = _document("forecast").removeprefix("# ").partition("\n")
        return title, without_links(text.replace("\n## ", "\n#### "))
    title, text = _rules()[citation]
    return title, without_links(of_parts(text, parts))


def choices(parts: frozenset[str]) -> tuple[str, str]:
    """The title and the text of the section that lists every Choice, with what the page says."""
    (number,) = [n for n, (title, _) in _rules().items() if title.endswith("Choices")]
    return section(number, parts)


def of_parts(text: str, parts: frozenset[str]) -> str:
    """The lines of `text` that a program with these parts reads, without the marks of parts."""
    kept, blocks = list[str](), list[bool]()
    for line in text.split("\n"):
        mark = _OF_PARTS.search(line)
        is_read = mark is None or not parts.isdisjoint(mark[1].split())
        if line == _END:
            blocks.pop()
        elif mark and mark[0] == line:
            blocks.append(is_read)
        elif is_read and all(blocks):
            kept.append(_OF_PARTS.sub("", line))
    return "\n".join(kept).strip()


@cache
def column_notes(file: str) -> dict[str, str]:
    """What docs/contract.md says of columns of a snapshot file: column -> what it holds."""
    notes: dict[str, str] = {}
    for columns, said in re.findall(
        rf"^\| {file}\.(?!csv )(.+?) \| (.+) \|$", _document("contract"), re.M
    ):
        notes |= dict.fromkeys(columns.replace(f"{file}.", "").split(", "), said)
    return notes


def columns(file: str) -> list[str]:
    """The columns of a snapshot file, in the order of docs/contract.md; raises ValueError."""
    listed: str
    (listed,) = re.findall(rf"^\| {file}\.csv \| (\w+(?:, \w+)+) \|$", _document("contract"), re.M)
    return listed.split(", ")


def without_links(markdown: str) -> str:
    """Markdown with the words of its links alone: a link to a file of docs/ leads nowhere here."""
    return _LINK.sub(r"\1", markdown)


@cache
def _rules() -> dict[str, tuple[str, str]]:
    """The sections of docs/rules.md: number -> title with the number, and text."""
    parts = re.split(r"^## (\d+)\. (.+)$", _document("rules"), flags=re.M)
    return {
        number: (f"{number}. {title}", text.strip())
        for number, title, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    }


@cache
def _document(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")
