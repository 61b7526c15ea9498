"""The record of one MVP as a ZIP that outlives the program (docs/contract.md, Output)."""

from pathlib import Path

from data.days.day import Day
from data.days.rows import Row, rows
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.csv_text import csv_text
from data.outputs.new_file import write_file
from data.outputs.record.page import page
from data.outputs.snapshot import Table, description, files_of, snapshot_table, table
from data.outputs.templates import one_line
from data.outputs.zip_files import zipped
from data.settings.saying import in_own_words, speaking
from data.sql.files import sql

# What a record has in its own way, by queries/record; the other CSV files are those of a snapshot.
FILES = ("accounts", "checkpoints", "contributions")
_OF_OTHERS = "nominations"  # its rows are about people who are no MVPs
_README = (
    "Open record.html in any browser, with or without a network: it is the record of {name} in the "
    "{program} as of {day:%B} {day.day}, {day.year}. The CSV files have the same for a "
    "spreadsheet, and record.json says which data they were made from.\n"
)


def record_zip(day: Day, scope: Scope) -> bytes:
    """The record of the one MVP whom `scope` sees, as of `day`.

    The same day gives the same bytes, whoever may see the MVP. Raises ProgramError when `scope`
    does not see exactly one.
    """
    with speaking(day.words):
        return zipped(dict(sorted(record_files(day, scope).items())))


def write_record(day: Day, mvp_id: str, out: Path) -> str:
    """Write the record of the MVP with that id to the file `out`; returns the name of the MVP.

    Raises ProgramError when there is no such MVP, and like `write_file`.
    """
    scope = Scope(mvp_id=mvp_id)
    content, name = record_zip(day, scope), one_line(_person(day, scope)["name"])
    write_file(out, content)
    return name


def record_files(day: Day, scope: Scope) -> dict[str, str]:
    """The text of each file of the record, in the words of the program of this run."""
    person = _person(day, scope)
    own = Scope(mvp_id=person["mvp_id"])
    tables = {f"{name}.csv": found for name, found in _tables(day, own).items()}
    counts = {name: len(found) for name, (_, found) in sorted(tables.items())}
    return {
        "README.txt": _readme(person, day),
        "record.html": page(day, own, person),
        "record.json": description(day, own, counts),
        **{name: csv_text(columns, found) for name, (columns, found) in tables.items()},
    }


def _person(day: Day, scope: Scope) -> Row:
    """The row of the one MVP in a scope."""
    people = rows(day, scope, sql("record/person"))
    if len(people) != 1:
        text = "{mvp_id}: no MVP has this mvp_id" if scope.mvp_id else "a record is of one MVP"
        raise ProgramError(in_own_words(text, mvp_id=scope.mvp_id))
    return people[0]


def _tables(day: Day, own: Scope) -> dict[str, Table]:
    """The columns and rows of each CSV file."""
    of_snapshot = [name for name in files_of(day.parts) if name not in (*FILES, _OF_OTHERS)]
    return {name: snapshot_table(day, own, name) for name in of_snapshot} | {
        name: table(day, own, f"record/{name}") for name in FILES
    }


def _readme(person: Row, day: Day) -> str:
    values = {"name": one_line(person["name"]), "program": day.words.program, "day": day.as_of}
    return in_own_words(_README, **values)
