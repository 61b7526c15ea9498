"""The values in an event: their form, whoever reads or writes it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from data.days.span import FIRST_DAY
from data.events.kinds import EventKind, Field, Value
from data.inputs.points import MOST_POINTS

LONGEST = {Value.TEXT: 1_000, Value.LINE: 300, Value.URL: 2_000}  # characters
# Signs that turn the direction of the text after them, so that it reads as something else.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NO_TEXT = {"Cc", "Cs"}  # the Unicode categories of control characters and of invalid bytes
_DIGEST = re.compile("[0-9a-f]{64}")
_POINTS = re.compile("[1-9][0-9]{0,4}")
_YEAR = re.compile("[12][0-9]{3}")


def tidy(fields: Mapping[str, str | date | None]) -> dict[str, str]:
    """Fields as they are kept: trimmed, lines that end in LF, and none that is empty."""
    texts = {name: str(value) for name, value in fields.items() if value is not None}
    lines = {name: re.sub(r"\r\n?", "\n", text).strip() for name, text in texts.items()}
    return {name: text for name, text in sorted(lines.items()) if text}


def is_one_line(text: object, longest: int) -> bool:
    """Whether it is a text of one line that can be read as it is written."""
    return isinstance(text, str) and 0 < len(text) <= longest and not _unreadable(text)


def faults_of_fields(kind: EventKind, fields: Mapping[str, str]) -> Iterator[str]:
    """What is wrong in the fields of an event of that kind, each as a sentence."""
    if unknown := sorted(map(str, fields.keys() - {field.name for field in kind.fields})):
        yield f"There is no field {unknown[0]!r} here."
    for field in kind.fields:
        text = fields.get(field.name)
        if text is None:
            if field.is_required(fields):
                yield f"Fill in the {field.said}."
        elif not isinstance(text, str) or not text.strip():
            yield f"The {field.said} is no text."
        elif fault := _fault(field, text):
            yield fault


def _fault(field: Field, text: str) -> str | None:
    """What is wrong with the text of a field, as a sentence."""
    longest = LONGEST.get(field.value)
    if longest and len(text) > longest:
        return f"The {field.said} has {len(text):,} characters; at most {longest:,} are kept."
    if _unreadable(text.replace("\n", "") if field.value is Value.TEXT else text):
        return f"The {field.said} has signs that cannot be shown; type it again without them."
    match field.value:
        case Value.WORD if text not in field.words:
            return f"The {field.said} is none of {', '.join(field.words)}."
        case Value.DAY if not _is_day(text):
            return f"The {field.said} is not a day from {FIRST_DAY} on, such as 2026-07-31."
        case Value.YEAR if not _YEAR.fullmatch(text):
            return f"The {field.said} is not a year such as 2026."
        case Value.DIGEST if not _DIGEST.fullmatch(text):
            return f"The {field.said} is not a SHA-256."
        case Value.POINTS if not _POINTS.fullmatch(text) or int(text) > MOST_POINTS:
            return f"The {field.said} is not a whole number from 1 to {MOST_POINTS:,}."
        case Value.URL if not _is_url(text):
            return f"The {field.said} does not begin with https:// or http:// and a server."
    return None


def _unreadable(text: str) -> bool:
    """Whether a line has control characters, or turns the direction of what follows."""
    return bool(_TURNING.search(text)) or any(unicodedata.category(c) in _NO_TEXT for c in text)


def _is_day(text: str) -> bool:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return day.isoformat() == text and day >= FIRST_DAY


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    has_blank = any(letter.isspace() for letter in text)
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and not has_blank
