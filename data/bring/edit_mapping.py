"""Changes to the mappings of a folder: comments and the order of lines stay.

Every function checks the whole mapping before it replaces the file. It raises ProgramError, in one
line, when the result would be wrong or the file cannot be written; the file then is as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.bring.mapping_model import EditableMapping
from data.settings.model import Settings


@dataclass(frozen=True)
class CellEdit:
    """How a cell shall be made: of a raw column or as a fixed text, with options.

    With neither `raw` nor `value`, a cell that is made in another way keeps it.
    An option that is None is taken away.
    """

    raw: str | None = None
    value: str | None = None
    order: str | None = None
    zone: str | None = None
    unit: str | None = None
    decimal: str | None = None
    name_order: str | None = None


def choices(folder: Path, name: str, settings: Settings, as_of: date) -> EditableMapping:
    """The mapping `name` with everything that can be chosen in it, from the files it reads.

    Raises ProgramError when there is no such mapping or it has a fault (then edit its text).
    """
    raise NotImplementedError


def set_cells(
    folder: Path, name: str, input_name: str, number: int, edits: Mapping[str, CellEdit | None]
) -> None:
    """Change cells of a section by their columns, all in one step; None takes a cell away.

    What texts mean stays for a cell that keeps its raw column, and goes with another one.
    """
    raise NotImplementedError


def set_values(
    folder: Path,
    name: str,
    input_name: str,
    number: int,
    column: str,
    meanings: Mapping[str, str | None],
    other: str | None = None,
) -> None:
    """Say what texts of a cell mean; None: not known, so rows with it are not read.

    Texts that `meanings` does not name stay as they are. `other` is what every other text means.
    """
    raise NotImplementedError


def set_only(
    folder: Path,
    name: str,
    input_name: str | None,
    number: int,
    raw: str,
    values: Sequence[str],
    is_not: bool = False,
) -> None:
    """Read only rows whose column `raw` has one of `values`, or none of them with `is_not`.

    Without an input, it holds for all sections. No values: all rows are read.
    """
    raise NotImplementedError


def set_source(folder: Path, name: str, source: str | None) -> None:
    """State the source of the mapping's files; None: the folder under raw/."""
    raise NotImplementedError


def set_reader(folder: Path, place: str, name: str) -> None:
    """Let the mapping `name` read the raw file at `place`, when several fit."""
    raise NotImplementedError


def propose_again(
    folder: Path, place: str, input_name: str, settings: Settings, as_of: date
) -> str:
    """Propose a mapping for rows of another input; returns its name.

    It takes the place of the mapping that reads the file, or is a new one where that reads files of
    other sources too. A required column that cannot be told is empty until somebody chooses it.
    """
    raise NotImplementedError


def text(folder: Path, name: str) -> str:
    """The text of the mapping's file; raises ProgramError when there is none."""
    raise NotImplementedError


def set_text(folder: Path, name: str, text: str) -> None:
    """Replace the text of the mapping's file."""
    raise NotImplementedError
