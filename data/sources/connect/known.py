"""The templates: mappings of exports whose shape is known, such as those of a feed or a calendar.

A template is a mapping in data/sources/templates that works as it is. Lines `# where COLUMN: TEXT`
in it say which text the cells of a column contain, for shapes that differ in nothing else. A line
`# levels of: COLUMN` says which column names exams; their levels are the last table of the file. A
line `# Not confirmed: …` says what no public document and no real export has shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.inputs.headers import column_name
from data.settings.model import Settings
from data.sources.choose import choose
from data.sources.connect import values
from data.sources.connect.columns import RawColumn
from data.sources.connect.comments import quoted
from data.sources.connect.mapping_text import question_lines
from data.sources.formats.files import RawFile
from data.sources.mapping import Mapping
from data.sources.mapping_file import read_mapping

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_WHERE = re.compile(r"^# where (.+?): (.+?)$", re.MULTILINE)
_LEVELS = re.compile(r"^# levels of: (.+?)$", re.MULTILINE)
_UNSURE = re.compile(r"^# Not confirmed: (.+?)\.?$", re.MULTILINE)
_FITS = 0.5  # the share of the cells that contain the text


@dataclass(frozen=True)
class Template:
    """A template: its name, its text, its mapping, and what cells must contain, by column."""

    name: str
    text: str
    mapping: Mapping
    where: tuple[tuple[str, str], ...]

    @property
    def about(self) -> str:
        """What it is of, in words: its first line, and what of it was not confirmed."""
        about = self.text.splitlines()[0].removeprefix("# ").rstrip(".")
        unsure = _UNSURE.search(self.text)
        return f"{about} (not confirmed: {unsure[1]})" if unsure else about


@cache
def templates() -> dict[str, Template]:
    """The templates by their names."""
    found = {}
    for path in sorted(TEMPLATES.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        where = tuple((column_name(column), said) for column, said in _WHERE.findall(text))
        found[path.stem] = Template(path.stem, text, read_mapping(path, TEMPLATES), where)
    return found


def recognized(columns: Sequence[RawColumn]) -> Template | None:
    """The template that fits best: by what cells contain, then by how many columns it names."""
    by_name = {column_name(column.name): column for column in columns}
    fitting = [
        template
        for template in templates().values()
        if by_name.keys() >= set(template.mapping.match)
        and all(_contains(by_name[name], said) for name, said in template.where)
    ]
    order = [(len(t.where), len(t.mapping.match), t.name, t) for t in fitting]
    return max(order)[-1] if order else None


def _contains(column: RawColumn, said: str) -> bool:
    """Whether enough cells of the column contain the text, in whatever case."""
    return column.share(re.compile(re.escape(said), re.IGNORECASE).search) >= _FITS


def that_reads(file: RawFile) -> Template | None:
    """The template that says where the rows of a file are, which the file alone does not tell."""
    with_items = [t.mapping for t in templates().values() if t.mapping.read.items]
    choice = choose(file, with_items)
    return templates()[choice.mapping.name] if choice and choice.mapping else None


def text_for(
    template: Template, columns: Sequence[RawColumn], questions: Sequence[str], settings: Settings
) -> str:
    """The text of the template, with the levels that the names of the exams in `columns` say.

    `questions`, which a person must decide, follow the comment at its beginning.
    """
    named = {column_name(name) for name in _LEVELS.findall(template.text)}
    lines = [_with_questions(template.text, questions)]
    for column in columns:
        found = values.levels(column, settings) if column_name(column.name) in named else None
        for text, level in (found or {}).items():
            if level and f"\n{quoted(text)} = " not in template.text:
                lines.append(f"{quoted(text)} = {quoted(level)}\n")
    return "".join(lines)


def _with_questions(text: str, questions: Sequence[str]) -> str:
    if not questions:
        return text
    lines = text.splitlines(keepends=True)
    end = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    asked = "\n".join(question_lines(questions))
    return "".join([*lines[:end], asked, "\n", *lines[end:]])
