"""A section of a mapping as SQL: raw rows become mapped rows.

A mapped row has the columns of MAPPED and a text column for each column of the input.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from data.inputs.contract import Column, Input, Kind
from data.inputs.dates import iso_of
from data.inputs.headers import column_name
from data.sources import cells as sql_of
from data.sources.lacking import Lacking, columns_lacking, lacking_columns
from data.sources.mapping import Cell, Mapping, Section, first_or_later
from data.sql.files import quoted

PARTS = 1000  # the most values that one cell is split into; also how rows of a split are numbered
UNMAPPED = "struct(name varchar, key varchar, value varchar)"  # column, cell of the mapping, text
MAPPED = {
    "file_number": "integer",  # of the files of the source that the mapping reads
    "row": "bigint",  # unique in the file
    "line": "bigint",  # its place in the file
    "hint": "varchar",  # what is wrong with a record that is no row; else null
    "outcome": "varchar",  # why the row goes no further; else null
    "unmapped": UNMAPPED,  # the text that `values` lack; else null
    "link_account": "varchar",
    "link_email": "varchar",  # that links the row to an MVP
    "series": "varchar",  # rows with first and later: what they are versions of
    "series_at": "timestamp",
}
_LINKS = {"account": Column("account"), "email": Column("email", Kind.EMAIL)}


@dataclass(frozen=True)
class Compiled:
    """A section for the files with one header: its SQL over a table of raw rows.

    `columns` are those of the input that it makes, and `lacks` what the files lack for others.
    """

    sql: str
    columns: frozenset[str]
    lacks: Lacking

    @property
    def is_possible(self) -> bool:
        """Whether the section can do without the columns that the files lack."""
        return self.lacks.is_possible


def rows_of_each(mapping: Mapping, spec: Input) -> int:
    """How many numbers of mapped rows there are for each raw row."""
    is_split = any(_split(section, spec) for section in mapping.sections[spec.name])
    return len(mapping.sections[spec.name]) * (PARTS if is_split else 1)


def compile_section(
    mapping: Mapping,
    spec: Input,
    source: str,
    table: str,
    written: Collection[str],
    number: int = 0,
) -> Compiled:
    """The section of `mapping` for the input `spec` with this `number`, from 0.

    `table` is SQL for the raw rows, with `_file`, `_row`, `_line`, `_hint` and a text column for
    each of `written`, the columns of the files as they have them. `source` is the source's name.
    """
    section: Section = mapping.sections[spec.name][number]
    has = {column_name(name) for name in written}
    cells = section.cells(spec)
    links = _links(section, spec)
    only = mapping.only | section.only
    lacks = lacking_columns(spec, cells, links, only, written)
    made = {name for name, cell in cells.items() if not columns_lacking(cell, has)}
    made |= {"contribution_id", "mvp_id"}.intersection(spec.column_names)
    if spec.name == "contributions" and "kind" in made:
        made.add("track")  # see tracks_of_kinds.py
    numbers = (rows_of_each(mapping, spec), number)
    select = _Select(spec, cells, links, has, source, numbers)
    is_possible = lacks.is_possible
    sql = select.sql(table, sql_of.is_kept(only), _split(section, spec)) if is_possible else ""
    return Compiled(sql, frozenset(made), lacks)


def _split(section: Section, spec: Input) -> Cell | None:
    cells = (section.cells(spec) | _links(section, spec)).values()
    return next((cell for cell in cells if cell.split), None)


def _links(section: Section, spec: Input) -> dict[str, Cell]:
    """The cells that link a row to an MVP."""
    given = {"account": section.account, "email": section.email}
    return {k: cell for k, cell in given.items() if cell and k not in spec.column_names}


@dataclass(frozen=True)
class _Select:
    """`numbers`: how many mapped rows a raw row can have, and which section it is."""

    spec: Input
    cells: dict[str, Cell]
    links: dict[str, Cell]
    has: Collection[str]
    source: str
    numbers: tuple[int, int]

    def sql(self, table: str, keeps: str, split: Cell | None) -> str:
        """The select of mapped rows from `table`, of those rows that `keeps` keeps."""
        series = first_or_later(self.cells)
        series_at = "try_cast(cell.iso.occurred_at as timestamptz)::timestamp"
        final = ", ".join(self._final(name) for name in self.spec.column_names)
        return f"""
