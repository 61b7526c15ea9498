"""What is wrong in a TOML file, in words: its line, its key, what is allowed and what is near."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from data.nearest import most_like, nearest
from data.settings.places import is_written, line_number
from data.settings.toml import as_toml, header

# What to say of the types of fault of pydantic; the names in braces are in the context of a fault.
_SAID = {
    "missing": "missing key",
    "bool_type": "write true or false, without quotes",
    "bool_parsing": "write true or false, without quotes",
    "int_type": "write a whole number, without quotes",
    "int_parsing": "write a whole number, without quotes",
    "int_from_float": "write a whole number, without quotes",
    "float_type": "write a number, without quotes",
    "float_parsing": "write a number, without quotes",
    "finite_number": "write a number, without quotes",
    "string_type": "write a text in quotes",
    "list_type": 'write a list in brackets, such as ["one", "another"] or [1, 2]',
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "too_short": "needs at least {min_length} in its list, and has {actual_length}",
    "too_long": "may have at most {max_length} in its list",
    "string_too_short": "must not be empty",
    "string_too_long": "may have at most {max_length} characters",
}
# What to write for a key that is missing; `*` is the name of a table.
_MISSING = {
    "tracks.*.counts": 'write the kinds of contribution that count, such as counts = ["talk"]',
    "tracks.*.unit": 'write one and several, such as unit = ["talk", "talks"]',
}
# Keys of earlier versions, and what takes their place.
_REPLACED = {
    "renewal.shown_through_month": "write renewal.shown_months: in how many months of a new year "
    "the previous cycle is shown",
    "renewal.decide_by": "write renewal.decide_months: after how many months of the new year a "
    "title without a decision has lapsed",
}
_QUOTED = r'"((?:\\.|[^"\\]){60})(?:\\.|[^"\\]){20,}"'  # a text that is too long for a message
CONTRADICTIONS = "contradictions"  # the type of an error whose context has several faults


class Fault(NamedTuple):
    """What is wrong at a key of a TOML file.

    `number` is that of the table, from 0, where the first key is an array of tables. `said` begins
    with the key where there is one. `is_table`: a value is where a table should be. `value` is the
    number of a value of a list, from 0. It is `among` these keys of a table: its line is that of
    the first of them that the file has.
    """

    keys: tuple[str, ...]
    number: int
    said: str
    is_table: bool = False
    value: int | None = None
    among: tuple[str, ...] = ()

    def line(self, text: str) -> str:
        """` line 7: contributions.occured_at: unknown key`, from the text of the file."""
        below = f"; write its keys below {header('.'.join(self.keys))}" if self.is_table else ""
        number = self.line_number(text)
        return f"{f' line {number}' if number else ''}: {self.said}{below}"

    def line_number(self, text: str) -> int:
        """The number of its line in the text of the file; 0 when it cannot be told."""
        below = ((*self.keys, key) for key in self.among)
        written = (keys for keys in below if is_written(keys, text, self.number))
        return line_number(next(written, self.keys), text, self.number, self.value)


def faults(error: ValidationError, model: Any) -> list[Fault]:
    """The faults that the pydantic model `model` found, with the keys that it calls them by."""
    return [fault for each in error.errors() for fault in _faults(each, model)]


def _faults(fault: ErrorDetails, model: Any) -> Iterator[Fault]:
    if fault["type"] != CONTRADICTIONS:
        yield _fault(fault, model)
    else:
        for keys, said, *among in fault["ctx"]["faults"]:
            yield Fault(keys, 0, f"{'.'.join(keys)}: {said}", among=tuple(*among))


def fault_line(fault: ErrorDetails, text: str, model: Any) -> str:
    """` line 7: contributions.occured_at: unknown key; is occurred_at meant?`

    `text` is that of the file, and `model` the pydantic model that refused it.
    """
    return _fault(fault, model).line(text)


def _fault(fault: ErrorDetails, model: Any) -> Fault:
    parts = [part for part in fault["loc"] if part != "[key]"]  # so a name of a table is marked
    number = parts.pop(1) if len(parts) > 1 and isinstance(parts[1], int) else 0
    keys = [str(part) for part in parts if isinstance(part, str)]
    named = ".".join(keys)
    said = fault["msg"].removeprefix("Value error, ")
    is_table = fault["type"] in ("model_type", "dict_type")
    if fault["type"] == "extra_forbidden":
        said = f"unknown key{_instead(keys, model)}"
    elif fault["type"] in _SAID:
        said = _SAID[fault["type"]].format(**fault.get("ctx", {}))
        for pattern, what in _MISSING.items() if fault["type"] == "missing" else ():
            said += f"; {what}" if fnmatchcase(named, pattern) else ""
    elif is_table:
        said = "is a table"
    elif fault["type"] == "literal_error":
        said = _not_one_of(fault["input"], fault["ctx"]["expected"])
    place = next((part + 1 for part in parts if isinstance(part, int)), 0)  # in a list, from 1
    if place and as_toml(fault["input"]) not in said:
        said = f"value {place} of its list: {said}"
    said = re.sub(_QUOTED, r'"\1 …"', said)
    if named:
        said = f"{named}: {said}"
    value = place - 1 if place else None
    return Fault(tuple(keys), number if isinstance(number, int) else 0, said, is_table, value)


def _instead(keys: list[str], model: Any) -> str:
    """What to write instead of an unknown key: the nearest one, or that of another table."""
    if said := _REPLACED.get(".".join(keys)):
        return f"; {said}"
    known = _known_keys(model, keys[:-1])
    others = [*_in_other_tables(keys[-1], model)]
    # A key of a table is rather one of its keys with a typing error.
    if others and (len(keys) == 1 or not most_like(keys[-1].lower(), known)):
        return f"; is {' or '.join(others)} meant?"
    return nearest(keys[-1], known)


def _in_other_tables(key: str, model: Any) -> Iterator[str]:
    """Where the tables of a model have a key: `levels.ahead`, `tracks.<track>.repeats`."""
    for table, field in getattr(model, "model_fields", {}).items():
        if key in _known_keys(model, [table]):
            named = f".<{table.removesuffix('s')}>" if get_origin(field.annotation) is dict else ""
            yield f"{table}{named}.{key}"


def _not_one_of(value: object, expected: str) -> str:
    """What to say of a value that is not one of the words in `expected` of pydantic."""
    known = re.findall(r"'([^']*)'", expected)
    words = {True: "required", False: "off"}
    meant = words.get(value) if isinstance(value, bool) else most_like(str(value).lower(), known)
    said = f"{as_toml(value)} is not one of {expected.replace(chr(39), chr(34))}"
    return f"{said}; is {as_toml(meant)} meant?" if meant in known else said


def line_of(keys: list[str], text: str, section: int = 0) -> str:
    """` line N` of a key in the text of a TOML file; "" when it cannot be told.

    `section` is the number of the table, from 0, where the first key is an array of tables.
    """
    number = line_number(tuple(keys), text, section)
    return f" line {number}" if number else ""


def _known_keys(model: Any, keys: list[str]) -> list[str]:
    """The keys of the table at `keys` of a model."""
    is_named = False  # whether the next key is a name that the file gives, as that of a track
    for key in keys:
        if is_named:
            is_named = False
            continue
        kind = model.model_fields[key].annotation if key in model.model_fields else None
        is_named = get_origin(kind) is dict
        kinds = (kind, *get_args(kind))
        model = next((each for each in kinds if hasattr(each, "model_fields")), None)
        if model is None:
            return []
    return [*model.model_fields, *getattr(model, "further_tables", ())]
