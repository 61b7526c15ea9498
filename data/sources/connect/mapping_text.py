"""A proposed mapping as the text of a TOML file, with comments for the person who corrects it."""

import json
import textwrap
from collections.abc import Iterable, Iterator

from data.sources.connect.comments import QUESTION, quoted, unknown_text
from data.sources.connect.draft import Draft, DraftCell, DraftSection

_WIDTH = 98


def mapping_text(draft: Draft) -> str:
    """The text of the file; `docs/sources.md` says what each key means."""
    return "\n".join(_lines(draft)) + "\n"


def _lines(draft: Draft) -> Iterator[str]:
    yield from _comment(draft.about)
    yield "# Proposed by `python -m data connect`: every line is a guess from the names and cells."
    yield "# Correct what is wrong; docs/sources.md says what each key means."
    yield from question_lines(draft.questions)
    yield ""
    yield "[match]"
    yield f"columns = {quoted_list(draft.match)}"
    inputs = [section.input for section in draft.sections]
    for section in draft.sections:
        yield from _section(section, is_one_of_many=inputs.count(section.input) > 1)
    if draft.unused:
        yield ""
        yield from _comment(f"Columns that are not read: {', '.join(draft.unused)}")


def question_lines(questions: Iterable[str]) -> Iterator[str]:
    """What a person must decide, as comments."""
    for question in questions:
        yield from _comment(f"{QUESTION}{question}.")


def _section(section: DraftSection, is_one_of_many: bool) -> Iterator[str]:
    yield from ["", f"[[{section.input}]]" if is_one_of_many else f"[{section.input}]"]
    for name, texts in section.only.items():
        wanted = quoted_list(texts) if texts[0] else f"{{ not = {quoted_list(texts)} }}"
        yield f"only = {{ {quoted(name)} = {wanted} }}"
    for name, cell in section.cells.items():
        if cell.values is None:
            yield f"{name} = {_cell(cell)}{_said(cell)}"
    if section.keeps_same_links:
        yield 'same_link = "keep"  # rows with one link are different contributions'
    for name, cell in section.cells.items():
        if cell.values is not None:
            yield from _with_values(f"{section.input}.{name}", cell)


def _cell(cell: DraftCell) -> str:
    if cell.keys.keys() == {"column"}:
        return quoted(str(cell.keys["column"]))
    return "{ " + ", ".join(f"{key} = {_value(value)}" for key, value in cell.keys.items()) + " }"


def _said(cell: DraftCell) -> str:
    return f"  # {cell.comment}" if cell.comment else ""


def _with_values(name: str, cell: DraftCell) -> Iterator[str]:
    yield from ["", f"[{name}]{_said(cell)}"]
    for key, value in cell.keys.items():
        yield f"{key} = {_value(value)}"
    yield from ["", f"[{name}.values]"]
    folded: set[str] = set()
    for text, meaning in (cell.values or {}).items():
        if (key := " ".join(text.split()).lower()) in folded:  # written in another case
            continue
        folded.add(key)
        if meaning is None:
            yield unknown_text(text)
        else:
            yield f"{quoted(text)} = {quoted(meaning)}"


def _value(value: object) -> str:
    if isinstance(value, list):
        return quoted_list([str(part) for part in value])
    return quoted(value) if isinstance(value, str) else json.dumps(value)


def quoted_list(texts: list[str]) -> str:
    """The texts as a TOML array."""
    return f"[{', '.join(map(quoted, texts))}]"


def _comment(text: str) -> Iterator[str]:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    for part in textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]:
        yield f"# {part}"
