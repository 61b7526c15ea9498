"""The section of contributions that is proposed: its kind, its id and its day."""

from data.inputs.contract import Column
from data.settings.model import Settings
from data.sources.connect import guesses, values
from data.sources.connect.columns import RawColumn
from data.sources.connect.draft import DraftCell, DraftSection, date_of
from data.sources.connect.words import first_named, likeness, words


def contributions(
    columns: list[RawColumn],
    names: str,
    settings: Settings,
    who: dict[str, DraftCell],
    guessed: dict[str, DraftCell],
) -> DraftSection:
    """The section, from the cells that are `guessed` by their names alone.

    `names` are the names of the file and its columns. `who` says whose the rows are.
    """
    by_name = {column.name: column for column in columns}
    cells = dict(guessed)
    cells["occurred_at"] = _day(columns, by_name[str(guessed["occurred_at"].keys["column"])])
    keeps_same_links = False
    taken = {cell.keys.get("column") for cell in [*who.values(), *guessed.values()]}
    if found := _type([column for column in columns if column.name not in taken], settings):
        column, kinds = found
        cells["kind"] = DraftCell({"column": column.name}, "", kinds)
    else:
        keeps_same_links = _fixed(columns, names, settings, cells)
    if "accepted" in cells:
        flag = by_name[str(cells["accepted"].keys["column"])]
        cells["accepted"].values = values.flags(flag)
    if "contribution_id" in cells:
        key = by_name[str(cells["contribution_id"].keys["column"])]
        if not key.is_unique:
            del cells["contribution_id"]
    order = "contribution_id mvp_id account email kind occurred_at title url accepted".split()
    cells = {**who, **cells}
    return DraftSection(
        "contributions",
        {name: cells[name] for name in order if name in cells},
        keeps_same_links,
    )


def _day(columns: list[RawColumn], guessed: RawColumn) -> DraftCell:
    """When it was: a date that somebody typed before the time at which a form was sent."""
    if guesses.is_timestamp(guessed):
        typed = [c for c in columns if c.are_dates and not guesses.is_timestamp(c)]
        return date_of(typed[0] if typed else guessed)
    return date_of(guessed)


def _type(columns: list[RawColumn], settings: Settings) -> tuple[RawColumn, values.Values] | None:
    """The column that says what each row is, and what its texts mean."""
    found = []
    for number, column in enumerate(columns):
        is_free = column.are_emails or column.are_urls or column.are_dates
        if is_free or not column.is_choice:
            continue
        if (meanings := values.kinds(column, settings)) is not None:
            is_named = likeness(column.name, words()["types"])
            known = sum(kind is not None for kind in meanings.values()) / len(meanings)
            repeats = len(column.texts) < column.filled and len(column.texts) > 1
            if is_named or (known >= 0.6 and repeats):
                found.append((is_named + known, -number, column, meanings))
    return max(found, key=lambda item: item[:2])[2:] if found else None


def _fixed(
    columns: list[RawColumn], names: str, settings: Settings, cells: dict[str, DraftCell]
) -> bool:
    """Add the kind of all rows; returns whether rows with one link are different.

    Versions of a component are such rows: the first one is the component.
    """
    tracks = values.tracks_of_kinds(settings)
    kind = first_named(names, "files", tracks) or next(iter(tracks))
    is_sure = first_named(names, "files", tracks) is not None
    says = "what all rows of this file are" + ("" if is_sure else "; this is only an example")
    cells["kind"] = DraftCell({"value": kind}, says)
    is_versioned = any(likeness(column.name, words()["versions"]) for column in columns)
    what = _thing(columns, cells)
    if kind == "component" and "release" in tracks and is_versioned and what:
        cells["kind"] = DraftCell(
            {"first": "component", "later": "release", "of": [what]},
            "the first version is new, later ones are releases of it",
        )
        return True
    return False


def _thing(columns: list[RawColumn], cells: dict[str, DraftCell]) -> str | None:
    """The column that says of what a row is a version: its rows have the same text there."""
    named = [cells[name].keys["column"] for name in ("url", "title") if name in cells]
    likely = guesses.best(Column("thing"), words()["things"], columns)
    names = [*named, *([likely.name] if likely else [])]
    by_name = {column.name: column for column in columns}
    repeated = [name for name in names if not by_name[str(name)].is_unique]
    return str((repeated or names)[0]) if names else None
