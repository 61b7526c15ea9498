"""The exports of a group as mapped rows of one input: from raw rows to rows of known people."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import duckdb

from data.errors import ProgramError
from data.inputs.accounts import MAPPINGS
from data.inputs.contract import Input
from data.inputs.contradictions import to_do
from data.sources.compile import MAPPED, Compiled, compile_section, rows_of_each
from data.sources.exports import Export, Group
from data.sources.linking import count_strangers, link
from data.sources.mapping import first_or_later
from data.sources.newest import settle_copies, settle_series
from data.sources.own_sql import select_rows
from data.sources.staged import ExportFile
from data.sources.tracks_of_kinds import fill_tracks, kinds_to_do

_AT_ONCE = 100  # exports in one statement; more take longer than one after another
_UNMAPPED = """
    insert into warnings by name
    with found as (
        select
            min(file_number) as file_number,
            arg_min(line, (file_number, row)) as line,
            unmapped.name as "column",
            unmapped.key as key,
            fold_value(unmapped.value) as folded,
            {has_kind} as has_kind,
            arg_min(unmapped.value, (file_number, row)) as value,
            count(*) as times,
        from {table}
        where outcome = 'unmapped'
        group by all
    )
    select
        $names[file_number + 1] as file,
        line,
        $input as input,
        $warning as warning,
        value,
        times,
        case
            when not has_kind then replace($to_do, '{{key}}', key)
            when key = 'kind' then $of_no_track
            else $of_several_tracks
        end as to_do,
        "column",
    from found
    order by times desc, "column", key, folded"""


def map_group(
    con: duckdb.DuckDBPyConnection, group: Group, spec: Input, table: str, last_year: int
) -> tuple[list[ExportFile], list[str]]:
    """Create `table` with the rows that the exports of `group` have for the input `spec`.

    Returns the files, numbered as in `table`, and lines about those that the mapping cannot use.
    Values that no value map names are added to `warnings`. `last_year` is the last one in
    `zone_shifts`.
    """
    files, faults = map_rows(con, group, spec, table)
    if spec.name != "mvps" and "mvp_id" in spec.column_names:
        link(con, table, spec, group.source, last_year)
        places_of_files = [export.place for export in group.exports or []]
        count_strangers(con, table, spec, group.source, places_of_files, last_year)
    count_set_aside(con, table, files)
    _warn_of_unmapped(con, group, spec, table, files)
    return files, faults


def map_rows(
    con: duckdb.DuckDBPyConnection, group: Group, spec: Input, table: str
) -> tuple[list[ExportFile], list[str]]:
    """`map_group` without asking whose rows they are, and without counting."""
    cells = "".join(f', "{name}" varchar' for name in spec.column_names)
    places = ", ".join(f"{name} {kind}" for name, kind in MAPPED.items())
    con.execute(f"create or replace temp table {table} ({places}{cells})")
    numbered = list(enumerate(group.exports or []))
    if group.mapping.select is not None:
        files, faults = _selected(con, group, spec, table, numbered)
    else:
        files, faults = _compiled(con, group, spec, table, numbered)
        for section in group.mapping.sections[spec.name]:
            if found := first_or_later(section.cells(spec)):
                settle_series(con, table, *found)
        if spec.name == "contributions":
            fill_tracks(con, table)
    settle_copies(con, table, spec)
    return files, faults


def _compiled(
    con: duckdb.DuckDBPyConnection,
    group: Group,
    spec: Input,
    table: str,
    numbered: Sequence[tuple[int, Export]],
) -> tuple[list[ExportFile], list[str]]:
    """Map the exports by each of the sections; those with one header together, some at once."""
    files: dict[int, ExportFile] = {}
    lacking: dict[str, list[str]] = defaultdict(list)
    sections = group.mapping.sections[spec.name]
    keeps_same_links = any(section.same_link == "keep" for section in sections)
    of_each = rows_of_each(group.mapping, spec)
    pairs = [(w, alike, n) for w, alike in _by_header(numbered) for n in range(len(sections))]
    for written, alike, section in pairs:
        raw = " union all ".join(_raw(number, export.table) for number, export in alike)
        compiled = compile_section(group.mapping, spec, group.source, f"({raw})", written, section)
        for said in _missing(group, spec, compiled):
            lacking[said] += [export.place for _, export in alike]
        if not compiled.is_possible:
            continue
        con.execute(f"insert into {table} by name {compiled.sql}")
        for number, export in alike:
            known = files[number].columns if number in files else frozenset()
            files[number] = ExportFile(
                export.place,
                compiled.columns | known,
                export.rows.encoding,
                table,
                number,
                export.table,
                of_each,
                f"{MAPPINGS}/{group.mapping.path.name}",
                keeps_same_links,
            )
    faults = [f"{_all_of([*dict.fromkeys(places)])}: {said}" for said, places in lacking.items()]
    return [file for _, file in sorted(files.items())], faults


def _by_header(
    numbered: Sequence[tuple[int, Export]],
) -> Iterator[tuple[tuple[str, ...], list[tuple[int, Export]]]]:
    """Each header as written, with some of the exports that have it."""
    by_header = defaultdict(list)
    for number, export in numbered:
        by_header[tuple(export.rows.columns)].append((number, export))
    for written, alike in by_header.items():
        for first in range(0, len(alike), _AT_ONCE):
            yield written, alike[first : first + _AT_ONCE]


def _missing(group: Group, spec: Input, compiled: Compiled) -> Iterator[str]:
    """What is said of exports that lack columns: each that matters, and all others together."""
    mapping = f"sources/{group.mapping.path.name}"
    end = "" if compiled.is_possible else f"; no {spec.name} are read from it"
    for said in compiled.lacks.missing:
        yield f"{mapping} {said}{end}"
    if compiled.lacks.empty and compiled.is_possible:
        cells = " and ".join(compiled.lacks.empty)
        yield f"has no column for {cells} of {mapping} [{spec.name}]; these cells stay empty"


def _all_of(places: list[str]) -> str:
    """The first of the places, and how many more there are."""
    more = len(places) - 1
    return f"{places[0]}{f' and {more:,} more' if more else ''}"


def _raw(number: int, table: str) -> str:
    return f"select {number} as _file, rowid as _row, * from {table}"


def _selected(
    con: duckdb.DuckDBPyConnection,
    group: Group,
    spec: Input,
    table: str,
    numbered: Sequence[tuple[int, Export]],
) -> tuple[list[ExportFile], list[str]]:
    """Map each export by the mapping's own select; the first fault of it ends the mapping."""
    files: list[ExportFile] = []
    for number, export in numbered:
        raw = f"({_raw(number, export.table)})"
        try:
            rows, columns = select_rows(con, group.mapping, spec, group.source, raw)
        except ProgramError as error:
            return [], [f"{error}; none of its files is read, such as {export.place}"]
        con.register("selected", rows)
        con.execute(f"insert into {table} by name select {number} as file_number, * from selected")
        con.unregister("selected")
        encoding = export.rows.encoding
        select = group.mapping.file
        files.append(ExportFile(export.place, columns, encoding, table, number, None, 1, select))
    return files, []


def count_set_aside(
    con: duckdb.DuckDBPyConnection, table: str, files: Sequence[ExportFile]
) -> None:
    """Count the rows of each file that were set aside, by their outcome."""
    counts = con.execute(f"""
        select file_number, outcome, count(*) from {table} where outcome is not null group by all
        order by all""").fetchall()
    by_number = {file.number: file for file in files}
    for number, outcome, rows in counts:
        by_number[number].set_aside[outcome] = rows


def _warn_of_unmapped(
    con: duckdb.DuckDBPyConnection,
    group: Group,
    spec: Input,
    table: str,
    files: Sequence[ExportFile],
) -> None:
    """Add to `warnings` each column and value that no value map names.

    A contribution with a kind lacks a track alone: see tracks_of_kinds.py.
    """
    file, word = group.mapping.path.name, "unmapped_value"
    has_kind = "kind is not null" if spec.name == "contributions" else "false"
    con.execute(
        _UNMAPPED.format(table=table, has_kind=has_kind),
        {
            "names": [export.place for export in group.exports or []],
            "input": spec.name,
            "warning": word,
            "to_do": to_do(word).format(key="{key}", input=spec.name, file=file),
            **kinds_to_do(con, f"[{spec.name}] in sources/{file}"),
        },
    )
