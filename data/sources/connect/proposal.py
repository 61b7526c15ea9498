"""The mapping that is proposed for a raw table, by the names and the cells of its columns."""

import re
from collections.abc import Callable, Iterator

from data.inputs.contract import INPUTS
from data.inputs.inputs_of_parts import inputs_in
from data.sources.connect import values
from data.sources.connect.any_input import any_input
from data.sources.connect.contributions import contributions
from data.sources.connect.draft import Draft, DraftCell, DraftSection
from data.sources.connect.people import commitments, people
from data.sources.connect.status import wanted_rows
from data.sources.connect.table import Table, cells_of, whose
from data.sources.connect.words import folded, words

_INPUTS = {spec.name: spec for spec in INPUTS}
_LEAST_MATCHED = 3  # columns by which a file is known


def propose(table: Table) -> Draft | None:
    """A mapping for the table; None when nothing in it looks like an input of the program."""
    makers: list[Callable[[Table], list[DraftSection]]] = [
        people,
        _nominations,
        _certifications,
        _leaves,
        commitments,
        _contributions,
    ]
    read = {spec.name for spec in inputs_in(table.settings.has)}
    for make in makers:
        if sections := make(table):
            used = [section for section in sections if section.input in read]
            return _draft(table, used) if used else None
    return None


def propose_rows_of(table: Table, input_name: str) -> Draft:
    """A mapping for rows of this input, which somebody named."""
    makers: dict[str, Callable[[Table], list[DraftSection]]] = {
        "mvps": people,
        "nominations": _nominations,
        "certifications": _certifications,
        "leaves": _leaves,
        "commitments": commitments,
        "contributions": _contributions,
    }
    make = makers.get(input_name)
    return _draft(table, (make and make(table)) or [any_input(table, _INPUTS[input_name])])


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
    lasting = lasting or [column.name for column in table.columns]
    match = lasting[: max(_LEAST_MATCHED, len({*main}.intersection(lasting)))]
    inputs = " and ".join(dict.fromkeys(section.input for section in sections))
    for section in sections:
        if section.input in ("contributions", "leaves", "benefits"):
            section.only = wanted_rows(table.columns, {*used})
    used += [name for section in sections for name in section.only]
    return Draft(
        about=f"Rows of {inputs}, as in {table.place}.",
        match=match,
        sections=sections,
        unused=[column.name for column in table.columns if column.name not in used],
        questions=[*dict.fromkeys(_questions(table, sections))],
    )


def _questions(table: Table, sections: list[DraftSection]) -> Iterator[str]:
    """What a person must decide about the sections."""
    for section in sections:
        for name, cell in section.cells.items():
            if cell.values and None in cell.values.values():
                yield f"{section.input}.{name}: what {_quoted(cell.values)} means"
            if cell.question:
                yield f"{section.input}.{name}: {cell.question}"
        for name, left in section.left_out(table.columns).items():
            shown = _quoted(dict.fromkeys(left))
            yield f"{section.input}: whether rows with {name} {shown} count"


def _quoted(found: values.Values) -> str:
    unknown = [text for text, meaning in found.items() if meaning is None]
    more = f" and {len(unknown) - 3} more" if len(unknown) > 3 else ""
    return ", ".join(f'"{text[:60]}"' for text in unknown[:3]) + more


def _named(cell: DraftCell) -> list[str]:
    names = [
        cell.keys.get("column"),
        *_list(cell.keys.get("join")),
        *_list(cell.keys.get("of")),
        *_list(cell.keys.get("digest")),
    ]
    return [name for name in names if isinstance(name, str)]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _certifications(table: Table) -> list[DraftSection]:
    spec = _INPUTS["certifications"]
    cells, who = cells_of(table, spec), whose(table)
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
    cells, who = cells_of(table, _INPUTS["leaves"]), whose(table)
    about = folded(table.names())
    is_about = any(re.search(rf"\b{word}\b", about) for word in words()["leaves"])
    if not who or not is_about or not {"from_on", "to_on"} <= cells.keys():
        return []
    return [DraftSection("leaves", {**who, **cells})]


def _nominations(table: Table) -> list[DraftSection]:
    spec = _INPUTS["nominations"]
    cells = cells_of(table, spec)
    if {"nominee_email", "nominee_name", "nominated_on"} <= cells.keys():
        if "nomination_id" not in cells:
            named = [str(cells[n].keys["column"]) for n in ("nominee_email", "nominated_on")]
            cells["nomination_id"] = DraftCell({"digest": named}, "the same nomination has one id")
        if {c.name for c in spec.columns if c.is_required} <= cells.keys():
            return [DraftSection("nominations", cells)]
    return []


def _contributions(table: Table) -> list[DraftSection]:
    cells, who = cells_of(table, _INPUTS["contributions"]), whose(table)
    if not who or "occurred_at" not in cells:
        return []
    return [contributions(table.columns, table.names(), table.settings, who, cells)]
