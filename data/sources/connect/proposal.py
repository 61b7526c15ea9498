"""The mapping that is proposed for a raw table, by the names and the cells of its columns."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from data.inputs.contract import INPUTS, Column, Input
from data.inputs.dates import DATE_KINDS
from data.settings.model import Settings
from data.sources.connect import guesses, values
from data.sources.connect.columns import RawColumn
from data.sources.connect.contributions import contributions
from data.sources.connect.draft import Draft, DraftCell, DraftSection, date_of, of
from data.sources.connect.words import folded, likeness, words

_INPUTS = {spec.name: spec for spec in INPUTS}
_LEAST_MATCHED = 3  # columns by which a file is known
_SURE = 0.7


@dataclass(frozen=True)
class Table:
    """A raw table: its columns, where it is, and the sheet that it is."""

    columns: list[RawColumn]
    place: str
    settings: Settings

    def names(self) -> str:
        """The names of the file and of all columns, as one text."""
        return " | ".join([self.place, *(column.name for column in self.columns)])


def propose(table: Table) -> Draft | None:
    """A mapping for the table; None when nothing in it looks like an input."""
    makers: list[Callable[[Table], list[DraftSection]]] = [
        _people,
        _nominations,
        _certifications,
        _leaves,
        _commitments,
        _contributions,
    ]
    for make in makers:
        if sections := make(table):
            return _draft(table, sections)
    return None


def _draft(table: Table, sections: list[DraftSection]) -> Draft:
    cells = [cell for section in sections for cell in section.cells.values()]
    used = [name for cell in cells for name in _named(cell)]
    required = {c.name for s in sections for c in _INPUTS[s.input].columns if c.is_required}
    links = {"account", "email"}
    main = [
        name_of_column
        for section in sections
        for name, cell in section.cells.items()
        if name in required | links
        for name_of_column in _named(cell)
    ]
    lasting = [n for n in dict.fromkeys([*main, *used]) if not re.search(r"20\d\d", n)]
    match = lasting[: max(_LEAST_MATCHED, len({*main}.intersection(lasting)))]
    questions = [
        f"{section.input}.{name}: what {_quoted(cell.values)} means"
        for section in sections
        for name, cell in section.cells.items()
        if cell.values and None in cell.values.values()
    ]
    inputs = " and ".join(section.input for section in sections)
    return Draft(
        about=f"Rows of {inputs}, as in {table.place}.",
        match=match,
        sections=sections,
        unused=[column.name for column in table.columns if column.name not in used],
        questions=questions,
    )


def _quoted(found: values.Values) -> str:
    unknown = [text for text, meaning in found.items() if meaning is None]
    more = f" and {len(unknown) - 3} more" if len(unknown) > 3 else ""
    return ", ".join(f'"{text[:60]}"' for text in unknown[:3]) + more


def _named(cell: DraftCell) -> list[str]:
    names = [cell.keys.get("column"), *_list(cell.keys.get("of")), *_list(cell.keys.get("digest"))]
    return [name for name in names if isinstance(name, str)]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _cells(table: Table, spec: Input) -> dict[str, DraftCell]:
    """A cell for each column of the input for which a column is likely; one column each.

    Required columns choose first, then those of which a name says most.
    """
    known = words()["columns"][spec.name]

    def order_of(column: Column) -> tuple[bool, float]:
        likely = (likeness(found.name, known.get(column.name, [])) for found in table.columns)
        return not column.is_required, -max(likely, default=0)

    taken: set[str] = set()
    cells: dict[str, DraftCell] = {}
    for column in sorted(spec.columns, key=order_of):
        if column.name not in known:
            continue
        found = guesses.best(column, known[column.name], table.columns, taken)
        if found is not None:
            taken.add(found.name)
            cells[column.name] = date_of(found) if column.kind in DATE_KINDS else of(found)
    order = spec.column_names
    return dict(sorted(cells.items(), key=lambda item: order.index(item[0])))


def _who(table: Table) -> dict[str, DraftCell]:
    """The cells that say whose row it is; {} when no column does."""
    if found := guesses.mvp_id(table.columns):
        return {"mvp_id": of(found)}
    email = guesses.email(table.columns)
    user, name = (guesses.account(table.columns, kind) for kind in ("username", "name"))
    cells = {}
    if named := user or email or name:
        cells["account"] = of(named)
    if email:
        cells["email"] = of(email)
        cells["email"].comment = "links by itself to the MVP with this address: is it verified?"
    return cells


def _people(table: Table) -> list[DraftSection]:
    spec = _INPUTS["mvps"]
    cells = _cells(table, spec)
    needed = {"name", "email", "entered_on"}
    if not needed <= cells.keys() or not _is_sure(table, spec, "entered_on", cells):
        return []
    by_name = {column.name: column for column in table.columns}
    email = by_name[str(cells["email"].keys["column"])]
    if len({text.casefold() for text in email.texts}) < 0.85 * email.filled:
        return []
    name = by_name[str(cells["name"].keys["column"])]
    if name.are_last_first:
        cells["name"] = of(name, name_order="last-first")
    if found := guesses.mvp_id(table.columns):
        cells = {"mvp_id": of(found), **cells}
    sections = [DraftSection("mvps", cells)]
    who = {"mvp_id": cells["mvp_id"]} if "mvp_id" in cells else {"email": of(email)}
    return sections + _commitments(table, who, {str(c.keys["column"]) for c in cells.values()})


def _is_sure(table: Table, spec: Input, name: str, cells: dict[str, DraftCell]) -> bool:
    written = str(cells[name].keys["column"])
    return likeness(written, words()["columns"][spec.name][name]) >= _SURE


def _commitments(
    table: Table, who: dict[str, DraftCell] | None = None, taken: set[str] | None = None
) -> list[DraftSection]:
    """The section of commitments: a column that lists tracks, and a year."""
    who = _who(table) if who is None else who
    known = words()["columns"]["commitments"]
    lists = [
        (column, found)
        for column in table.columns
        if column.name not in (taken or set()) and likeness(column.name, known["track"]) > 0
        if (found := values.tracks(column, table.settings))
    ]
    if not lists or not who:
        return []
    column, (marks, meanings) = lists[0]
    track = of(column, split=marks) if marks else of(column)
    track.values = meanings
    year = re.search(r"\b(20\d\d)\b", column.name) or re.search(r"\b(20\d\d)\b", table.names())
    if stated := guesses.best(Column("year"), known["year"], table.columns):
        cell = of(stated)
    elif year:
        cell = DraftCell({"value": int(year[1])}, "the year of these commitments")
    else:
        return []
    return [DraftSection("commitments", {**who, "year": cell, "track": track})]


def _certifications(table: Table) -> list[DraftSection]:
    spec = _INPUTS["certifications"]
    cells, who = _cells(table, spec), _who(table)
    by_name = {column.name: column for column in table.columns}
    if not who or not {"certification", "taken_on"} <= cells.keys():
        return []
    exam = by_name[str(cells["certification"].keys["column"])]
    stated = by_name[str(cells["level"].keys["column"])] if "level" in cells else exam
    found = ((column, values.levels(column, table.settings)) for column in (stated, exam))
    level, meanings = next((pair for pair in found if pair[1]), (exam, None))
    if meanings is None:
        return []
    cells["level"] = DraftCell({"column": level.name}, "", meanings)
    if "passed" in cells:
        result = by_name[str(cells["passed"].keys["column"])]
        cells["passed"].values = values.flags(result)
    else:
        cells["passed"] = DraftCell({"value": True}, "the file lists only exams that were passed?")
    order = spec.column_names
    return [
        DraftSection(
            "certifications",
            {**who, **dict(sorted(cells.items(), key=lambda item: order.index(item[0])))},
        )
    ]


def _leaves(table: Table) -> list[DraftSection]:
    cells, who = _cells(table, _INPUTS["leaves"]), _who(table)
    about = folded(table.names())
    is_about = any(re.search(rf"\b{word}\b", about) for word in words()["leaves"])
    if not who or not is_about or not {"from_on", "to_on"} <= cells.keys():
        return []
    return [DraftSection("leaves", {**who, **cells})]


def _nominations(table: Table) -> list[DraftSection]:
    spec = _INPUTS["nominations"]
    cells = _cells(table, spec)
    if {"nominee_email", "nominee_name", "nominated_on"} <= cells.keys():
        if "nomination_id" not in cells:
            named = [str(cells[n].keys["column"]) for n in ("nominee_email", "nominated_on")]
            cells["nomination_id"] = DraftCell({"digest": named}, "the same nomination has one id")
        if {c.name for c in spec.columns if c.is_required} <= cells.keys():
            return [DraftSection("nominations", cells)]
    return []


def _contributions(table: Table) -> list[DraftSection]:
    cells, who = _cells(table, _INPUTS["contributions"]), _who(table)
    if not who or "occurred_at" not in cells:
        return []
    return [contributions(table.columns, table.names(), table.settings, who, cells)]
