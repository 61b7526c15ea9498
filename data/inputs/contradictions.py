"""Warnings about good rows that contradict themselves or other rows (docs/contract.md, Warnings).

queries/warnings/<input>.sql finds them in the view `used`: the rows of the input that are used,
with their file_number and line. It may also read the tables of the inputs before it and the
settings.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import duckdb

from data.inputs.contract import Input
from data.inputs.report import FileReport, Reject, RowWarning
from data.sql.files import names, sql

# What each warning means, what happens to the row, and what to do.
TO_DO = {
    "ends_before_it_begins": "this leave ends before it begins, so it has no day: correct the days",
    "left_before_entering": "whoever leaves before the second day was never a member and is on no "
    "roster: correct the days, or empty left_on for someone who came back",
    "same_email": "nobody can sign in with the e-mail address of two MVPs: correct the address, or "
    "delete the row that is there twice",
    "nobody_known": "no row of this file is about a known person, so none is used: compare its ids "
    "with those of mvps or nominations",
    "no_address": "not an address, so the row is treated as one without an address and is never a "
    "repeat: write the address, or leave the cell empty",
    "same_address": "meetups on different days are different meetups, although they have the same "
    "address: delete a row if a meetup is there twice",
    "expires_before_taken": "this certificate ends before it begins, so it was never valid and "
    "counts as no pass: correct the days",
}


def find_warnings(
    con: duckdb.DuckDBPyConnection, spec: Input, files: list[str], as_of: date
) -> Iterator[RowWarning]:
    """The warnings about the rows of `spec` in `used`, by file and line.

    `files` are the names of the files by their number.
    """
    query = f"warnings/{spec.name}"
    if spec.name not in names("warnings"):
        return
    parameters = {"as_of": as_of} if "$as_of" in sql(query) else None
    rows = con.execute(
        f"""
        select file_number, line, warning, value, times
        from ({sql(query)})
        order by all""",
        parameters,
    ).fetchall()
    for number, line, warning, value, times in rows:
        yield RowWarning(files[number], line, spec.name, warning, value, times, TO_DO[warning])


def warn_of_strangers(files: list[FileReport], rejects: list[Reject]) -> Iterator[RowWarning]:
    """A warning for each file that has rows of unknown people only."""
    unknown = defaultdict(list)
    for row in rejects:
        if row.is_of_unknown_person:
            unknown[row.file].append(row)
    word = "nobody_known"
    for file in files:
        if (rows := unknown[file.file]) and not file.good and not file.collapsed:
            value, line = rows[0].value or "", rows[0].line
            yield RowWarning(file.file, line, file.input, word, value, len(rows), TO_DO[word])