with kept as (
    select *, _hint is not null or ({keeps}) as _is_kept from {table} as raw
),
{self._parts(split)},
judged as (
    select *, if(raw._is_kept, {self._unmapped()}, null) as _unmapped from parts as raw
),
texts as (
    select
        raw._file as file_number, raw._part_row as row, raw._line as line, raw._hint as hint,
        case when not raw._is_kept then 'left_out' when _unmapped is not null then 'unmapped' end
            as outcome,
        _unmapped as unmapped,
        {self._link("account")} as _account, {self._link("email")} as _email,
        {sql_of.series(series[1]) if series else "null"} as series,
        {", ".join(self._values(split is not None))},
    from judged as raw
),
dated as (
    select *, {self._iso()} as iso from texts
)
select
    cell.file_number, cell.row, cell.line, cell.hint, cell.outcome, cell.unmapped,
    cell._account as link_account, cell._email as link_email, cell.series,
    {series_at if series else "null::timestamp"} as series_at, {final},
from dated as cell {self._zones()}"""

    def _text(self, cell: Cell) -> str:
        return f"cut({sql_of.text(cell, self.has)})"

    def _found(self, name: str, cell: Cell) -> str:
        return sql_of.looked_up(cell, self._text(cell))

    def _link(self, name: str) -> str:
        if (cell := self.links.get(name)) is None:
            return "null::varchar"
        return f"tidy({sql_of.cleaned(cell, _LINKS[name], self._found(name, cell))})"

    def _values(self, is_split: bool) -> Iterable[str]:
        """SQL for the text of each column of the input, before its time zone."""
        for column in self.spec.columns:
            cell, name = self.cells.get(column.name), column.name
            value = sql_of.cleaned(cell, column, self._found(name, cell)) if cell else "null"
            if name == "contribution_id":
                own = f"tidy({value})" if cell else sql_of.digest(sorted(self.has))
                part = " || ':' || fold_value(raw.part)" if is_split else ""
                part += f" || ':{self.numbers[1] + 1}'" if self.numbers[1] else ""
                value = f"{quoted(self.source + ':')} || {own}{part}"
            elif name == "mvp_id" and cell is None and self.spec.name == "mvps":
                email = self.cells["email"]
                value = f"lower(plain_email({self._found('email', email)}))"
            yield f'({value})::varchar as "{name}"'

    def _unmapped(self) -> str:
        """SQL for the first cell whose text its values do not name, as UNMAPPED."""
        cases = []
        for name, cell in (self.cells | self.links).items():
            if cell.values is not None and cell.other is None:
                found = self._text(cell)
                column = sql_of.chosen(cell, self.has) or name
                fault = f"row({quoted(column)}, {quoted(name)}, tidy({found}))::{UNMAPPED}"
                is_unknown = f"tidy({found}) is not null and {self._found(name, cell)} is null"
                cases.append(f"when {is_unknown} then {fault}")
        nothing = f"null::{UNMAPPED}"
        return f"case {' '.join(cases)} else {nothing} end" if cases else nothing

    def _parts(self, split: Cell | None) -> str:
        """SQL for the step `parts`: a row for each value of the cell that is split."""
        if split is None:
            return f"parts as (select {self._part_row('0')} as _part_row, * from kept)"
        marks = "|".join(f"\\Q{mark}\\E" for mark in split.split)
        name = sql_of.chosen(split, self.has)
        cell = sql_of.raw_column(name, "kept") if name else "null::varchar"
        return f"""
split as (
    select *, list_filter(
        string_split_regex(coalesce({cell}, ''), {quoted(marks)}),
        lambda part: tidy(part) is not null
    )[:{PARTS}] as _parts
    from kept
),
numbered as (
    select *, unnest(range(if(_is_kept and _hint is null, len(_parts), 1))) as _number from split
),
parts as (
    select {self._part_row("_number")} as _part_row, tidy(_parts[_number + 1]) as part, *
    from numbered
)"""

    def _part_row(self, part: str) -> str:
        of_each, section = self.numbers
        first = section * PARTS if of_each > PARTS else section
        return f"_row * {of_each} + {first} + {part}" if of_each > 1 else "_row"

    def _dated(self) -> list[str]:
        """The columns whose time must be understood: those of a zone, and that of a series."""
        is_series = first_or_later(self.cells) is not None
        return [
            name
            for name, cell in self.cells.items()
            if cell.zone or (is_series and name == "occurred_at")
        ]

    def _iso(self) -> str:
        fields = [f"{name} := {iso_of(f'texts.{name}')}" for name in self._dated()]
        return f"struct_pack({', '.join(fields)})" if fields else "null"

    def _final(self, name: str) -> str:
        found, cell = f'cell."{name}"', self.cells.get(name)
        if cell and cell.zone:
            found = sql_of.in_zone(found, f"cell.iso.{name}", f"zone_of_{name}.years")
        return f'{found} as "{name}"'

    def _zones(self) -> str:
        """SQL that joins the time zone of each cell that has one."""
        zones = {name: cell.zone for name, cell in self.cells.items() if cell.zone}
        return " ".join(
            f"left join zone_shifts as zone_of_{name} on zone_of_{name}.timezone = {quoted(zone)}"
            for name, zone in zones.items()
        )
