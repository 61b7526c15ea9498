"""What there is to say about a raw file that was connected."""

from dataclasses import dataclass, field
from pathlib import Path

from data.sources.connect.comments import QUESTION
from data.sources.connect.preview import MappedRows, preview_lines


@dataclass(frozen=True)
class Connected:
    """A raw file by its place, and what is `said` of it, such as `is read by sources/forum.toml`.

    `tables` are the first rows of each input that its mapping makes, and `questions` what a person
    must decide. `mapping` is the path of a mapping that was written for it; None when one reads it
    already, or when none could be proposed.
    """

    place: str
    said: str
    notices: list[str] = field(default_factory=list)
    tables: list[MappedRows] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    mapping: Path | None = None
    is_read: bool = True

    @property
    def lines(self) -> list[str]:
        """All of it as lines of text."""
        place = f"{self.place}: "  # in front of what the file lacks
        tables = [line for table in self.tables for line in preview_lines(table)]
        shown = [line.removeprefix(place) for line in tables]
        asked = [f"{QUESTION}{question}" for question in self.questions]
        return [self.said, *self.notices, *shown, *asked]
