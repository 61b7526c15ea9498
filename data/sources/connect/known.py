"""The templates: mappings of exports whose shape is known, such as those of a feed or a calendar.

A template is a mapping in data/sources/templates that works as it is. Lines `# where COLUMN: TEXT`
in it say which text the cells of a column contain, for shapes that differ in nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.inputs.headers import column_name
from data.sources.connect.columns import RawColumn
from data.sources.mapping import Mapping
from data.sources.mapping_file import read_mapping

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_WHERE = re.compile(r"^# where (.+?): (.+?)$", re.MULTILINE)
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
        """What it is of, in words: its first line."""
        return self.text.splitlines()[0].removeprefix("# ").rstrip(".")


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
