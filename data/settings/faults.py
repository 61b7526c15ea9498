"""What is wrong in a TOML file, in words: its line, its key, what is allowed and what is near."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

_HEADER = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]+")
_KEY = r"(?:\"[^\"]*\"|'[^']*'|[\w-]+)"
_PAIR = re.compile(rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*=")


def fault_line(fault: ErrorDetails, text: str, model: Any) -> str:
    """` line 7: contributions.occured_at: unknown key; is occurred_at meant?`

    `text` is that of the file, and `model` the pydantic model that refused it.
    """
    parts = list(fault["loc"])
    number = parts.pop(1) if len(parts) > 1 and isinstance(parts[1], int) else 0
    keys = [str(part) for part in parts if isinstance(part, str)]
    said = fault["msg"].removeprefix("Value error, ")
    if fault["type"] == "extra_forbidden":
        said = "unknown key" + nearest(keys[-1], _known_keys(model, keys[:-1]))
    elif fault["type"] == "missing":
        said = "missing key"
    elif fault["type"] in ("model_type", "dict_type"):
        said = f"is a table; write its keys below [{'.'.join(keys)}]"
    elif fault["type"] == "literal_error":
        said = f"{fault['input']!r} is not one of {fault['ctx']['expected']}"
        said += nearest(str(fault["input"]), re.findall(r"'([^']*)'", said.split("one of")[1]))
    where = line_of(keys, text, number if isinstance(number, int) else 0)
    return f"{where}: {'.'.join(map(str, parts))}: {said}" if parts else f"{where}: {said}"


def nearest(word: str, known: Iterable[str]) -> str:
    """What to say of a word that is not known: the word that is meant, or all that are known."""
    known = list(known)
    near = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f"; is {near[0]} meant?" if near else f"; known: {', '.join(known)}" if known else ""


def line_of(keys: list[str], text: str, section: int = 0) -> str:
    """` line N` of a key in the text of a TOML file; "" when it cannot be told.

    `section` is the number of the table, from 0, where the first key is an array of tables.
    """
    table: list[str] = []
    best, depth, begun = 0, 0, -1
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            found = table
            begun += table == keys[:1]
        elif pair := _PAIR.match(line):
            found = [*table, *_parts(pair[1])]
        else:
            continue
        is_here = begun == section or (begun < 0 and section == 0)
        if is_here and found == keys[: len(found)] and len(found) > depth:
            best, depth = number, len(found)
    return f" line {best}" if best else ""


def _parts(dotted: str) -> list[str]:
    """The keys of `levels.ahead`, without their quotes."""
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def _known_keys(model: Any, keys: list[str]) -> list[str]:
    """The keys of the table at `keys` of a model."""
    for key in keys:
        kinds = [model.model_fields[key].annotation] if key in model.model_fields else []
        kinds = [part for kind in kinds for part in (kind, *getattr(kind, "__args__", ()))]
        model = next((kind for kind in kinds if hasattr(kind, "model_fields")), None)
        if model is None:
            return []
    return list(model.model_fields)
