"""What is wrong with a rejected row and what to do, in a sentence for whoever mends the file.

A sentence never repeats the rejected value, so the same mistake has the same sentence.
"""

import re
from datetime import date

from data.inputs.contract import Column

_DATE_FORMAT = "write it as YYYY-MM-DD"
_DATES = (
    (r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b.*", f"ambiguous: day or month first? {_DATE_FORMAT}"),
    (
        r"\d{5}([.,]\d+)?",
        f"a spreadsheet's number for a day: {_DATE_FORMAT}, or as text in the sheet",
    ),
    (r"\d{4}-\d{2}-\d{2}([T ].*)?", "no such day or time: correct it"),
    (r".*", f"no date: {_DATE_FORMAT}"),
)
_HINTS = {
    "missing_value": "empty: fill it in",
    "bad_boolean": "neither yes nor no: write true or false, yes or no, 1 or 0",
    "bad_number": "no year: write it with four digits",
    "bad_timezone": "no time zone: write a name such as Europe/Lisbon, or nothing for UTC",
    "bad_email": "no e-mail address: write one such as name@example.org",
    "unknown_mvp": "no good row of mvps has this mvp_id: correct it (upper and lower case differ), "
    "or add or mend the MVP",
    "unknown_nomination": "no good row of nominations has this nomination_id: correct it, or add "
    "or mend the nomination",
    "unknown_kind": "no kind of this row's track: correct the kind or the track",
}


def hint(
    reason: str,
    column: Column,
    value: str | None,
    words: dict[str, list[str]],
    days: tuple[date, date],
) -> str:
    """The sentence for a rejected cell.

    `words` lists what may stand in columns that hold a track or a level; `days` are the first and
    the last day that a row may speak of.
    """
    if value and value.strip().lower() == column.name:
        return "a header in the midst of the rows: take it out"
    if reason == "bad_date":
        return next(said for form, said in _DATES if re.fullmatch(form, value.strip(), re.DOTALL))
    if reason == "out_of_range":
        return _range(column, *days)
    if reason in _HINTS:
        return _HINTS[reason]
    return "unknown: write " + ", ".join(column.words or words[column.holds])


def _range(column: Column, first_day: date, last_day: date) -> str:
    match column.holds:
        case "year":
            return f"out of range: years go from {first_day.year} to {last_day.year}"
        case "end_date":
            return f"out of range: days begin at {first_day}"
    return f"out of range: days go from {first_day} to {last_day}"


def same_key(line: int) -> str:
    """The sentence for a row whose key stands in an earlier row, at `line`, of the same file."""
    return (
        f"line {line:,} has the same key and stands: take one of them out, "
        "or put a correction into a later file"
    )
