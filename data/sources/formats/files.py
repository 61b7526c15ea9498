"""The files under raw/ in a program's folder, with each sheet and each packed file by itself."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from data.errors import ProgramError
from data.inputs.folder import files_below, refuse_unusable
from data.sources.formats import archives, content, workbook
from data.sources.formats.one_look import remembered

RAW = "raw"
_WORKBOOK_NAMES = (".xlsx", ".xlsm", ".ods")


@dataclass(frozen=True)
class RawFile:
    """One table of raw data: a file, a member of an archive, or a sheet of a workbook.

    `place` names it for people, as a path in the folder: `raw/forum/a.zip/b.csv`, or
    `raw/people/list.xlsx, sheet Members`. `source` is the folder under raw/; None for a file that
    is directly in raw/. `format` is one of content.FORMATS. `is_hidden` is true of a hidden sheet,
    which is read only where a mapping names it. `fault` says why nothing can be read, in one
    sentence without the place; it is None for nearly all files.
    """

    path: Path
    folder: Path
    place: str
    source: str | None
    format: str = "csv"
    sheet: str | None = None
    is_hidden: bool = False
    fault: str | None = None
    member: int | None = None
    is_packed: bool = False

    @contextmanager
    def opened(self, within: Path | None = None) -> Iterator[Path]:
        """The path of its bytes, unpacked if need be: in the folder `within`, if it is given.

        Raises ProgramError when it cannot be unpacked.
        """
        if self.is_packed:
            with archives.unpacked(self.path, self.member, within) as path:
                yield path
        else:
            yield self.path


def raw_files(folder: Path) -> list[RawFile]:
    """The raw files of a program's folder, in the natural order of their paths.

    Numbers in names are compared as numbers; of two files, the later one wins. Names that begin
    with `.`, `_` or `~`, and everything in such folders, are left out. A file that cannot be read
    is listed with its fault.

    Raises ProgramError when there are too many files or folders, or a folder that is a link.
    """
    return [file for path in _raw_paths(folder) for file in files_at(path, folder)]


def raw_file(folder: Path, place: str) -> RawFile | None:
    """The one of `raw_files` at `place`, or None; files at other paths are not opened.

    Raises ProgramError like `raw_files`.
    """
    paths = [p for p in _raw_paths(folder) if place.startswith(p.relative_to(folder).as_posix())]
    files = (file for path in paths for file in files_at(path, folder))
    return next((file for file in files if file.place == place), None)


def _raw_paths(folder: Path) -> list[Path]:
    """The paths of the raw files that are not left out, in their natural order."""
    raw = folder / RAW
    paths = [path for path in files_below(raw) if "/~" not in f"/{path.relative_to(raw)}"]
    return sorted(paths, key=lambda path: natural_order(path.relative_to(raw)))


def files_at(path: Path, folder: Path) -> list[RawFile]:
    """The raw files that the file at `path` in `folder` holds; see raw_files."""
    parts = path.relative_to(folder).parts
    source = parts[1] if len(parts) > 2 and parts[0] == RAW else None
    file = RawFile(path, folder, "/".join(parts), source)
    return [*remembered(path, ("tables", folder), lambda: [*_tables(file)])]


def natural_order(path: Path) -> tuple[object, ...]:
    """What sorts paths in their natural order: `page-2` before `page-10`, whatever the case."""
    parts = [*path.parts[:-1], path.name.removesuffix(".gz").rpartition(".")[0] or path.name]
    return (*(_natural(part) for part in parts), path.as_posix())


def _natural(text: str) -> list[tuple[bool, int, str]]:
    """Text after numbers, and numbers by their size, however many digits they have."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", text.casefold())
    return [_number(piece) if piece[0] in "0123456789" else (True, 0, piece) for piece in pieces]


def _number(digits: str) -> tuple[bool, int, str]:
    significant = digits.lstrip("0")
    return False, len(significant), significant


def _tables(file: RawFile) -> Iterator[RawFile]:
    """The file itself, or each of its members or sheets."""
    try:
        refuse_unusable(file.path, file.folder)
        with file.path.open("rb") as data:
            kind = content.format_of(data.read(content.SAMPLED))
        if kind == content.ZIP and not content.is_workbook(file.path):
            yield from _members(file)
        elif kind == content.GZIP:
            yield from _member(replace(file, is_packed=True))
        else:
            yield from _sheets(replace(file, format="xlsx" if kind == content.ZIP else kind))
    except ProgramError as error:
        yield replace(file, fault=str(error).removeprefix(f"{file.path}: "))
    except OSError as error:
        yield replace(file, fault=f"cannot be read: {error.strerror}")


def _members(archive: RawFile) -> Iterator[RawFile]:
    found = list(archives.members(archive.path))
    if not found:
        raise ProgramError("is an archive without any file to read")
    seen: Counter[str] = Counter()
    for number, label, fault in sorted(found, key=lambda member: natural_order(Path(member[1]))):
        seen[label] += 1
        name = f"{label} ({seen[label]})" if seen[label] > 1 else label
        place = f"{archive.place}/{name}"
        member = replace(archive, place=place, member=number, is_packed=True, fault=fault)
        yield from [member] if fault else _member(member)


def _member(file: RawFile) -> Iterator[RawFile]:
    """The tables of a packed file."""
    try:
        start = archives.first_bytes(file.path, file.member, content.SAMPLED)
        kind = content.format_of(start)
        if kind == content.ZIP and file.place.removesuffix(".gz").lower().endswith(_WORKBOOK_NAMES):
            kind = "xlsx"
        if kind in {content.ZIP, content.GZIP}:
            raise ProgramError("is an archive in an archive; unpack the outer one")
        yield from _sheets(replace(file, format=kind))
    except ProgramError as error:
        yield replace(file, fault=str(error))


def _sheets(file: RawFile) -> Iterator[RawFile]:
    if file.format != "xlsx":
        yield file
        return
    with file.opened() as path:
        sheets = workbook.sheets(path)
    for name, is_hidden in sheets:
        place = f"{file.place}, sheet {name}"
        yield replace(file, place=place, sheet=name, is_hidden=is_hidden)
