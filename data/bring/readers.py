"""Which mapping reads a raw file, where people say so, and a mapping for another input."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from data.bring.mapping_document import alone, edited, text, write_checked
from data.bring.raw_texts import files_read_by
from data.bring.trial import file_at
from data.days.span import last_day
from data.errors import ProgramError
from data.inputs.accounts import MAPPINGS
from data.inputs.headers import column_name
from data.inputs.program_years import program_year_of
from data.settings.model import Settings
from data.sources.choose import choose, options_of
from data.sources.connect.connect import new_mapping_path
from data.sources.connect.prepared import prepare
from data.sources.connect.proposed import proposed_rows_of
from data.sources.formats.files import RawFile
from data.sources.formats.one_look import one_look
from data.sources.formats.read import header_of
from data.sources.mapping import Mapping
from data.sources.mapping_file import read_mappings
from data.store.confined import scratch

_KEPT = ("source", "cap", "read", "fetch")  # keys that say nothing about rows


@one_look()
def set_reader(folder: Path, place: str, name: str) -> None:
    """Let the mapping `name` read the raw file at `place`, when several fit.

    It then asks for more columns than the others, and has the folder in raw/ as its source where
    that decides.

    Raises ProgramError when it does not fit, or cannot be preferred without reading other files
    in another way.
    """
    file = file_at(folder, place)
    mappings, _ = read_mappings(folder)
    choice = choose(file, mappings)
    if choice and choice.fitting is None:
        raise ProgramError(f"{place}: {choice.not_read_because}")
    fitting = (choice.fitting or ()) if choice else ()
    shown = f"{MAPPINGS}/{name}.toml"
    chosen = next((mapping for mapping in fitting if mapping.name == name), None)
    if chosen is None:
        raise ProgramError(f"{place}: {shown} does not fit it: it lacks a column of `match`")
    if choice and choice.mapping and choice.mapping.name == name:
        return
    own = [m for m in fitting if file.source is not None and file.source in (m.name, m.source)]
    its_files = [other for other in files_read_by(folder, chosen) if other.place != place]
    is_other_source = bool(own) and chosen not in own
    if is_other_source and any(other.source != file.source for other in its_files):
        raise ProgramError(
            f"{place}: {shown} reads files of other sources too; propose another mapping instead"
        )
    rivals = [mapping for mapping in own or fitting if mapping.name != name]
    most = max((len(mapping.match) for mapping in rivals), default=0)
    columns = _more_columns(chosen, [file, *its_files], most + 1 - len(chosen.match))
    with edited(folder, name) as document:
        if is_other_source:
            document["source"] = file.source
        match: Any = document["match"]
        match["columns"] = [*match["columns"], *columns]


def _more_columns(mapping: Mapping, files: Sequence[RawFile], count: int) -> list[str]:
    """The first `count` columns that all files have and `mapping` does not ask for yet."""
    headers = [header_of(file, options_of(mapping)) for file in files]
    common = set.intersection(*({column_name(name) for name in header} for header in headers))
    free = [n for n in headers[0] if column_name(n) in common.difference(mapping.match)]
    if len(free) < count:
        raise ProgramError(
            f"{MAPPINGS}/{mapping.path.name}: there are too few columns to tell it from the other "
            "mappings that fit; take columns out of their `match`"
        )
    return free[: max(count, 0)]


@one_look()
def propose_again(
    folder: Path, place: str, input_name: str, settings: Settings, as_of: date
) -> str:
    """Propose a mapping for rows of another input; returns its name.

    It takes the place of the mapping that reads the file, or is a new one where that reads files of
    other sources too. A required column that cannot be told is empty until somebody chooses it.

    Raises ProgramError when the file cannot be read.
    """
    file = file_at(folder, place)
    with scratch(folder) as con:
        prepare(con, settings, last_day(as_of))
        proposed = proposed_rows_of(con, file, settings, program_year_of(con, as_of), input_name)
    mappings, _ = read_mappings(folder)
    choice = choose(file, mappings)
    reads = choice.mapping if choice else None
    if reads and reads.select is None and _is_for(folder, reads, file):
        with alone(folder):
            write_checked(folder, reads.path, _kept(text(folder, reads.name), proposed))
        return reads.name
    with alone(folder):
        path = new_mapping_path(folder, file.source or Path(place).stem)
        path.parent.mkdir(exist_ok=True)
        write_checked(folder, path, proposed)
    set_reader(folder, place, path.stem)
    return path.stem


def _is_for(folder: Path, mapping: Mapping, file: RawFile) -> bool:
    """Whether the mapping reads only files of the source of `file`."""
    return all(other.source == file.source for other in files_read_by(folder, mapping))


def _kept(before: str, proposed: str) -> str:
    """The proposed mapping, with what the one before said about its files."""
    old, new = tomlkit.parse(before), tomlkit.parse(proposed)
    for key in _KEPT:
        if key in old:
            new[key] = old[key].unwrap()
    return tomlkit.dumps(new)
