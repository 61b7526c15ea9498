"""What a benchmark says: one Markdown table, with medians and their spread."""

from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Table:
    """A benchmark's answer: a title, a header, rows of cells as text, and notes below."""

    title: str
    header: list[str]
    rows: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def markdown(self) -> str:
        """The table under its title, as Markdown."""
        lines = [f"## {self.title}", "", _line(self.header), _line(["---"] * len(self.header))]
        lines += [_line(row) for row in self.rows]
        return "\n".join([*lines, *(f"\n{note}" for note in self.notes)]) + "\n"


def spread(values: list[float], digits: int = 0) -> str:
    """The median of some measurements, with the lowest and the highest: `12 (10-15)`."""
    middle, low, high = (f"{v:,.{digits}f}" for v in (median(values), min(values), max(values)))
    return f"{middle} ({low}-{high})"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
