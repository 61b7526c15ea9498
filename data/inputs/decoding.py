"""A file's bytes as physical lines of text: packed or not, and in which encoding.

A byte that is no letter in the file's encoding stays in its line as a lone surrogate, so that one
damaged line costs that line alone. Such a line is no text (`is_text`).
"""

import codecs
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import BadGzipFile, GzipFile
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from data.errors import ProgramError

UTF_8, UTF_16, WINDOWS_1252 = "UTF-8", "UTF-16", "Windows-1252"
_AGAIN = "save it as CSV UTF-8 and build again"
_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"
_OTHER_FILES = {
    b"PK\x03\x04": f"is an Excel workbook or another zip file; {_AGAIN}",
    b"\xd0\xcf\x11\xe0": f"is an Excel workbook of the old kind; {_AGAIN}",
    b"PAR1": "is a Parquet file; let its name end in .parquet and build again",
}
_STRAY_BYTE = re.compile("[\udc80-\udcff]")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def is_text(line: str) -> bool:
    """Whether every character of `line` is one that text can hold."""
    return not _NO_TEXT.search(line)


def readable(line: str) -> str:
    """`line` with a replacement character for everything that is no text."""
    return _NO_TEXT.sub("\ufffd", line)


@dataclass(frozen=True)
class Text:
    """A file of text: its encoding, whether it is packed, and whether all of it is text."""

    path: Path
    encoding: str
    is_packed: bool
    is_sound: bool

    @contextmanager
    def lines(self) -> Iterator[tuple[Iterator[str], BinaryIO]]:
        """Its physical lines with their ends, and the open file, which tells how far it is read.

        Raises ProgramError when the file cannot be read to its end.
        """
        with _opened(self.path, self.is_packed) as (data, disk):
            codec = "utf-16" if self.encoding == UTF_16 else "utf-8-sig"
            strict = self.is_sound or self.encoding == UTF_16
            errors = "strict" if strict else "surrogateescape"
            lines = TextIOWrapper(data, codec, errors, newline="")
            if self.encoding == WINDOWS_1252:
                yield map(_from_windows, lines), disk
            else:
                yield lines, disk


def text_at(path: Path) -> Text:
    """The text at `path`, after a look at all of its bytes.

    A file with the mark of UTF-16 is that. Any other is UTF-8 if it can be; otherwise it is
    Windows-1252, unless more of its lines hold letters of UTF-8 than bytes that are none.

    Raises ProgramError when the file cannot be read, or is of a kind that is no text at all.
    """
    with _opened(path, False) as (_, disk):
        is_packed = disk.read(len(_GZIP)) == _GZIP
    with _opened(path, is_packed) as (data, _):
        chunk = _lines_of(data)
        for start, what in _OTHER_FILES.items():
            if chunk.startswith(start):
                raise ProgramError(f"{path}: {what}")
        if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return Text(path, UTF_16, is_packed, is_sound=False)
        has_nul, is_utf_8 = False, True
        while chunk and (is_utf_8 := _is_utf_8(chunk)):
            has_nul = has_nul or b"\0" in chunk
            chunk = _lines_of(data)
    if is_utf_8:
        return Text(path, UTF_8, is_packed, is_sound=not has_nul)
    damaged = Text(path, UTF_8, is_packed, is_sound=False)
    return damaged if _is_mostly_utf_8(damaged) else Text(path, WINDOWS_1252, is_packed, False)


def _lines_of(data: BinaryIO) -> bytes:
    """What follows in `data`, up to the end of a line, where no letter of UTF-8 is cut in two."""
    return data.read(_CHUNK) + data.readline()


def _is_utf_8(text: bytes) -> bool:
    """Whether all of it is UTF-8; Arrow looks at it without making letters of it."""
    places = pa.array([0, len(text)], pa.int64()).buffers()[1]
    try:
        pa.LargeStringArray.from_buffers(1, places, pa.py_buffer(text)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _is_mostly_utf_8(text: Text) -> bool:
    sound = stray = 0
    with text.lines() as (lines, _):
        for line in lines:
            if not line.isascii():
                is_stray = bool(_STRAY_BYTE.search(line))
                stray += is_stray
                sound += not is_stray
    return sound >= stray


def _from_windows(line: str) -> str:
    """The line as Windows-1252, unless it is UTF-8 (of a file joined to this one) or neither."""
    if not _STRAY_BYTE.search(line):
        return line
    try:
        return line.encode("utf-8", "surrogateescape").decode("cp1252")
    except UnicodeDecodeError:
        return line


@contextmanager
def _opened(path: Path, is_packed: bool) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """The bytes of a file, unpacked, and the file itself; a fault in reading is one line."""
    try:
        with path.open("rb") as disk:
            yield (GzipFile(fileobj=disk) if is_packed else disk), disk
    except (BadGzipFile, EOFError, zlib.error):
        raise ProgramError(
            f"{path}: is a packed file that is cut off or damaged; pack it again and build again"
        ) from None
    except OSError as error:
        raise ProgramError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ProgramError(f"{path}: is text that is cut off or damaged; {_AGAIN}") from None
