"""Names of uploaded files, made safe for every system; and the folder of raw/ that each goes to."""

import re
import unicodedata

from data.errors import ProgramError
from data.sources.connect.words import folded

# The ending of a name, as in `posts.csv.gz`. What a file is, a build sees from its content.
KINDS = (
    *("csv", "tsv", "txt", "parquet", "xlsx", "xlsm", "xls", "ods"),
    *("json", "jsonl", "ndjson", "xml", "rss", "atom", "ics", "zip"),
)
PACKED = ".gz"
_LONGEST_STEM = 80  # characters; a name then fits into 255 bytes with a number and an ending
_LONGEST_STEM_BYTES = 160
_LEADS_AWAY = re.compile("[/\\\\\u2044\u2215\u29f8]|^[A-Za-z]:")  # slashes of all kinds, a drive
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_KEPT = re.compile(r"[^\w .()+=,&@'-]+")  # what is not of these becomes a hyphen
_COPY = re.compile(r"\(\d+\)|\bcopy\b|\d+", re.IGNORECASE)


def safe_name(name: str) -> str:
    """`name` as a file of raw/ can have it on every system.

    Letters of all scripts are kept; marks that nobody sees are dropped, and characters with a
    meaning to systems or shells become hyphens.

    Raises ProgramError when it leads to a folder, has no text, or its ending is none of KINDS.
    """
    shown = repr(name[:_LONGEST_STEM])
    text = unicodedata.normalize("NFKC", name)  # look-alikes of / and . become these
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text):
        raise ProgramError(f"{shown}: the name has characters that are not text; rename the file")
    if _LEADS_AWAY.search(text):
        raise ProgramError(f"{shown}: the name has a folder in it; give the file a plain name")
    text = "".join(letter for letter in text if unicodedata.category(letter) not in ("Cf", "Co"))
    stem, ending = _divided(hyphenated(text).strip(" ."))
    if ending is None:
        raise ProgramError(f"{shown}: is not of a kind that is read: {', '.join(KINDS)}, or .gz")
    stem = _cut(re.sub(r"\s+", " ", stem)).strip(" ._~-") or "file"
    if _DEVICES.fullmatch(stem):
        stem = f"{stem.split('.')[0]}-file"
    return stem + ending


def hyphenated(text: str) -> str:
    """`text` with hyphens for the characters that mean something to systems or shells."""
    return _KEPT.sub("-", text)


def _divided(name: str) -> tuple[str, str | None]:
    """The stem of a name and its ending with the dots, in lower case; None for another kind."""
    is_packed = name.lower().endswith(PACKED)
    whole = name[: -len(PACKED)] if is_packed else name
    stem, dot, kind = whole.rpartition(".")
    if not dot or kind.lower() not in KINDS:
        return name, None
    return stem, f".{kind.lower()}{PACKED if is_packed else ''}"


def _cut(stem: str) -> str:
    """`stem`, at most so long that a number and an ending fit behind it."""
    stem = stem[:_LONGEST_STEM]
    return stem.encode()[:_LONGEST_STEM_BYTES].decode(errors="ignore")


def family(name: str) -> str:
    """What names of exports of a source have in common: `posts` for `Posts-2026 (2).csv`.

    It is also the name of their folder in raw/.
    """
    stem, _ = _divided(name)
    text = folded(_COPY.sub(" ", stem)) or folded(stem)
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:60] or "files"


def numbered(name: str, number: int) -> str:
    """The name of a later file of the same name: `posts-2.csv`, which sorts after `posts.csv`.

    `name` is one that `safe_name` returns.
    """
    stem, ending = _divided(name)
    return f"{stem}-{number}{ending or ''}"
