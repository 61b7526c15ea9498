"""The bytes of a file as lines of text: compressed or not, in any of three encodings.

A byte that is not valid in the file's encoding stays in its line as a lone surrogate (Python's
"surrogateescape"). `is_text` is false for such a line, so one damaged line costs only itself.
"""

import codecs
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from gzip import BadGzipFile, GzipFile
from io import BufferedReader, TextIOWrapper
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa

from data.errors import ProgramError
from data.inputs.limits import LONGEST_LINE, LONGEST_ROW, MOST_TIMES_LARGER, UNPACKED_BYTES

_Bytes = BufferedReader | GzipFile  # an uncompressed file, or a compressed one
UTF_8, UTF_16, WINDOWS_1252 = "UTF-8", "UTF-16", "Windows-1252"
_SAVE_AGAIN = "save it as CSV UTF-8 and build again"
_AGAIN = "export it again"
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
    """A text file: its encoding, whether it is compressed, and whether all of it is known valid.

    Where it may have long lines, they are cut when they are read, to more than a row may have.
    """

    path: Path
    encoding: str
    is_gzip: bool
    is_valid: bool
    has_long_lines: bool

    @contextmanager
    def lines(self) -> Iterator[tuple[Iterator[str], BufferedReader]]:
        """Its lines with their line ends, and the open file, whose position shows the progress.

        Raises ProgramError when the file cannot be read to its end.
        """
        with _opened(self.path, self.is_gzip) as (data, file):
            codec = "utf-16" if self.encoding == UTF_16 else "utf-8-sig"
            is_strict = self.is_valid or self.encoding == UTF_16
            errors = "strict" if is_strict else "surrogateescape"
            text = TextIOWrapper(data, codec, errors, newline="")
            lines: Iterator[str] = _cut_lines(self.path, text) if self.has_long_lines else text
            if self.encoding == WINDOWS_1252:
                lines = map(_from_windows, lines)
            yield chain(map(_without_marks, islice(lines, 1)), lines), file


def _cut_lines(path: Path, text: TextIOWrapper) -> Iterator[str]:
    """The lines of `text`; of a long one, little more than a row may have."""
    while line := text.readline(LONGEST_ROW + 1):
        left_out, rest = 0, line
        while rest[-1:] not in ("", "\n", "\r"):
            rest = text.readline(LONGEST_ROW)
            if (left_out := left_out + len(rest)) > LONGEST_LINE:
                raise ProgramError(f"{path}: has a line that does not end; {_AGAIN}")
        yield line


def _without_marks(line: str) -> str:
    """The first line of a file without byte order marks, which each saving may have added."""
    return re.sub(f"^({_MARK}|{_MISREAD_MARK})+", "", line)


def text_at(path: Path, most_bytes: int | None = None) -> Text:
    """The text file at `path`, with its encoding found by reading `most_bytes` of it, or all.

    A file with a UTF-16 byte order mark is UTF-16. A file that is valid UTF-8 is UTF-8. Any other
    is Windows-1252, unless at least half of its lines with non-ASCII bytes are valid UTF-8: then
    it is UTF-8 with damaged lines (docs/decisions/021).

    Raises ProgramError when the file cannot be read, is a workbook, zip or Parquet file, or is far
    larger than its compressed file, and when one of its lines does not end.
    """
    with _opened(path, False) as (_, file):
        is_gzip = file.read(len(_GZIP)) == _GZIP
    is_utf_8, has_nul, has_long_lines = True, False, False
    with _opened(path, is_gzip) as (data, file):
        chunks = _chunks(path, data, file)
        start = next(chunks, b"")
        for mark, message in _OTHER_FORMATS.items():
            if start.startswith(mark):
                raise ProgramError(f"{path}: {message}")
        for chunk in chain([start], chunks):
            is_utf_8 = is_utf_8 and _is_utf_8(chunk)
            has_nul = has_nul or b"\0" in chunk
            has_long_lines = has_long_lines or (
                len(chunk) > _CHUNK // 2 and not _has_line_end(chunk)
            )
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Text(path, UTF_16, is_gzip, False, has_long_lines=True)  # it may have
    if is_utf_8:
        return Text(path, UTF_8, is_gzip, not has_nul, has_long_lines)
    damaged = Text(path, UTF_8, is_gzip, False, has_long_lines)
    return damaged if _is_mostly_utf_8(damaged) else replace(damaged, encoding=WINDOWS_1252)


def _chunks(path: Path, data: _Bytes, file: BufferedReader) -> Iterator[bytes]:
    """The bytes of `data` in chunks that cut no character of UTF-8 in two.

    `file` is the file of which `data` is the content, compressed or not.

    Raises ProgramError for a line without an end, and for content that is far larger than the file.
    """
    rest, of_line = b"", 0
    while more := data.read(_CHUNK):
        of_line = 0 if _has_line_end(more) else of_line + len(more)
        if of_line > LONGEST_LINE:
            raise ProgramError(f"{path}: has a line that does not end, so it is no table; {_AGAIN}")
        if data.tell() > max(UNPACKED_BYTES, MOST_TIMES_LARGER * file.tell()):
            raise ProgramError(
                f"{path}: is more than {MOST_TIMES_LARGER} times larger when it is unpacked, "
                "as no table is; " + _AGAIN
            )
        chunk = rest + more
        rest = _cut_character(chunk)
        yield chunk[: len(chunk) - len(rest)]
    if rest:
        yield rest


def _has_line_end(data: bytes) -> bool:
    return b"\n" in data or b"\r" in data


def _cut_character(data: bytes) -> bytes:
    """The first bytes of a character of UTF-8 at the end of `data` whose last bytes are missing."""
    for count in (1, 2, 3):
        byte = data[-count] if count <= len(data) else 0
        if byte >= 0xC0:  # the first byte of a character says how many it has
            needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return data[-count:] if needed > count else b""
        if byte < 0x80:
            break
    return b""


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
