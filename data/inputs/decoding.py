"""The bytes of a file as lines of text: compressed or not, in any of three encodings.

A byte that is not valid in the file's encoding stays in its line as a lone surrogate (Python's
"surrogateescape"). `is_text` is false for such a line, so one damaged line costs only itself.
"""

import codecs
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import BadGzipFile, GzipFile
from io import BufferedReader, TextIOWrapper
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa

from data.errors import ProgramError

_Bytes = BufferedReader | GzipFile  # an uncompressed file, or a compressed one
UTF_8, UTF_16, WINDOWS_1252 = "UTF-8", "UTF-16", "Windows-1252"
_SAVE_AGAIN = "save it as CSV UTF-8 and build again"
_CHUNK = 1 << 20  # bytes
_GZIP = b"\x1f\x8b"
_OTHER_FORMATS = {
    b"PK\x03\x04": f"is an Excel workbook or another zip file; {_SAVE_AGAIN}",
    b"\xd0\xcf\x11\xe0": f"is an Excel workbook in the old format; {_SAVE_AGAIN}",
    b"<": "is a web page or XML; download the data again, signed in, as CSV",
    b"[{": "is JSON; save the data as CSV",
    b'{"': "is JSON; save the data as CSV",
    b"%PDF": "is a PDF document; export the data behind it as CSV",
    b"BZh": "is a compressed file; unpack it",
    b"\x28\xb5\x2f\xfd": "is a compressed file; unpack it",
    b"PAR1": "is a Parquet file; rename it to end in .parquet and build again",
}
_MARK = "\ufeff"
_MISREAD_MARK = "\u00ef\u00bb\u00bf"  # its bytes in UTF-8, read as Windows-1252 and saved again
_INVALID_BYTE = re.compile("[\udc80-\udcff]")
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")


def is_text(line: str) -> bool:
    """Whether `line` has neither a NUL nor a byte that is not valid in the file's encoding."""
    return not _NOT_TEXT.search(line)


def readable(line: str) -> str:
    """`line` with a replacement character for everything that is not text."""
    return _NOT_TEXT.sub("\ufffd", line)


@dataclass(frozen=True)
class Text:
    """A text file: its encoding, whether it is compressed, and whether all of it is known valid."""

    path: Path
    encoding: str
    is_gzip: bool
    is_valid: bool

    @contextmanager
    def lines(self) -> Iterator[tuple[Iterator[str], BufferedReader]]:
        """Its lines with their line ends, and the open file, whose position shows the progress.

        Raises ProgramError when the file cannot be read to its end.
        """
        with _opened(self.path, self.is_gzip) as (data, file):
            codec = "utf-16" if self.encoding == UTF_16 else "utf-8-sig"
            is_strict = self.is_valid or self.encoding == UTF_16
            errors = "strict" if is_strict else "surrogateescape"
            lines: Iterator[str] = TextIOWrapper(data, codec, errors, newline="")
            if self.encoding == WINDOWS_1252:
                lines = map(_from_windows, lines)
            yield chain(map(_without_marks, islice(lines, 1)), lines), file


def _without_marks(line: str) -> str:
    """The first line of a file without byte order marks, which each saving may have added."""
    return re.sub(f"^({_MARK}|{_MISREAD_MARK})+", "", line)


def text_at(path: Path) -> Text:
    """The text file at `path`, with its encoding found by reading all of it.

    A file with a UTF-16 byte order mark is UTF-16. A file that is valid UTF-8 is UTF-8. Any other
    is Windows-1252, unless at least half of its lines with non-ASCII bytes are valid UTF-8: then
    it is UTF-8 with damaged lines (docs/decisions/021).

    Raises ProgramError when the file cannot be read, or is a workbook, zip or Parquet file.
    """
    with _opened(path, False) as (_, file):
        is_gzip = file.read(len(_GZIP)) == _GZIP
    with _opened(path, is_gzip) as (data, _):
        chunk = _read_lines(data)
        for start, message in _OTHER_FORMATS.items():
            if chunk.startswith(start):
                raise ProgramError(f"{path}: {message}")
        if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return Text(path, UTF_16, is_gzip, is_valid=False)
        has_nul, is_utf_8 = False, True
        while chunk and (is_utf_8 := _is_utf_8(chunk)):
            has_nul = has_nul or b"\0" in chunk
            chunk = _read_lines(data)
    if is_utf_8:
        return Text(path, UTF_8, is_gzip, is_valid=not has_nul)
    damaged = Text(path, UTF_8, is_gzip, is_valid=False)
    return damaged if _is_mostly_utf_8(damaged) else Text(path, WINDOWS_1252, is_gzip, False)


def _read_lines(data: _Bytes) -> bytes:
    """The next chunk of `data`, up to the end of a line, so that no character is cut in two."""
    return data.read(_CHUNK) + data.readline()


def _is_utf_8(data: bytes) -> bool:
    """Whether all of `data` is UTF-8. Arrow checks this without decoding it."""
    offsets = pa.array([0, len(data)], pa.int64()).buffers()[1]
    try:
        pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _is_mostly_utf_8(text: Text) -> bool:
    valid = invalid = 0
    with text.lines() as (lines, _):
        for line in lines:
            if not line.isascii():
                is_invalid = bool(_INVALID_BYTE.search(line))
                invalid += is_invalid
                valid += not is_invalid
    return valid >= invalid


def _from_windows(line: str) -> str:
    """The line decoded as Windows-1252.

    It stays as it is when it is valid UTF-8 (from another file joined to this one), or when it is
    not valid Windows-1252 either.
    """
    if not _INVALID_BYTE.search(line):
        return line
    try:
        return line.encode("utf-8", "surrogateescape").decode("cp1252")
    except UnicodeDecodeError:
        return line


@contextmanager
def _opened(path: Path, is_gzip: bool) -> Iterator[tuple[_Bytes, BufferedReader]]:
    """The uncompressed bytes of a file, and the file itself; raises ProgramError for bad files."""
    try:
        with path.open("rb") as file:
            yield (GzipFile(fileobj=file) if is_gzip else file), file
    except (BadGzipFile, EOFError, zlib.error):
        raise ProgramError(
            f"{path}: is a compressed file that is cut off or damaged; "
            "compress it again and build again"
        ) from None
    except OSError as error:
        raise ProgramError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ProgramError(f"{path}: is text that is cut off or damaged; {_SAVE_AGAIN}") from None
