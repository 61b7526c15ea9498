"""The sources of a program: the folders in raw/, and the file of a draft that moves to another."""

import csv
import re
import unicodedata
from pathlib import Path

from data.bring.disk import move
from data.bring.draft import Draft, changing
from data.bring.names import hyphenated
from data.bring.places import HIDDEN
from data.errors import ProgramError
from data.inputs.accounts import RAW
from data.inputs.contract import INPUTS
from data.inputs.files import is_name_of, name_and_ending
from data.inputs.headers import column_name

_LONGEST_NAME = 60  # characters
_DELIMITERS = ",;\t"


def sources(folder: Path) -> list[str]:
    """The names of the sources of a program's folder, sorted."""
    found = (folder / RAW).iterdir() if (folder / RAW).is_dir() else ()
    return sorted(path.name for path in found if path.is_dir() and not path.name.startswith(HIDDEN))


def source_name(text: str) -> str:
    """`text` as the name of a folder in raw/ on every system; raises ProgramError without one."""
    plain = unicodedata.normalize("NFKC", text)
    kept = "".join(letter for letter in plain if unicodedata.category(letter)[0] != "C")
    name = re.sub(r"\s+", " ", hyphenated(kept))[:_LONGEST_NAME].strip(" ._~-")
    if not name:
        raise ProgramError(f"{text[:_LONGEST_NAME]!r}: is no name of a source; use letters")
    return name


def folder_of_source(folder: Path, source: str) -> Path:
    """The folder in raw/ of the `source` that somebody named: one that is there, or a new one.

    Raises ProgramError when a new one cannot be called so.
    """
    is_there = source in sources(folder)
    return folder / RAW / (source if is_there else source_name(source))


@changing
def move_file(draft: Draft, place: str, source: str) -> str:
    """Let a file in raw/ of the draft belong to another source; returns its new place.

    Raises ProgramError when there is no such file, or the source has one of that name.
    """
    path = draft.work / place
    if not place.startswith(f"{RAW}/") or ".." in path.parts or not path.is_file():
        raise ProgramError(f"{place}: there is no such export in the draft")
    target = folder_of_source(draft.work, source) / path.name
    if target.exists():
        raise ProgramError(f"{target.relative_to(draft.work).as_posix()}: is there already")
    target.parent.mkdir(parents=True, exist_ok=True)
    move(path, target)
    if path.parent != draft.work / RAW and not any(path.parent.iterdir()):
        path.parent.rmdir()
    return target.relative_to(draft.work).as_posix()


def is_contract_file(name: str, path: Path) -> bool:
    """Whether the CSV file at `path` with this name has the required columns of a contract file."""
    stem, ending = name_and_ending(Path(name))
    spec = next((spec for spec in INPUTS if is_name_of(spec, stem)), None)
    if spec is None or ending.lower() != ".csv":
        return False
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        header = file.readline(100_000).strip()
    required = {column.name for column in spec.columns if column.is_required}
    return any(
        required <= {column_name(cell) for cell in next(csv.reader([header], delimiter=sign), [])}
        for sign in _DELIMITERS
    )
