"""The header row of a file, compared with the columns of its input."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from data.errors import ProgramError
from data.inputs.contract import Input

_MOST_NAMED = 5  # ignored columns that notices name; the others are only counted
_MOST_FOUND = 20  # columns that an error lists
_LONGEST_NAME = 100
_LIKELY = 0.75  # how much of two names must agree, from 0 to 1
RAW_PLACE = ("raw_file", "raw_line")  # where a row of `python -m data contract` comes from
_MARKS = "\ufeff\u200b"  # invisible: byte order mark, blank of no width


def column_name(text: str) -> str:
    """The name of a column as the contract writes it: `" MVP Id "` is `mvp_id`.

    Letters with accents are the same whether the accent is a character of its own or not.
    """
    name = unicodedata.normalize("NFC", text.strip().strip(_MARKS).strip().lower())
    return re.sub(r"\s+", "_", name)


def check_header(spec: Input, path: Path, header: Sequence[str]) -> list[str]:
    """Notices about the columns of the file at `path` that are ignored; `header` is as written.

    Raises ProgramError when the header is empty, lacks a required column or repeats a column.
    """
    names = [column_name(text) for text in header]
    if not names:
        raise ProgramError(f"{path}: is empty; it needs a header row")
    missing = [column.name for column in spec.columns if column.is_required]
    missing = [name for name in missing if name not in names]
    if missing:
        raise _column_missing(spec, path, missing, header)
    known = set(spec.column_names)
    repeated = [name for name, count in Counter(names).items() if count > 1 and name in known]
    if repeated:
        raise ProgramError(f"{path}: column named twice: {', '.join(sorted(repeated))}")
    known.update(RAW_PLACE)
    unknown = [name[:_LONGEST_NAME] or "(no name)" for name in names if name not in known]
    more = len(unknown) - _MOST_NAMED
    return [
        *(f"{path.name}: column ignored: {name}" for name in unknown[:_MOST_NAMED]),
        *([f"{path.name}: {more:,} more columns ignored"] if more > 0 else []),
    ]


def _column_missing(
    spec: Input, path: Path, missing: list[str], header: Sequence[str]
) -> ProgramError:
    """The error for missing columns: which were found, and which of them are likely meant."""
    found = [text.strip().strip(_MARKS)[:_LONGEST_NAME] for text in header if text.strip()]
    others = [text for text in found if column_name(text) not in spec.column_names]
    advice = ""
    for name in missing:
        if likely := _likely_match(name, others):
            others.remove(likely)
            advice += f"; found {likely}: rename it to {name}"
    more = f" and {len(found) - _MOST_FOUND} more" if len(found) > _MOST_FOUND else ""
    columns = ", ".join(found[:_MOST_FOUND]) + more
    return ProgramError(
        f"{path}: required column missing: {', '.join(missing)}{advice}; "
        f"the columns of the file are: {columns or '(none)'}"
    )


def _likely_match(name: str, found: list[str]) -> str | None:
    """The column of `found` that is most like the column `name`; None when none is like it."""
    return max(
        (text for text in found if _likeness(name, text) >= _LIKELY),
        key=lambda text: _likeness(name, text),
        default=None,
    )


def _likeness(name: str, text: str) -> float:
    """From 0 to 1: how much of two names agrees. Words inside the other name count as alike."""
    name, text = (re.sub(r"[\W_]", "", part.lower()) for part in (name, text))
    if name and text and (name in text or text in name):
        return max(_LIKELY, min(len(name), len(text)) / max(len(name), len(text)))
    return SequenceMatcher(None, name, text).ratio()


def second_header(path: Path, line: int) -> ProgramError:
    """The error for a file that has another header, with other columns, at `line`."""
    return ProgramError(
        f"{path}: line {line:,} is a second header, with other columns; "
        "two files were joined: save each as a file of its own"
    )
