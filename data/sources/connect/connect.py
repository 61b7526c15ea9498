"""Connects raw files: finds what reads each, or writes a mapping for it into sources/."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from data.days.span import last_day
from data.errors import ProgramError
from data.inputs.accounts import MAPPINGS
from data.inputs.program_years import program_year_of
from data.settings.model import Settings
from data.sources.choose import Choice, choose
from data.sources.connect.columns import raw_columns
from data.sources.connect.connected import Connected
from data.sources.connect.known import that_reads
from data.sources.connect.prepared import prepare
from data.sources.connect.preview import preview_tables
from data.sources.connect.proposed import proposed_for
from data.sources.connect.undecided import undecided_dates, unknown_words
from data.sources.connect.words import folded
from data.sources.exports import read_alone
from data.sources.formats.files import RAW, RawFile, files_at, raw_files
from data.sources.mapping import Mapping
from data.sources.mapping_file import read_mapping, read_mappings
from data.sources.own_sql import needs_tables
from data.store.confined import scratch
from data.store.os_errors import as_program_error
from data.store.replacing import replacement


def program_folder(path: Path, folder: Path | None) -> Path:
    """The program's folder: `folder` if it is given, else the one whose raw/ has the file.

    Raises ProgramError when neither tells it.
    """
    if folder is not None:
        return folder
    absolute = path.absolute()
    for parent in [absolute, *absolute.parents]:
        if parent.name == RAW:
            return parent.parent
    raise ProgramError(
        f"{path}: is in no folder raw/; name the program's folder with --folder, and the file is "
        "copied into it"
    )


def take_in(path: Path, folder: Path, source: str | None) -> Path:
    """Copy a file into raw/ of `folder`, and return the copy; a file in it stays where it is.

    Raises ProgramError when a file with the same name and another content is there.
    """
    raw = folder / RAW
    if path.resolve().is_relative_to(raw.resolve()):
        return path
    if not path.is_file():
        raise ProgramError(f"{path}: is no file; put folders of exports into {raw} yourself")
    target = raw / (source or _slug(path.stem)) / path.name
    with as_program_error(target):
        if target.exists() and target.read_bytes() != path.read_bytes():
            raise ProgramError(
                f"{target}: is there already with other content; rename {path.name} first"
            )
        with path.open("rb") as data, replacement(target) as file:
            shutil.copyfileobj(data, file)
    return target


def connect(
    path: Path,
    folder: Path,
    name: str | None,
    settings: Settings,
    as_of: date,
    *,
    with_rows: bool = True,
) -> Iterator[Connected]:
    """Connect the raw file at `path`, or all of those in that folder, of the program's `folder`.

    `name` is that of the new mapping; without it, it is the folder of the file in raw/. Unless
    `with_rows`, no file is read for its first rows and its questions.

    Raises ProgramError when nothing is there.
    """
    files = _files(path, folder)
    with scratch(folder) as con:
        prepare(con, settings, last_day(as_of))
        written: set[Path] = set()  # nobody has looked at these mappings yet
        mappings, faults = read_mappings(folder)
        for file in files:
            choice = choose(file, mappings)
            if choice is None:
                yield Connected(file.place, "is a hidden sheet: read only where it is named")
            elif choice.mapping is not None and not (
                choice.mapping.path in written and file.source not in (choice.mapping.name, None)
            ):
                yield _read(con, choice, settings, as_of, faults, with_rows)
            elif choice.mapping or _is_open(choice, mappings) or that_reads(file):
                found = _connect(con, file, name, settings, as_of, choice.mapping, with_rows)
                if found.mapping:
                    written.add(found.mapping)
                    mappings, faults = read_mappings(folder)
                yield found
            else:
                yield Connected(file.place, choice.not_read_because, is_read=False)


def _files(path: Path, folder: Path) -> list[RawFile]:
    """The raw file at `path`, or all of those in that folder; raises ProgramError without one."""
    files = [
        file
        for file in (files_at(path, folder) if path.is_file() else raw_files(folder))
        if file.path.absolute() == path.absolute()
        or path.absolute() in file.path.absolute().parents
    ]
    if not files:
        raise ProgramError(f"{path}: has no file to connect; put exports into {folder / RAW}")
    return files


def _is_open(choice: Choice, mappings: list[Mapping]) -> bool:
    """Whether no mapping fits a file that none reads, or several do, all of other folders."""
    own = choice.file.source
    is_others = own is not None and all(own not in (m.name, m.source) for m in mappings)
    return choice.fitting is not None and (not choice.fitting or is_others)


def _connect(
    con: duckdb.DuckDBPyConnection,
    file: RawFile,
    name: str | None,
    settings: Settings,
    as_of: date,
    reads: Mapping | None,
    with_rows: bool,
) -> Connected:
    """Write a mapping for the file, unless `reads`, that of another folder, says the same."""
    try:
        found = proposed_for(con, file, settings, program_year_of(con, as_of))
    except ProgramError as error:
        return Connected(file.place, str(error).removeprefix(f"{file.place}: "), is_read=False)
    if found.text is None:
        return Connected(file.place, found.said, is_read=False)
    if reads and tomllib.loads(reads.path.read_text("utf-8")) == tomllib.loads(found.text):
        return _read(con, Choice(file, reads), settings, as_of, [], with_rows)
    path = _write(file.folder, name or file.source or _slug(file.path.stem), found.text)
    choice = Choice(file, read_mapping(path, file.folder))
    if not with_rows:
        return Connected(file.place, found.said, mapping=path)
    group, notices = read_alone(con, choice, as_of, last_day(as_of))
    tables = list(preview_tables(con, group))
    return Connected(file.place, found.said, notices, tables, found.questions, path)


def _read(
    con: duckdb.DuckDBPyConnection,
    choice: Choice,
    settings: Settings,
    as_of: date,
    faults: list[str],
    with_rows: bool,
) -> Connected:
    """What the mapping that reads a file makes of it."""
    assert choice.mapping is not None
    said = f"is read by {MAPPINGS}/{choice.mapping.path.name}"
    if not with_rows:
        return Connected(choice.file.place, said, faults)
    group, notices = read_alone(con, choice, as_of, last_day(as_of))
    if choice.mapping.select and needs_tables(choice.mapping.select):
        notices.append("`python -m data contract` shows its rows, which need those of other files")
        return Connected(choice.file.place, said, [*faults, *notices])
    questions = [
        question
        for export in group.exports or []
        for question in undecided_dates(choice.mapping, raw_columns(con, export.table, export.rows))
    ]
    questions += unknown_words(choice.mapping, settings)
    tables = list(preview_tables(con, group))
    return Connected(choice.file.place, said, [*faults, *notices], tables, questions)


def _write(folder: Path, name: str, text: str) -> Path:
    """Write a new mapping; its name gets a number when the name is taken."""
    path = new_mapping_path(folder, name)
    with as_program_error(path), replacement(path) as file:
        file.write(text.encode())
    return path


def new_mapping_path(folder: Path, name: str) -> Path:
    """Where a new mapping goes: its name gets a number when the name is taken."""
    path, number = folder / MAPPINGS / f"{_slug(name)}.toml", 1
    while path.exists():
        path = path.with_name(f"{_slug(name)}-{(number := number + 1)}.toml")
    return path


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:60] or "source"
