"""What a file is, told from its first bytes and not from its name."""

import codecs
import re
import zipfile
from pathlib import Path

from data.errors import ProgramError
from data.sources.formats import archives

FORMATS = ("csv", "parquet", "xlsx", "json", "feed", "calendar")
GZIP, ZIP = "gzip", "zip"
SAMPLED = 1 << 16  # bytes from which a file is recognized

_SAVE = "save it as CSV UTF-8"
_UNPACK = "unpack it and put the files themselves here"
_FORMAT_OF_START = {
    b"PAR1": "parquet",
    b"\x1f\x8b": GZIP,
    b"PK\x03\x04": ZIP,
    b"PK\x05\x06": ZIP,  # an archive without any file
    b"\xd0\xcf\x11\xe0": "xlsx",
}
_REFUSED_STARTS = {
    b"%PDF": "is a PDF document; export the data behind it as CSV",
    b"{\\rtf": f"is a text document; {_SAVE}",
    b"\x89PNG": "is an image; export the data behind it as CSV",
    b"\xff\xd8\xff": "is an image; export the data behind it as CSV",
    b"GIF8": "is an image; export the data behind it as CSV",
    b"BZh": f"is a compressed file; {_UNPACK}",
    b"\xfd7zXZ": f"is a compressed file; {_UNPACK}",
    b"\x28\xb5\x2f\xfd": f"is a compressed file; {_UNPACK}",
    b"7z\xbc\xaf": f"is an archive; {_UNPACK}",
    b"Rar!": f"is an archive; {_UNPACK}",
    b"SQLite format 3": f"is an SQLite database; export its table: {_SAVE}",
}
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_JSON = re.compile(r'\{\s*["}]|\[\s*[{"\[\]]')


def format_of(start: bytes) -> str:
    """One of FORMATS, GZIP or ZIP, from the first bytes of a file.

    Raises ProgramError, which says what it is, for any other file.
    """
    for magic, kind in _FORMAT_OF_START.items():
        if start.startswith(magic):
            return kind
    for magic, refusal in _REFUSED_STARTS.items():
        if start.startswith(magic):
            raise ProgramError(refusal)
    if start[257:262] == b"ustar":
        raise ProgramError(f"is an archive; {_UNPACK}")
    return _format_of_text(_decoded(start).lstrip())


def _format_of_text(text: str) -> str:
    if not text:
        raise ProgramError("is empty")
    if text.startswith("<"):
        return _format_of_xml(text)
    if text[:15].upper() == "BEGIN:VCALENDAR":
        return "calendar"
    if text[:11].upper() == "BEGIN:VCARD":
        raise ProgramError(f"is a list of contacts; {_SAVE}")
    if _JSON.match(text):
        return "json"
    if "\0" in text:
        raise ProgramError(f"holds bytes that are not text; {_SAVE}")
    return "csv"


def _decoded(start: bytes) -> str:
    for mark, encoding in _BOMS.items():
        if start.startswith(mark):
            return start[len(mark) :].decode(encoding, "replace")
    return start.decode("utf-8", "replace")


def _format_of_xml(text: str) -> str:
    text = re.sub(
        r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>[]*(\[.*?\])?[^>]*>", "", text, flags=re.DOTALL
    )
    root = match[1].lower() if (match := _ELEMENT.search(text)) else ""
    if root in {"rss", "feed", "rdf"}:
        return "feed"
    if root == "html" or "<!doctype html" in text[:100].lower():
        raise ProgramError(
            "is a web page, such as the page to sign in; download the data again, signed in"
        )
    raise ProgramError(f"is XML, but no RSS or Atom feed; {_SAVE}")


def is_workbook(path: Path) -> bool:
    """Whether the zip file at `path` is a workbook; raises ProgramError for other documents."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = b""
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    kind = member.read(100)
    except (*archives.FAULTS, OSError):
        return False  # archives.py says what is wrong with it
    if "xl/workbook.bin" in names:
        raise ProgramError("is a workbook in a binary format; save it as .xlsx")
    if "Index/Document.iwa" in names:
        raise ProgramError("is a workbook of Numbers; export it as .xlsx or CSV")
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise ProgramError(f"is a document and not a table; {_SAVE}")
    return "xl/workbook.xml" in names or b"opendocument.spreadsheet" in kind
