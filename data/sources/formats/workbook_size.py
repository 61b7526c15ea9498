"""Refuses workbooks whose sheets span more cells than memory holds.

The library keeps a sheet as one block from its first to its last cell, and ends the process when
there is not enough memory for it. A single cell in the last row and column is enough for that.
"""

import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO

from data.errors import ProgramError
from data.sources.formats.archives import damage_as

MOST_CELLS = 20_000_000
MOST_BYTES = 1 << 30  # of all parts of the workbook, unpacked
_DAMAGED = "is a workbook that is cut off or damaged ({}); save it again"
_CHUNK = 1 << 20
_LONGEST = 64 << 20  # bytes between two tags
# A cell with content and a row with cells; what is empty ends in "/>".
_XLSX = re.compile(
    rb'<(?:\w+:)?c (?:[^>]* )?r="([A-Z]{1,3})(\d{1,7})"(?:[^>]*[^>/])?>'
    rb'|<(?:\w+:)?row (?:[^>]* )?r="(\d{1,7})"(?:[^>]*[^>/])?>'
)
_ODS = re.compile(rb"<table:(table-row|(?:covered-)?table-cell)([^>]*)>")
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')


@lru_cache(maxsize=64)
def refuse_vast_sheets(path: Path, size: int, modified_ns: int) -> None:
    """Raise ProgramError when a sheet of the workbook at `path` is too large to be read.

    The size and the time of its last change are those for which the answer is kept.
    """
    if not zipfile.is_zipfile(path):
        return
    with damage_as(_DAMAGED), zipfile.ZipFile(path) as workbook:
        if sum(part.file_size for part in workbook.infolist()) > MOST_BYTES:
            raise _too_large()
        for part in workbook.infolist():
            with workbook.open(part) as data:
                (_check_ods if part.filename == "content.xml" else _check_xlsx)(data)


def _check_xlsx(data: IO[bytes]) -> None:
    """A sheet spans all cells from the first to the last column and row that have any."""
    columns: set[bytes] = set()
    rows: list[int] = []
    for text in _pieces(data):
        found = _XLSX.findall(text)
        columns.update(letters for letters, *_ in found if letters)
        numbers = [int(of_cell or row) for _, of_cell, row in found]
        rows = [min(rows + numbers), max(rows + numbers)] if numbers else rows
    widths = [_column_number(letters) for letters in columns] or [1]
    if rows and (max(widths) - min(widths) + 1) * (rows[1] - rows[0] + 1) > MOST_CELLS:
        raise _too_large()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _check_ods(data: IO[bytes]) -> None:
    """Repeated cells with a value are written once, and read as often as they are repeated."""
    count, row_repeats = 0, 1
    for text in _pieces(data):
        for kind, attributes in _ODS.findall(text):
            found = _REPEATED.search(attributes)
            repeats = int(found[1]) if found else 1
            if kind == b"table-row":
                row_repeats = repeats
            elif b"value" in attributes:
                count += repeats * row_repeats
    if count > MOST_CELLS:
        raise _too_large()


def _pieces(data: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a part in pieces that do not cut a tag in two."""
    rest = b""
    while more := data.read(_CHUNK):
        rest += more
        if (end := rest.rfind(b"<")) > 0:
            yield rest[:end]
            rest = rest[end:]
        if len(rest) > _LONGEST:
            raise _too_large()
    yield rest


def _too_large() -> ProgramError:
    return ProgramError(
        f"is a workbook with a sheet of more than {MOST_CELLS:,} cells, counted from its first to "
        "its last filled cell; delete what stands far away from the table, or save it as CSV UTF-8"
    )
