"""Reads and writes TOML.

A fault of its form is one plain sentence with the line and what to write instead.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date, time
from fractions import Fraction
from typing import Any, NamedTuple

from data.errors import ProgramError
from data.settings.places import places

_BARE = re.compile(r"[A-Za-z0-9_-]+")
# How the parser's message begins -> what to say. The first that fits is taken.
_SAID = {
    "Expected '='": 'after a name comes = and its value, such as name = "value"',
    "Invalid statement": "here begins neither a [table] nor a name; a comment begins with #",
    "Invalid initial character": "a name is missing, or it has characters other than letters, "
    "digits, _ and -; write it in quotes",
    "Invalid value": 'no value that can be read; write a text in straight quotes ("text"), '
    "a number, true or false, or a list in [ ]",
    "Invalid date": "there is no such day or time",
    "Expected newline": "something follows the value; write a text in quotes, "
    "and each setting on a line of its own",
    "Unterminated string": "a text has no closing quote",
    "Illegal character '\\n'": "a text has no closing quote on its line",
    "Illegal character '\\r'": "a text has no closing quote on its line",
    "Illegal character": "a character that cannot be seen; remove it",
    "Found invalid character": "a character that cannot be seen; remove it",
    "Unclosed array": "a list is not complete; put a comma between its values, and ] at its end",
    "Unclosed inline table": "a table in braces is not complete; put a comma between its values, "
    "and } at its end",
    "Expected ']": "the name of a table stands alone on its line in brackets, such as [name]",
    "Cannot overwrite a value": "the same name is there twice; keep one of them",
    "Duplicate inline table key": "the same name is there twice; keep one of them",
    "Cannot declare": "the same table is there twice; put what is below them together",
    "Cannot redefine": "the same table is there twice; put what is below them together",
    "Cannot mutate": "the same table is there twice; put what is below them together",
    "Unescaped '\\'": "in double quotes \\ has a meaning of its own; write the text in single ones",
    "Invalid hex value": "in double quotes \\ has a meaning of its own; write the text in "
    "single ones",
    "Escaped character": "in double quotes \\ has a meaning of its own; write the text in "
    "single ones",
    "Expected '\"": "a text has no closing quote",
    "Expected \"'": "a text has no closing quote",
}


def read_toml(text: str, shown: str) -> dict[str, Any]:
    """The content of a TOML file; `shown` is how errors name the file.

    Raises ProgramError with the line, what is wrong there and what to write instead.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        number = int(line[1]) if line else text.rstrip().count("\n") + 1
        where = f" line {number}"
        plain = next((words for begin, words in _SAID.items() if said.startswith(begin)), said)
        if sign := _curly_quote(text, int(line[1]) if line else 0):
            plain = f'{sign} is a curly quote; write straight ones, such as "text"'
        if line and (meant := name_below_array(text, int(line[1]))):
            plain += f"; below {meant.array}, is {meant.header} meant?"
        raise ProgramError(f"{shown}{where}: {plain}") from None
    except RecursionError:
        raise ProgramError(f"{shown}: its values are nested too deep") from None
    except ValueError:  # a number with thousands of digits
        raise ProgramError(f"{shown}: a number in it is too long; shorten it") from None


def _curly_quote(text: str, line: int) -> str | None:
    """The first curly quote outside comments in a line of a text, or in the last one for 0."""
    written = next(iter(text.rstrip().split("\n")[line - 1 :][:1]), "").partition("#")[0]
    return next((each for each in written if "\u2018" <= each <= "\u201f"), None)


def as_toml(value: object) -> str:
    """A value as TOML writes it; what TOML has no form for is written as a text.

    A month and day is a text such as `"03-31"`, and a fraction a text such as `"3/4"`. A character
    that cannot be seen is written by its number.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):  # a month and a day
        return as_toml(f"{value[0]:02}-{value[1]:02}")
    if isinstance(value, list):
        return f"[{', '.join(map(as_toml, value))}]"
    if isinstance(value, dict):
        pairs = ", ".join(f"{_key(str(key))} = {as_toml(each)}" for key, each in value.items())
        return f"{{ {pairs} }}"
    if isinstance(value, Fraction):
        return as_toml(value.numerator if value.denominator == 1 else str(value))
    if isinstance(value, int | float):
        return str(value)
    return _text(str(value))


def _text(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else _by_number(ord(each)) for each in written)


def _by_number(character: int) -> str:
    return f"\\u{character:04x}" if character <= 0xFFFF else f"\\U{character:08x}"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def header(table: str) -> str:
    """The line of a table such as `tracks.open source`; what is no bare key of TOML is quoted."""
    return f"[{'.'.join(map(_key, table.split('.')))}]"


class Header(NamedTuple):
    """A line that begins a table: its number, the table's name, and whether it is in `[[ ]]`."""

    line: int
    table: str
    is_array: bool


def headers(text: str) -> Iterator[Header]:
    """The lines of a TOML file that begin a table."""
    for place in places(text):
        if place.brackets:
            yield Header(place.line, place.name, place.brackets > 1)


class BelowArray(NamedTuple):
    """A table that comes after an array of tables, such as `[[from]]`, and is not part of it.

    `header` is the line that would make it part: `[from.levels]` for `[levels]`.
    """

    line: int
    table: str
    array: str
    header: str


def below_arrays(text: str) -> Iterator[BelowArray]:
    """The tables of a TOML file that come after an array of tables and are not part of it."""
    array = ""
    for found in headers(text):
        if found.is_array:
            array = found.table
        elif array and not found.table.startswith(f"{array}."):
            inside = f"[{array}.{found.table}]"
            yield BelowArray(found.line, f"[{found.table}]", f"[[{array}]]", inside)


def name_below_array(text: str, line: int) -> BelowArray | None:
    """The table of a line of a TOML file, if it is one of `below_arrays`."""
    begun = max((each.line for each in headers(text) if each.line <= line), default=0)
    return next((each for each in below_arrays(text) if each.line == begun), None)
