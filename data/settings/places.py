"""Where the tables, keys and values of a TOML file are: their lines.

A file with faults is read too: what is none of these is passed over.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_KEY = r"""(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[\w-]+)"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_HEADER = re.compile(rf"(\[+)[ \t]*({_KEYS})[ \t]*\]+")
_PAIR = re.compile(rf"({_KEYS})[ \t]*=")
_REST = re.compile(r"[^\n]*")
# The parts of a value. A text or a comment is one part, whatever is in it.
_PART = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[^\s\"'#\[\]{},]+"
    r"|[^ \t\r]",
    re.DOTALL,
)


class Place(NamedTuple):
    """A line that begins a table or has a key: its number, and the keys that lead there.

    `name` is the same as it is written, and `brackets` are those of a table. `values` are the lines
    in which the values of a list begin.
    """

    line: int
    keys: tuple[str, ...]
    name: str
    brackets: int = 0
    values: tuple[int, ...] = ()


def line_number(
    keys: tuple[str, ...], text: str, section: int = 0, value: int | None = None
) -> int:
    """The line of a key, or of the nearest table above it; 0 where the text has none of them.

    `section` is the number of the table, from 0, where the first key is an array of tables, and
    `value` that of a value where the key has a list.
    """
    best, depth = 0, 0
    for place in _of_section(keys[:1], text, section):
        found = place.keys[: len(keys)]
        if found == keys[: len(found)] and len(found) > depth:
            best, depth = place.line, len(found)
            if value is not None and found == keys and value < len(place.values):
                best = place.values[value]
    return best


def is_written(keys: tuple[str, ...], text: str, section: int = 0) -> bool:
    """Whether the text has this very key, or a table of this name."""
    return any(place.keys[: len(keys)] == keys for place in _of_section(keys[:1], text, section))


def _of_section(first: tuple[str, ...], text: str, section: int) -> Iterator[Place]:
    begun = -1
    for place in places(text):
        begun += bool(place.brackets) and place.keys == first
        if begun == section or (begun < 0 and section == 0):
            yield place


@lru_cache(maxsize=4)  # a text with many faults is asked for each of them
def places(text: str) -> tuple[Place, ...]:
    """The places of a TOML file, in their order."""
    return tuple(_places(text))


def _places(text: str) -> Iterator[Place]:
    table: tuple[str, ...] = ()
    at, line = 0, 1
    while (begun := _end(_SPACE, text, at)) < len(text):
        line += text.count("\n", at, begun)
        if found := _HEADER.match(text, begun):
            table = _parts(found[2])
            at = _end(_REST, text, begun)
            yield Place(line, table, found[2], len(found[1]))
        elif found := _PAIR.match(text, begun):
            at, values = _value(text, found.end())
            yield Place(
                line,
                (*table, *_parts(found[1])),
                found[1],
                0,
                tuple(_lines(text, begun, line, values)),
            )
            line += text.count("\n", begun, at)
        else:
            at = _end(_REST, text, begun)


def _value(text: str, begin: int) -> tuple[int, list[int]]:
    """Where a value ends, and where the values of its list begin."""
    depth, begun, is_next = 0, list[int](), False
    for part in _PART.finditer(text, begin):
        sign = part[0]
        if sign == "\n" and not depth:
            return part.start(), begun
        if sign == "\n" or sign.startswith("#"):
            continue
        if depth == 1 and is_next and sign not in ("]", ","):
            begun.append(part.start())
            is_next = False
        if sign in ("[", "{"):
            depth += 1
            is_next = is_next or depth == 1
        elif sign in ("]", "}"):
            depth -= 1
        elif sign == "," and depth == 1:
            is_next = True
    return len(text), begun


def _lines(text: str, begin: int, line: int, places: list[int]) -> Iterator[int]:
    """The lines of places in their order, from a place in `line` on."""
    for place in places:
        line += text.count("\n", begin, place)
        begin = place
        yield line


def _end(pattern: re.Pattern[str], text: str, begin: int) -> int:
    found = pattern.match(text, begin)
    return found.end() if found else begin


@lru_cache(maxsize=1_000)
def _parts(dotted: str) -> tuple[str, ...]:
    """The keys of `tracks."open source"`, without their quotes."""
    try:
        table = tomllib.loads(f"{dotted} = 0")
    except (tomllib.TOMLDecodeError, RecursionError):
        return (dotted,)
    parts = list[str]()
    while isinstance(table, dict):
        (part, table), *_ = table.items()
        parts.append(part)
    return tuple(parts)
