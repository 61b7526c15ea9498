"""Connects raw files: finds what reads each, or writes a mapping for it into sources/."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from data.days.span import last_day
from data.errors import ProgramError
from data.inputs.accounts import MAPPINGS
from data.inputs.addresses import create_address_of
from data.inputs.time_zones import add_zones, create_zone_shifts
from data.settings.model import Settings
from data.settings.tables import rule_tables
from data.sources.cells import create_macros
from data.sources.choose import choose, options_of
from data.sources.connect.columns import raw_columns
from data.sources.connect.known import recognized, text_for, that_reads
from data.sources.connect.mapping_text import mapping_text
from data.sources.connect.preview import preview_lines
from data.sources.connect.proposal import propose
from data.sources.connect.table import Table, account_text
from data.sources.connect.words import folded
from data.sources.formats.files import RAW, RawFile, files_at, raw_files
from data.sources.formats.read import read_raw
from data.sources.formats.rows import ReadOptions
from data.sources.mapping import Mapping, zones_of
from data.sources.mapping_file import read_mapping, read_mappings
from data.store.os_errors import as_program_error

_TABLE = "connected"


@dataclass(frozen=True)
class Connected:
    """A raw file by its place, and what there is to say about it.

    `mapping` is the path of a mapping that was written for it; None when one reads it already, or
    when none could be proposed.
    """

    place: str
    lines: list[str]
    mapping: Path | None = None
    is_read: bool = True


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
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and target.read_bytes() != path.read_bytes():
            raise ProgramError(
                f"{target}: is there already with other content; rename {path.name} first"
            )
        part = target.with_name(f".{target.name}.part")
        shutil.copyfile(path, part)
        part.replace(target)
    return target


def connect(
    path: Path, folder: Path, name: str | None, settings: Settings, as_of: date
) -> Iterator[Connected]:
    """Connect the raw file at `path`, or all of those in that folder, of the program's `folder`.

    `name` is that of the new mapping; without it, it is the folder of the file in raw/.

    Raises ProgramError when nothing is there.
    """
    files = [
        file
        for file in (files_at(path, folder) if path.is_file() else raw_files(folder))
        if file.path.absolute() == path.absolute()
        or path.absolute() in file.path.absolute().parents
    ]
    if not files:
        raise ProgramError(f"{path}: has no file to connect; put exports into {folder / RAW}")
    with duckdb.connect() as con:
        _prepare(con, settings, last_day(as_of))
        written: set[Path | None] = set()  # nobody has looked at these mappings yet
        for file in files:
            mappings, faults = read_mappings(folder)
            choice = choose(file, mappings)
            if choice is None:
                yield Connected(file.place, ["is a hidden sheet: read only where it is named"])
            elif choice.mapping is not None and not (
                choice.mapping.path in written and file.source not in (choice.mapping.name, None)
            ):
                read_by = f"{MAPPINGS}/{choice.mapping.path.name}"
                yield Connected(file.place, [f"is read by {read_by}", *faults])
            elif choice.mapping or _is_open(choice.not_read_because) or that_reads(file):
                found = _connect(con, file, name, settings, as_of, choice.mapping)
                written.add(found.mapping)
                yield found
            else:
                yield Connected(file.place, [choice.not_read_because], is_read=False)


def _is_open(not_read_because: str) -> bool:
    """Whether no mapping reads a file, or several do that are those of other folders."""
    return "no mapping" in not_read_because or "fit it equally well" in not_read_because


def _prepare(con: duckdb.DuckDBPyConnection, settings: Settings, until: date) -> None:
    """Create what mappings need: the settings of addresses, the macros, the time zones."""
    con.execute("set TimeZone = 'UTC'")
    for table, rows in rule_tables(settings).items():
        if rows:
            con.register("rows_of_table", pa.Table.from_pylist(rows))
            con.execute(f"create temp table {table} as from rows_of_table")
            con.unregister("rows_of_table")
    create_zone_shifts(con, until)
    create_address_of(con)
    create_macros(con)


def _connect(
    con: duckdb.DuckDBPyConnection,
    file: RawFile,
    name: str | None,
    settings: Settings,
    as_of: date,
    reads: Mapping | None,
) -> Connected:
    """Write a mapping for the file, unless `reads`, that of another folder, says the same."""
    until = last_day(as_of)
    template = that_reads(file)
    options = options_of(template.mapping) if template else ReadOptions()
    try:
        raw = read_raw(con, file, options, _TABLE)
    except ProgramError as error:
        return Connected(file.place, [str(error).removeprefix(f"{file.place}: ")], is_read=False)
    columns = raw_columns(con, _TABLE, raw)
    if template := template or recognized(columns):
        text, said = text_for(template, columns, settings), f"is known: {template.about}"
    else:
        draft = propose(Table(columns, file.place, settings, as_of.year, _accounts(con, file)))
        if draft is None:
            return Connected(file.place, [_not_understood(raw.columns)], is_read=False)
        inputs = " and ".join(dict.fromkeys(section.input for section in draft.sections))
        text, said = mapping_text(draft), f"looks like rows of {inputs}"
    if reads and tomllib.loads(reads.path.read_text("utf-8")) == tomllib.loads(text):
        return Connected(file.place, [f"is read by {MAPPINGS}/{reads.path.name}"])
    path = _write(file.folder, name or file.source or _slug(file.path.stem), text)
    mapping = read_mapping(path, file.folder)
    raw = read_raw(con, file, replace(options_of(mapping), until=until), _TABLE)
    add_zones(con, zones_of(mapping), until)
    shown = list(preview_lines(con, mapping, file.source or mapping.name, raw, _TABLE))
    return Connected(file.place, [said, *raw.notices, *shown], path)


def _accounts(con: duckdb.DuckDBPyConnection, file: RawFile) -> frozenset[str]:
    """The accounts of the source of `file` in accounts.csv; none when that cannot be read."""
    try:
        rows = con.execute(
            "select source, account from read_csv($path, all_varchar = true)",
            {"path": str(file.folder / "accounts.csv")},
        ).fetchall()
    except duckdb.Error:
        return frozenset()
    source = account_text(file.source or "")
    return frozenset(account_text(b) for a, b in rows if a and b and account_text(a) == source)


def _write(folder: Path, name: str, text: str) -> Path:
    """Write a new mapping; its name gets a number when the name is taken."""
    sources = folder / MAPPINGS
    with as_program_error(sources):
        sources.mkdir(exist_ok=True)
        path, number = sources / f"{_slug(name)}.toml", 1
        while path.exists():
            path = sources / f"{_slug(name)}-{(number := number + 1)}.toml"
        part = path.with_name(f".{path.name}.part")
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    return path


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:60] or "source"


def _not_understood(columns: list[str]) -> str:
    names = ", ".join(columns[:20]) or "(none)"
    return (
        "is not understood: it has no columns for a person and a date; write a mapping as in "
        f"docs/sources.md. Its columns: {names}"
    )
