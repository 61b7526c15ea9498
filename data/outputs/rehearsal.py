"""Who would change by other settings, as CSV (docs/contract.md, Output: a rehearsal)."""

from pathlib import Path

from data.outputs.csv_text import csv_text
from data.outputs.new_file import write_file
from data.rehearse.rehearsal import Rehearsal
from data.store.os_errors import as_program_error

COLUMNS = ("day", "mvp_id", "name", "team", "figure", "track", "before", "after")


def changes_csv(rehearsal: Rehearsal) -> str:
    """A row for each figure of an MVP and day that would be another one; the newest day first."""
    rows = ([row[name] for name in COLUMNS] for row in rehearsal.changes)
    return csv_text(COLUMNS, rows)


def write_changes(rehearsal: Rehearsal, out: Path) -> int:
    """Write `changes_csv` to the file `out`; returns the number of rows. Raises ProgramError."""
    with as_program_error(out):
        out.parent.mkdir(parents=True, exist_ok=True)
    write_file(out, changes_csv(rehearsal).encode())
    return len(rehearsal.changes)
