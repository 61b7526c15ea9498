"""JSON piece by piece, so that a large file is never in memory as a whole.

All scalars come as text, or None for null: numbers keep the digits that they are written with.
"""

import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import Any, TextIO

from data.errors import ProgramError

LIST, ITEM, VALUE = "list", "item", "value"
_CHUNK = 1 << 20  # characters
_LONGEST = 64 << 20  # characters of one record
_DEEPEST = 50  # objects in objects above a list
_BLANKS = re.compile(r"[ \t\r\n]*")
_DAMAGED = "it is cut off or damaged: download it again"


def _nothing(_: str) -> None:
    """NaN and the infinities of JavaScript are no values."""


decoder = JSONDecoder(parse_float=str, parse_int=str, parse_constant=_nothing)


class JsonStream:
    """The values of a JSON text, read one after another from `source`."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._text = ""
        self._position = 0
        self._passed = 0  # characters before those of _text

    def walk(self, key: str = "", depth: int = 0) -> Iterator[tuple[str, str, Any]]:
        """Each list, each of its items and each other value, with the key that leads to it.

        Keys of objects in objects are joined with dots. An item comes whole. Raises ProgramError
        when the text is not JSON.
        """
        if depth > _DEEPEST:
            raise ProgramError(f"has objects more than {_DEEPEST} deep")
        if self._peek() == "[":
            yield LIST, key, None
            for _ in self._parts("[", "]"):
                yield ITEM, key, self._value()
        elif self._peek() == "{":
            for _ in self._parts("{", "}"):
                name = self._value()
                self._take(":")
                yield from self.walk(f"{key}.{name}" if key else str(name), depth + 1)
        else:
            yield VALUE, key, self._value()

    def end(self) -> None:
        """Raise ProgramError unless nothing but blanks is left."""
        if self._peek():
            raise self._error()

    def _parts(self, opening: str, closing: str) -> Iterator[None]:
        """Stand at the start of each part between the brackets, which are separated by commas."""
        self._take(opening)
        if self._peek() != closing:
            yield
            while self._peek() == ",":
                self._take(",")
                yield
        self._take(closing)

    def _peek(self) -> str:
        """The next character that is no blank; "" at the end."""
        while True:
            if match := _BLANKS.match(self._text, self._position):
                self._position = match.end()
            if self._position < len(self._text):
                return self._text[self._position]
            if not self._fill():
                return ""

    def _take(self, character: str) -> None:
        if self._peek() != character:
            raise self._error()
        self._position += 1

    def _value(self) -> Any:
        self._peek()
        while True:
            try:
                value, end = decoder.raw_decode(self._text, self._position)
            except JSONDecodeError:
                if len(self._text) - self._position > _LONGEST or not self._fill():
                    raise self._error() from None
            except RecursionError:
                raise ProgramError("has lists or objects that are nested too deep") from None
            else:
                # A number at the end of what was read may go on.
                if end < len(self._text) or not self._fill():
                    self._position = end
                    return value

    def _fill(self) -> bool:
        """Read on, as much again as is waiting; returns False at the end."""
        rest = self._text[self._position :]
        more = self._source.read(max(_CHUNK, len(rest)))
        self._passed += self._position
        self._text, self._position = rest + more, 0
        return bool(more)

    def _error(self) -> ProgramError:
        where = self._passed + self._position + 1
        return ProgramError(f"is not JSON at character {where:,}; {_DAMAGED}")
