"""The lines of a report about MVPs whom no source of their track knows."""

from datetime import date

import duckdb

from data.build.tables import fill_as_of_independent
from data.days.rules import compute, rules_read_by
from data.errors import one_line
from data.inputs.report import InputReport
from data.outputs.unlinked import unlinked_sentence
from data.settings.model import Settings
from data.sql.files import sql

_QUERY = "pages/shared/unlinked"


def unlinked_lines(con: duckdb.DuckDBPyConnection) -> list[str]:
    """A sentence per track, from the rules of a day that is computed."""
    rows = con.execute(sql(_QUERY)).fetchall()
    return [one_line(unlinked_sentence(*row)) for row in rows]


def with_unlinked(
    report: InputReport, con: duckdb.DuckDBPyConnection, as_of: date, settings: Settings
) -> InputReport:
    """The report with these sentences, from the tables of the input; computes what they need."""
    if con.execute("from raw_files limit 1").fetchone() is not None:
        fill_as_of_independent(con, as_of, settings)
        compute(con, as_of, "memory.day", rules_read_by(_QUERY))
        report.unlinked.extend(unlinked_lines(con))
    return report
