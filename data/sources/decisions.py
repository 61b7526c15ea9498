"""What people decide about proposed links, as rows of accounts.csv and refusals.csv."""

import csv
import io
from pathlib import Path

from data.errors import ProgramError
from data.inputs.contract import INPUTS
from data.inputs.headers import column_name
from data.store.os_errors import as_program_error
from data.store.replacing import replacement

_DELIMITERS = ",;\t"
_OTHER_FILE = "added"  # accounts-added.csv: rows that the first file cannot take


def accept(folder: Path, source: str, account: str, mvp_id: str) -> Path:
    """Add a row to accounts.csv that links an account to an MVP; returns the file.

    Raises ProgramError when the file cannot be written; it then is as it was.
    """
    row = {"source": source, "account": account, "mvp_id": mvp_id}
    return _add_row(folder, "accounts", row)


def refuse(folder: Path, source: str, account: str, mvp_id: str | None) -> Path:
    """Add a row to refusals.csv: an account is not that of an MVP, or, without one, of no MVP.

    Returns the file. Raises ProgramError when it cannot be written; it then is as it was.
    """
    row = {"source": source, "account": account, "mvp_id": mvp_id or ""}
    return _add_row(folder, "refusals", row)


def _add_row(folder: Path, name: str, row: dict[str, str]) -> Path:
    """Add a row to the file of an input, or to a second one where the first is no plain CSV."""
    with as_program_error(folder / f"{name}.csv"):
        for path in (folder / f"{name}.csv", folder / f"{name}-{_OTHER_FILE}.csv"):
            if (text := _with_row(path, name, row)) is not None:
                with replacement(path.resolve()) as file:  # a link stays one
                    file.write(text)
                return path
    raise ProgramError(
        f"{path}: is no CSV file in UTF-8 with a header in its first line; delete it"
    )


def _with_row(path: Path, name: str, row: dict[str, str]) -> bytes | None:
    """The content of the file with one more row; None where the file cannot take it."""
    if not path.exists():
        columns = next(spec.column_names for spec in INPUTS if spec.name == name)
        return (",".join(columns) + "\n").encode() + _line(columns, ",", "\n", row)
    content = path.read_bytes()
    try:
        first_line = content.decode("utf-8-sig").splitlines()[0]
    except (UnicodeDecodeError, IndexError):
        return None
    for delimiter in _DELIMITERS:
        header = next(csv.reader([first_line], delimiter=delimiter), [])
        columns = [column_name(cell) for cell in header]
        if {key for key, cell in row.items() if cell} <= set(columns):
            end = "\r\n" if b"\r\n" in content else "\n"
            gap = b"" if content.endswith((b"\n", b"\r")) else end.encode()
            return content + gap + _line(columns, delimiter, end, row)
    return None


def _line(columns: list[str], delimiter: str, end: str, row: dict[str, str]) -> bytes:
    line = io.StringIO()
    writer = csv.DictWriter(line, columns, "", "ignore", delimiter=delimiter, lineterminator=end)
    writer.writerow(row)
    return line.getvalue().encode()
