"""Uploaded files come into the draft: with safe names, of known kinds, and not without limits."""

import io
from pathlib import Path
from typing import IO

from data.bring.disk import are_same, move
from data.bring.draft import Draft, changing
from data.bring.names import KINDS, family, numbered, safe_name
from data.bring.sources import folder_of_source, is_contract_file
from data.errors import ProgramError
from data.inputs.accounts import RAW
from data.inputs.contract import INPUTS
from data.inputs.files import is_name_of, name_and_ending
from data.inputs.folder import files_below
from data.store.replacing import replacement

__all__ = ["INSTEAD", "KINDS", "MOST_BYTES", "MOST_FILES", "MOST_MEGABYTES", "add"]

MOST_MEGABYTES = 100  # of 1024 * 1024 bytes, as browsers are told
MOST_BYTES = MOST_MEGABYTES << 20  # of an uploaded file
INSTEAD = f"put it into {RAW}/ of the program's folder instead, or divide it"
MOST_FILES = 2_000  # in raw/ of a draft, so that nobody fills the disk with small files
_ACCESS = next(spec for spec in INPUTS if spec.name == "access")
_PIECE = 1_000_000  # bytes


@changing
def add(draft: Draft, name: str, content: IO[bytes] | bytes, source: str | None = None) -> Path:
    """Put an uploaded file into the folder of its `source` in raw/ of the draft; returns its path.

    A contract file, by its name and columns, takes the place of the one with its name. Without a
    source, an export goes to the folder that has earlier ones with such a name, else to a new one.
    When its name is there, both are kept, and this one is the later; equal content is kept once.

    Raises ProgramError, in one line, when the name, the kind or the size is not accepted, for a
    file of rights, and when the disk is full; the draft then stays as it was.
    """
    name = safe_name(name)
    raw = draft.work / RAW
    there = files_below(raw)
    if len(there) >= MOST_FILES:
        raise ProgramError(f"{name}: there are {MOST_FILES:,} files already; join some of them")
    alike = [path for path in there if path.suffix and family(path.name) == family(name)]
    folder = alike[-1].parent if alike else raw / family(name)
    if source:
        folder = folder_of_source(draft.work, source)
        alike = [path for path in there if path.parent == folder]
    arriving = folder / f".{family(name)}.arriving"
    is_new = not folder.exists()
    try:
        with replacement(arriving) as file:
            _receive(name, io.BytesIO(content) if isinstance(content, bytes) else content, file)
        if is_contract_file(name, arriving):
            _refuse_rights(name)
            return _moved(arriving, draft.work / name)
        for earlier in alike:
            if are_same(earlier, arriving):
                return earlier
        return _moved(arriving, _free(folder, name))
    finally:
        arriving.unlink(missing_ok=True)
        if is_new and folder.exists() and not any(folder.iterdir()):
            folder.rmdir()


def _moved(arriving: Path, target: Path) -> Path:
    move(arriving, target)
    return target


def _refuse_rights(name: str) -> None:
    if is_name_of(_ACCESS, name_and_ending(Path(name))[0]):
        raise ProgramError(
            f"{name}: says who may see what; whoever runs the dashboard puts it into the program's "
            "folder"
        )


def _receive(name: str, content: IO[bytes], file: IO[bytes]) -> None:
    """Copy the bytes; raises ProgramError when there are none, or too many."""
    size = 0
    while piece := content.read(_PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            raise ProgramError(f"{name}: is larger than {MOST_BYTES >> 20} MB; {INSTEAD}")
        file.write(piece)
    if not size:
        raise ProgramError(f"{name}: is empty; export it again")


def _free(folder: Path, name: str) -> Path:
    """A path for a file of this name that sorts after those with the same name."""
    taken = {path.name.casefold() for path in folder.iterdir()}
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = numbered(name, number)
    return folder / free
