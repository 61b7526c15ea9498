"""What people take away from a page: tables as CSV, snapshots, records, and a letter."""

from dashboard.reading import days
from dashboard.reading.cache import cached_answer
from dashboard.reading.rows import PART_ROWS, ViewContext, read, read_part
from data.outputs.csv_text import csv_text
from data.outputs.letters import Letter, letters
from data.outputs.record import record_zip
from data.outputs.snapshot import frame_csv, snapshot_table, snapshot_zip
from data.sql.files import sql

_CHECKPOINTS = "record/checkpoints"


@cached_answer
def figure_csv(view: ViewContext, figure: str, **parameters: object) -> str:
    """The rows of a figure as CSV, safe in a spreadsheet (docs/contract.md, Output)."""
    rows = read_part(view, figure, 0, **parameters)
    return frame_csv(rows if len(rows) < PART_ROWS else read(view, figure, **parameters))


@cached_answer
def snapshot_csv(view: ViewContext, name: str) -> str:
    """The snapshot file <name>.csv as `view` sees it, byte for byte."""
    day = days.day(view.build, view.as_of)
    return csv_text(*snapshot_table(day, view.scope, name))


def zipped(view: ViewContext) -> bytes:
    """All snapshot files as `view` sees them, in one ZIP."""
    return snapshot_zip(days.day(view.build, view.as_of), view.scope)


@cached_answer
def record(view: ViewContext) -> bytes:
    """The record of the one MVP in the scope of `view`, as a ZIP.

    Raises TooManyDaysError when past checkpoints would have to be computed (`is_record_computed`),
    and this person has asked for many days.
    """
    days.query(view.build, view.as_of, view.scope, sql(_CHECKPOINTS), {})
    return record_zip(days.day(view.build, view.as_of), view.scope)


def is_record_computed(view: ViewContext) -> bool:
    """Whether `record` answers at once, without computing past checkpoints."""
    return days.is_computed(view.build, view.as_of, _CHECKPOINTS)


def letter(view: ViewContext) -> Letter | None:
    """The letter of the checkpoint `view.as_of` to the one MVP in the scope of `view`.

    None if that MVP gets no letter on that day, or is not in the scope.
    """
    day = days.day(view.build, view.as_of)
    return next(iter(letters(day, view.scope)), None)
