"""The sections that are proposed for lists of people and of their commitments."""

import re

from data.inputs.contract import INPUTS, Column, Kind
from data.sources.connect import guesses, values
from data.sources.connect.columns import RawColumn
from data.sources.connect.draft import DraftCell, DraftSection, of
from data.sources.connect.table import Table, cells_of, joined_name, whose
from data.sources.connect.words import first_named, folded, likeness, words

_INPUTS = {spec.name: spec for spec in INPUTS}
_SURE = 0.8
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def people(table: Table) -> list[DraftSection]:
    """The sections of a list of people: mvps, and commitments where it has some."""
    cells = cells_of(table, _INPUTS["mvps"])
    if "mvp_id" in cells:
        del cells["mvp_id"]
    if (joined := joined_name(table.columns)) and not _is_full_name(table, cells):
        cells = {"name": joined, **{k: cell for k, cell in cells.items() if k != "name"}}
    if not {"name", "email", "entered_on"} <= cells.keys() or not _is_sure(cells["entered_on"]):
        return []
    email = table.column(cells["email"])
    if len({text.casefold() for text in email.texts}) < 0.85 * email.filled:
        return []
    if "column" in cells["name"].keys and (name := table.column(cells["name"])).are_last_first:
        cells["name"] = of(name, name_order="last-first")
    if found := guesses.mvp_id(table.columns):
        cells = {"mvp_id": of(found), **cells}
    who = {"mvp_id": cells["mvp_id"]} if "mvp_id" in cells else {"email": of(email)}
    taken = {str(cell.keys.get("column")) for cell in cells.values()}
    return [DraftSection("mvps", cells), *commitments(table, who, taken)]


def _is_full_name(table: Table, cells: dict[str, DraftCell]) -> bool:
    """Whether the column of the name has more than a first name."""
    return "name" in cells and table.column(cells["name"]).share(lambda text: " " in text) > 0.6


def _is_sure(cell: DraftCell) -> bool:
    """Whether the column says surely since when somebody is an MVP: few other lists have that."""
    name = str(cell.keys["column"])
    known = words()["columns"]["mvps"]["entered_on"]
    return likeness(name, known) >= _SURE or "mvp" in folded(name).split()


def commitments(
    table: Table, who: dict[str, DraftCell] | None = None, taken: set[str] | None = None
) -> list[DraftSection]:
    """A section for each column that lists tracks, or that marks who committed to one track."""
    who = whose(table) if who is None else who
    if not who or (taken is None and _has_contributions(table)):
        return []
    usable = [column for column in table.columns if column.name not in (taken or set())]
    stated = guesses.best(Column("year", Kind.YEAR), _words("year"), usable)
    sections = []
    for column, cell, only in _lists(table, usable) or _marked(table, usable):
        year = of(stated) if stated else _year(table, column)
        cells = {**who, "year": year, "track": cell}
        sections.append(DraftSection("commitments", cells, only=only))
        if stated and not only:
            break
    return sections


def _words(column: str) -> list[str]:
    found: list[str] = words()["columns"]["commitments"][column]
    return found


def _has_contributions(table: Table) -> bool:
    """Whether its rows have a day and a title, a link or an id, as no commitment has."""
    cells = cells_of(table, _INPUTS["contributions"])
    return "occurred_at" in cells and bool({"title", "url", "contribution_id"} & cells.keys())


def _year(table: Table, column: RawColumn) -> DraftCell:
    if year := _YEAR.search(column.name) or _YEAR.search(table.names()):
        return DraftCell({"value": int(year[1])}, "the year of these commitments")
    return DraftCell({"value": table.year}, "the file names no year: is it this one?")


_Found = list[tuple[RawColumn, DraftCell, dict[str, list[str]]]]


def _lists(table: Table, columns: list[RawColumn]) -> _Found:
    """The columns that list tracks: those with a year in their names, else the first one."""
    found: _Found = []
    for column in columns:
        is_likely = likeness(_YEAR.sub("", column.name), _words("track")) > 0
        is_likely |= _YEAR.fullmatch(column.name.strip()) is not None
        if is_likely and (listed := values.tracks(column, table.settings)):
            marks, meanings = listed
            track = of(column, split=marks) if marks else of(column)
            track.values = meanings
            found.append((column, track, {}))
    return [one for one in found if _YEAR.search(one[0].name)] or found[:1]


def _marked(table: Table, columns: list[RawColumn]) -> _Found:
    """The columns that are called like a track, with a mark for each person who committed."""
    found: _Found = []
    for column in columns:
        track = first_named(column.name, "tracks", table.settings.known_tracks)
        if track and column.texts and values.are_flags(column):
            said = values.flags(column) or {text: text for text in column.texts}
            no = [text for text in said if values.is_no(text)]
            cell = DraftCell({"value": track}, f"marked, such as {column.example}")
            found.append((column, cell, {column.name: [*dict.fromkeys(["", "no", *no])]}))
    return found if len(found) > 1 else []
