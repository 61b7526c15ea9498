"""One line about each file of the folder that is not read: what it is, and what reads it."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from shlex import quote

from data.inputs.accounts import MAPPINGS
from data.inputs.contract import INPUTS
from data.inputs.files import all_files, is_name_of, name_and_ending
from data.inputs.folder import entries, files_below
from data.settings.files import OWN_SETTINGS

MOST_LINES = 20  # files that are named

_CONNECT = "put it into raw/, and `python -m data connect {raw}` proposes how it is read"
_UNPACK = "unpack it here"
# The ending of a name, what such a file is, and what reads it.
_KINDS = {
    ".xlsx .xlsm": ("an Excel workbook", _CONNECT),
    ".xls": ("an Excel workbook in the old format", _CONNECT),
    ".xlsb": ("an Excel workbook in a binary format", "save it as .xlsx and put that into raw/"),
    ".ods": ("an OpenDocument workbook", _CONNECT),
    ".fods": ("an OpenDocument workbook", "save it as .xlsx and put that into raw/"),
    ".numbers": ("a Numbers workbook", "export it as .xlsx and put that into raw/"),
    ".gsheet": ("a link to a Google sheet", "download the sheet as .xlsx and put that into raw/"),
    ".ics .ical": ("a calendar", _CONNECT),
    ".vcf": ("a list of contacts", "address books read it, and most export CSV"),
    ".json .jsonl .ndjson": ("JSON", _CONNECT),
    ".xml .rss .atom": ("XML", f"if it is a feed, {_CONNECT}"),
    ".html .htm": ("a web page", "browsers read it; download the data as CSV instead"),
    ".pdf": ("a PDF document", "export the data behind it as CSV"),
    ".zip": ("a zip archive", f"unpack it here, or {_CONNECT}"),
    ".gz": ("a compressed file", f"unpack it here, or {_CONNECT}"),
    ".7z .rar .tar .tgz .bz2 .xz .zst": ("a compressed file or archive", _UNPACK),
    ".toml": ("a settings file", "the settings of a program are in program.toml"),
    ".tsv .tab": ("text with tabs between its cells", "rename it to end in .csv"),
    ".parq .pq": ("a Parquet file", "rename it to end in .parquet"),
    ".avro .orc .feather .arrow": ("a table in a format of its own", "save it as Parquet or CSV"),
}
_KIND_OF = {ending: kind for endings, kind in _KINDS.items() for ending in endings.split()}
_COPY = re.compile(r"( ?\(\d+\)| ?-? ?[Cc]opy.*| \d+)")  # what a second download adds to a name


def unread_files(folder: Path) -> list[str]:
    """A line for each file in `folder` that looks like data and is not read, up to MOST_LINES.

    Files in the folder of an input are included. Names that begin with `.`, `_` or `~` are not:
    programs mark files that are unfinished or in use with them.
    """
    lines = list(islice(_lines(folder), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        lines[-1] = f"{folder.name}: more files are ignored; the first {MOST_LINES} are listed"
    return lines


def likely_mvps(folder: Path) -> str:
    """What to add to the message that mvps.csv is missing: the file that may hold it, or ""."""
    line = next(_lines(folder, "mvp"), None) or next(_lines(folder), None)
    return f"; {line}" if line else ""


def _lines(folder: Path, start: str = "") -> Iterator[str]:
    """The lines about files whose name begins with `start`, in the order of their names."""
    read = set(all_files(folder))
    parents = {parent for file in read for parent in file.parents}
    below = (path for spec in INPUTS for path in files_below(folder / spec.name))
    for path in sorted({*entries(folder), *below} - read - parents):
        name = path.relative_to(folder)
        is_hidden = any(part.startswith((".", "_", "~")) for part in name.parts)
        is_mapping = name.parts[0] == MAPPINGS and path.suffix.lower() in (".toml", ".sql")
        is_settings = name.as_posix() == OWN_SETTINGS
        is_wanted = not (is_mapping or is_settings) and name.as_posix().lower().startswith(start)
        if is_wanted and not is_hidden and (line := _line(path)):
            yield f"{name.as_posix()}: {line}"


def _line(path: Path) -> str | None:
    """What the file at `path` is and what to do, or None when nothing needs to be said."""
    name, ending = name_and_ending(path)
    if ending:
        return "file ignored, no input has that name" + _rename(name, ending)
    if kind := _KIND_OF.get(path.suffix.lower()):
        what, advice = kind
        said = advice.format(raw=quote(f"raw/{path.name}"))
        return f"file ignored, it is {what}: {said}"
    if path.is_file() and any(is_name_of(spec, name) for spec in INPUTS):
        return "file ignored, only files that end in .csv, .csv.gz or .parquet are read"
    return None


def _rename(name: str, ending: str) -> str:
    """The advice for a CSV or Parquet file whose name is only like that of an input."""
    for spec in INPUTS:
        rest = name[len(spec.name) :]
        if name.lower().startswith(spec.name) and rest[:1] and not rest[0].isalnum():
            words = re.sub(r"\W+", "-", rest).strip("-")
            better = f"{spec.name}-{words}{ending}"
            if _COPY.fullmatch(rest):
                return (
                    f"; it looks like a second download of {spec.name}{ending}: delete one of "
                    f"the two, or rename it to {better} to read both"
                )
            return f"; rename it to {better} to read it"
    likely = get_close_matches(name.lower(), [spec.name for spec in INPUTS], n=1, cutoff=0.8)
    return f"; rename it to {likely[0]}{ending} if that is what it is" if likely else ""
