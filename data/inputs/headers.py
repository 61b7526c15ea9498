"""The header row of a file, compared with the columns of its input."""

import re
from collections import Counter
from pathlib import Path

from data.errors import ProgramError
from data.inputs.contract import Input

_MOST_NAMED = 5  # ignored columns that notices name; the others are only counted
_LONGEST_NAME = 100


def column_name(text: str) -> str:
    """The name of a column as the contract writes it: `" MVP Id "` is `mvp_id`."""
    return re.sub(r"\s+", "_", text.strip().lower())


def check_header(spec: Input, path: Path, header: list[str]) -> list[str]:
    """Notices about the columns of the file at `path` that are ignored.

    Raises ProgramError when the header is empty, lacks a required column or repeats a column.
    """
    if not header:
        raise ProgramError(f"{path}: is empty; it needs a header row")
    missing = [column.name for column in spec.columns if column.is_required]
    missing = [name for name in missing if name not in header]
    if missing:
        raise ProgramError(f"{path}: required column missing: {', '.join(missing)}")
    known = set(spec.column_names)
    repeated = [name for name, count in Counter(header).items() if count > 1 and name in known]
    if repeated:
        raise ProgramError(f"{path}: column named twice: {', '.join(sorted(repeated))}")
    unknown = [name[:_LONGEST_NAME] or "(no name)" for name in header if name not in known]
    more = len(unknown) - _MOST_NAMED
    return [
        *(f"{path.name}: column ignored: {name}" for name in unknown[:_MOST_NAMED]),
        *([f"{path.name}: {more:,} more columns ignored"] if more > 0 else []),
    ]


def second_header(path: Path, line: int) -> ProgramError:
    """The error for a file that has another header, with other columns, at `line`."""
    return ProgramError(
        f"{path}: line {line:,} is a second header, with other columns; "
        "two files were joined: save each as a file of its own"
    )
