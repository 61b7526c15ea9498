"""Counts of the rows in `rejects`, `warnings` and `strangers`, and the first few of each kind.

Each function counts the rows of `files` only, by their names in reports; None means all files.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

import duckdb

from data.errors import one_line
from data.inputs.hints import TOTAL
from data.inputs.report import (
    UNKNOWN_PERSON,
    InputReport,
    People,
    RejectCount,
    RowWarning,
    WarningCount,
)
from data.sql.one_row import one_row

WARNINGS_SHOWN = 5  # warnings of a kind that are printed
PEOPLE_SHOWN = 10  # unknown people or accounts that are printed
Files = Collection[str] | None
_REJECTS = r"""
    with counts as (
        select
            file,
            reason,
            -- Digits in the name of a file or a mapping are no number.
            regexp_replace(hint, '(^| )\d[\d,]*( |$)', '\1\2', 'g') as kind,
            starts_with(hint, $total) as is_total,
            count(*) as "rows",
            min(rowid) as first,
        from rejects
        where $files is null or file in (select unnest($files))
        group by all
    )
    select counts.file, counts.reason, kind, is_total, "rows", line, value, hint
    from counts
    join rejects on rejects.rowid = counts.first
    order by first"""
_WARNINGS = """
    select
        * exclude (place),
        count(*) over kind as "rows",
    from (
        select *, rowid as place from warnings
        where $files is null or file in (select unnest($files))
    )
    window kind as (partition by warning, input)
    qualify row_number() over (partition by warning, input order by place) <= $shown
    order by warning, input, place"""
_UNKNOWN_PEOPLE = """
    select coalesce(value, '') as who, count(*) as "rows",
    from rejects
    where reason in (select unnest($reasons)) and not starts_with(hint, $total)
        and ($files is null or file in (select unnest($files)))
    group by all"""
_STRANGERS = """
    select account || ' (' || source || ')' as who, "rows" from strangers"""
_MOST = """
    with people as ({people})
    select
        count(*),
        coalesce(sum("rows"), 0)::bigint,
        list({{'who': who, 'rows': "rows"}} order by "rows" desc, who)[:{shown}],
    from people"""


def reject_counts(con: duckdb.DuckDBPyConnection, files: Files = None) -> list[RejectCount]:
    """The rejected rows by file and reason, in the order of their first rows."""
    parameters = {"total": TOTAL, "files": _listed(files)}
    return [RejectCount(*row) for row in con.execute(_REJECTS, parameters).fetchall()]


def warning_counts(con: duckdb.DuckDBPyConnection, files: Files = None) -> list[WarningCount]:
    """The warnings by kind and input, in the order of these words."""
    parameters = {"shown": WARNINGS_SHOWN, "files": _listed(files)}
    rows = con.execute(_WARNINGS, parameters).fetchall()
    counts = []
    for _, same in groupby(rows, key=itemgetter(3, 2)):
        first = list(same)
        counts.append(WarningCount(first[0][-1], [RowWarning(*row[:-1]) for row in first]))
    return counts


def unknown_people(con: duckdb.DuckDBPyConnection, files: Files = None) -> People:
    """The ids in rows that were rejected because nobody has them, totals left out."""
    parameters = {"reasons": [*UNKNOWN_PERSON], "total": TOTAL, "files": _listed(files)}
    return _people(con, _UNKNOWN_PEOPLE, parameters)


def strangers(con: duckdb.DuckDBPyConnection) -> People:
    """The accounts in `strangers`, each with its source."""
    return _people(con, _STRANGERS, {})


def report_about(
    con: duckdb.DuckDBPyConnection, report: InputReport, files: Collection[str]
) -> InputReport:
    """The part of a report that is about `files`, and its notices."""
    return replace(
        report,
        files=[file for file in report.files if file.file in files],
        rejects=reject_counts(con, files),
        warnings=warning_counts(con, files),
        absent=[],
        unknown_people=unknown_people(con, files),
    )


def _people(
    con: duckdb.DuckDBPyConnection, people: str, parameters: Mapping[str, object]
) -> People:
    """The rows of the query `people`, with `who` and `rows`; the first few as they are printed."""
    answer = con.execute(_MOST.format(people=people, shown=PEOPLE_SHOWN), parameters)
    count, rows, most = one_row(answer)
    return People(count, rows, [(one_line(person["who"]), person["rows"]) for person in most or []])


def _listed(files: Files) -> list[str] | None:
    return None if files is None else sorted(files)
