"""How many rows of each file in `checked` are good, rejected or collapsed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import groupby
from typing import Any

import duckdb

from data.inputs.contract import Input
from data.inputs.input_files import InputFile
from data.inputs.report import FileReport

_NO_ROWS = (0, 0, 0, 0, 0, 0, 0)


def file_reports(
    con: duckdb.DuckDBPyConnection, spec: Input, files: Sequence[InputFile]
) -> Iterator[FileReport]:
    """How many rows of each file were read, and what became of them; see FileReport.

    Files with one name, which have other columns of an input, have one report.
    """
    for _, of_name in groupby(_each(con, spec, files), key=lambda report: report.file):
        yield reduce(_sum, of_name)


def _sum(report: FileReport, other: FileReport) -> FileReport:
    """The report of two files as one."""
    counts: dict[str, Any] = {k: n for k, n in vars(report).items() if isinstance(n, int)}
    return replace(report, **{name: n + getattr(other, name) for name, n in counts.items()})


def _each(
    con: duckdb.DuckDBPyConnection, spec: Input, files: Sequence[InputFile]
) -> Iterator[FileReport]:
    rows = con.execute("""
        select
            file_number,
            count(*),
            count(*) filter (fault is null and coalesce(outcome, 'good') = 'good'),
            count(*) filter (fault is not null or outcome in ('duplicate', 'of_another')),
            count(*) filter (outcome = 'collapsed'),
            count(*) filter (replaces),
            count(*) filter (outcome = 'repeat'),
            count(*) filter (outcome = 'left_out'),
        from checked
        left join outcomes using (file_number, line)
        group by file_number""").fetchall()
    counts = {number: counted for number, *counted in rows}
    for number, file in enumerate(files):
        read, good, rejected, collapsed, replaced, repeats, left_out = counts.get(number, _NO_ROWS)
        aside = file.set_aside
        yield FileReport(
            file.name,
            spec.name,
            read + sum(aside.values()),
            good,
            rejected,
            collapsed + aside.get("collapsed", 0),
            replaced,
            file.encoding,
            superseded=aside.get("superseded", 0),
            repeats=repeats,
            strangers=aside.get("stranger", 0),
            left_out=left_out + aside.get("left_out", 0),
            unmapped=aside.get("unmapped", 0),
        )
