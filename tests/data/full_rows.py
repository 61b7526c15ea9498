"""Rows of every input in which every column is filled, made from the contract.

A new column of a known kind needs no change here.
"""

import csv
import hashlib
import io
from datetime import date, timedelta
from decimal import Decimal

from data.inputs.contract import INPUTS, Column, Input, Kind

FIRST_DAY = date(2025, 1, 1)
NUMBER_OF = {
    (spec.name, column.name): number
    for number, (spec, column) in enumerate(
        (spec, column) for spec in INPUTS for column in spec.columns
    )
}
# Values that exist in the settings or in the rows of another input.
KNOWN = {
    Kind.TRACK: "forge",
    Kind.CONTRIBUTION_KIND: "component",
    Kind.LEVEL: "expert",
    Kind.MVP: "mvps.mvp_id",
    Kind.EVERYONE_OR_MVP: "mvps.mvp_id",
    Kind.NOMINATION: "nominations.nomination_id",
    Kind.TIMEZONE: "Asia/Tokyo",
    Kind.SHARE: "0.25",
    Kind.POINTS: "12",  # where the track counts points
}


def cell(spec: Input, column: Column) -> str:
    """A valid cell, which no other column of the input has."""
    day = FIRST_DAY + timedelta(days=NUMBER_OF[spec.name, column.name])
    match column.kind:
        case Kind.DATE | Kind.END_DATE:
            return str(day)
        case Kind.MOMENT:
            return f"{day}T12:00:00+00:00"
        case Kind.YEAR:
            return str(FIRST_DAY.year)
        case Kind.EMAIL | Kind.EMAILS:
            return f"{column.name}@{spec.name}.example.org"
        case Kind.WORD:
            return column.words[0]
        case Kind.FLAG:
            return "no" if column.name.startswith("is_") else "yes"
    return KNOWN.get(column.kind, f"{spec.name}.{column.name}")


def full_row(spec: Input) -> dict[str, str]:
    """A valid row of an input with a value in every column."""
    return {column.name: cell(spec, column) for column in spec.columns}


def value(column: Column, cell: str) -> object:
    """What the database must have for that cell."""
    match column.kind:
        case Kind.DATE | Kind.END_DATE:
            return date.fromisoformat(cell)
        case Kind.YEAR:
            return int(cell)
        case Kind.SHARE:
            return Decimal(cell)
        case Kind.POINTS:
            return int(cell)
        case Kind.FLAG:
            return cell == "yes"
        case Kind.SOMEBODY:
            return hashlib.sha256(cell.lower().encode()).hexdigest()[:16]
    return cell


def csv_of(rows: list[dict[str, str]]) -> str:
    """The text of a CSV file with these rows."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, [*rows[0]])
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
