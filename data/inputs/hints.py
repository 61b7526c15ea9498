"""One sentence for each rejected row: what is wrong, and what to do.

A sentence never repeats the rejected value, so the same mistake always gets the same sentence: what
is wrong, a colon, what to do. For rows of raw exports, data/sources/remedies.py says what to do.
"""

import re
from datetime import date
from typing import NamedTuple

from data.inputs.contract import Column, Kind
from data.inputs.points import MOST_POINTS
from data.settings.saying import in_own_words

_DATE_FORMAT = "write it as YYYY-MM-DD"
AMBIGUOUS = "can be read in two ways"
_DATE_HINTS = (
    (
        r"\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2}\b.*",
        f"{AMBIGUOUS}, as the year may be first or last: {_DATE_FORMAT}",
    ),
    (
        r"(0?[1-9]|1[0-2])[./-] ?(0?[1-9]|1[0-2])[./-] ?\d{4}\b.*",
        f"{AMBIGUOUS}, with the day or the month first: {_DATE_FORMAT}",
    ),
    (
        r"\d{1,2}[./-] ?\d{1,2}[./-] ?\d{4}",
        "no such day, whichever number is the month: correct it",
    ),
    (
        r"\d{5}([.,]\d+)?",
        f"a spreadsheet's number for a day: {_DATE_FORMAT}, or format the column as text",
    ),
    (
        r"\d{4}[./-]\d{1,2}[./-]\d{1,2}.*\d ?[A-Za-z]{3,4}",
        "the letters of a time zone can mean several: write the offset, such as +01:00",
    ),
    (r"(\d{4}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2})[./-]\d+.*", "no such day or time: correct it"),
    (r".*", f"not a date: {_DATE_FORMAT}"),
)
_TOTAL = re.compile(
    r"\W*(grand |sub-?)?(totals?|sum|count|average|summe|gesamt|anzahl|suma|somme|totale)\b.*",
    re.IGNORECASE | re.DOTALL,
)
TOTAL = "a row of totals"
HEADER = "a header between the rows"
_IDS = {Kind.ID, Kind.MVP, Kind.EVERYONE_OR_MVP, Kind.NOMINATION}
_HINTS = {
    "missing_value": "empty: fill it in",
    "bad_boolean": "neither yes nor no: write true or false, yes or no, 1 or 0",
    "bad_timezone": "not a time zone: write a name such as Europe/Lisbon, or nothing for UTC",
    "bad_email": "not an e-mail address: write one such as name@example.org",
    "unknown_mvp": "no good row of mvps has this mvp_id: correct it (upper and lower case differ), "
    "or add or correct the MVP",
    "unknown_nomination": "no good row of nominations has this nomination_id: correct it, or add "
    "or correct the nomination",
    "unknown_kind": "not a kind of this row's track: correct the kind or the track",
}


_EMAILS = (
    "one of them is not an e-mail address: write each as name@example.org, with ; between them"
)
_NUMBERS = {
    Kind.YEAR: "not a year: write it with four digits",
    Kind.SHARE: "not a share: write a number from 0 to 1 such as 0.5",
    Kind.POINTS: f"not points: write a whole number from 0 to {MOST_POINTS:,}, without a comma; "
    "count half hours, for example, where hours are not whole",
}
_NAMED_YEAR = re.compile(r"(\d{4}) \((\d{4})/\d\d\)")  # a limit where years have two numbers
_YEAR_LABEL = re.compile(r"(\d{4})\s*[/-]\s*(\d{2}|\d{4})")


class Limits(NamedTuple):
    """What dates and years of the input may be; a year is such as 2026, or 2026 (2025/26)."""

    first_day: date
    last_day: date
    first_year: str
    last_year: str


def hint(
    reason: str,
    column: Column,
    value: str | None,
    row: str,
    known: dict[Kind, list[str]],
    limits: Limits,
) -> str:
    """The sentence for a rejected cell, in a row with the text `row`.

    `known` lists the valid values of Kind.TRACK and Kind.LEVEL, and the kinds of each track.
    """
    text = (value or "").strip()
    if text.lower() == column.name:
        return f"{HEADER}: delete this line"
    is_count = reason == "bad_email" and re.fullmatch(r"\d+", text)  # in a row of totals
    if (is_count or reason in {"missing_value", "unknown_mvp"}) and _is_total(column, value, row):
        return f"{TOTAL}: delete this line"
    if reason == "bad_date":
        return next(hint for pattern, hint in _DATE_HINTS if re.fullmatch(pattern, text, re.DOTALL))
    if reason == "out_of_range":
        return _range(column, limits)
    if reason == "bad_number":
        return _two_years(text, limits) or _NUMBERS[column.kind]
    if column.kind == Kind.EMAILS:
        return _EMAILS
    if reason == "unknown_kind":
        return f"{_HINTS[reason]}; {'; '.join(known[column.kind])}"
    if reason in _HINTS:
        return in_own_words(_HINTS[reason])
    return "unknown: write " + ", ".join(column.words or known[column.kind])


def _two_years(text: str, limits: Limits) -> str | None:
    """The sentence for a year that is written by its label, such as 2026/27."""
    found, named = _YEAR_LABEL.fullmatch(text), _NAMED_YEAR.fullmatch(limits.last_year)
    if not found or not named or (int(found[2]) - int(found[1])) % 100 != 1:
        return None
    first = int(found[1])
    if named[1] == named[2]:
        return f"not a year: write {first}, the year in which it begins"
    return f"not a year: write {first + 1}, the year in which it ends"


def _is_total(column: Column, value: str | None, row: str) -> bool:
    """Whether a row begins with such a word as "Total", or has one cell only, which is no id."""
    filled = [cell for cell in re.split(r"[,;\t]", row) if cell.strip(' "')]
    is_id_missing = not value and column.kind in _IDS
    return bool(_TOTAL.match(row)) or (is_id_missing and len(filled) == 1)


def _range(column: Column, limits: Limits) -> str:
    match column.kind:
        case Kind.YEAR:
            return f"out of range: years go from {limits.first_year} to {limits.last_year}"
        case Kind.SHARE:
            return "out of range: a share goes from 0 to 1"
        case Kind.POINTS:
            return f"out of range: the points of a contribution go from 0 to {MOST_POINTS:,}"
        case Kind.END_DATE:
            return f"out of range: the first day is {limits.first_day}"
    return f"out of range: days go from {limits.first_day} to {limits.last_day}"


def duplicate_hint(line: int) -> str:
    """The sentence for a row with the key of an earlier row, at `line`, of the same file."""
    return (
        f"line {line:,} has the same key and is used: delete one of them, "
        "or put a correction into a later file"
    )


def id_of_another_hint(file: str, line: int) -> str:
    """The sentence for a row whose key an earlier file uses for something else."""
    return in_own_words(
        "{file} line {line:,} has this id for another MVP or track and is used: give the rows of "
        "each source ids of their own, such as forum-1; if it is a correction, delete that row",
        file=file,
        line=line,
    )
