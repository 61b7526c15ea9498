"""The content lines of an iCalendar file, unfolded, each with its line in the file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from icalendar.parser.content_line import Contentline

from data.errors import ProgramError

MOST_BYTES = 24 << 20
# The properties that are read; others are not even taken apart.
_USED = set(
    "BEGIN END METHOD TZID UID SUMMARY DTSTART STATUS URL LOCATION ORGANIZER ATTENDEE "
    "RRULE RDATE EXDATE RECURRENCE-ID".split()
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Property(NamedTuple):
    """A line such as `ATTENDEE;CN=Ana:mailto:ana@example.org`; names are in upper case."""

    line: int
    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    """A calendar, an event or another part, without the parts in it.

    `broken` has the line and the text of each line that cannot be read. `zones` of a calendar has
    the text of its definitions of time zones, by their names.
    """

    kind: str
    line: int
    properties: list[Property] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)

    def first(self, name: str) -> Property | None:
        """The first property with this name."""
        return next((each for each in self.properties if each.name == name), None)

    def all_of(self, name: str) -> list[Property]:
        """All properties with this name."""
        return [each for each in self.properties if each.name == name]

    def value(self, name: str) -> str:
        """The value of the first property with this name; "" when there is none."""
        found = self.first(name)
        return found.value.strip() if found else ""


def calendars(path: Path) -> tuple[list[tuple[Component, list[Component]]], bool]:
    """The calendars of a file, each with its events, and whether the file is UTF-8.

    Raises ProgramError when it is too large.
    """
    if path.stat().st_size > MOST_BYTES:
        raise ProgramError(f"is a calendar of more than {MOST_BYTES >> 20} MB; split it")
    data = path.read_bytes()
    if data.startswith(_UTF_16):
        data = data.decode("utf-16", "replace").encode()
    lines = list(_unfolded(data.removeprefix(b"\xef\xbb\xbf")))
    is_utf_8 = all(map(_is_utf_8, lines))
    encoding = "utf-8" if is_utf_8 else "cp1252"
    texts = ((number, line.decode(encoding, "replace")) for number, line in lines)
    return list(_calendars(texts)), is_utf_8


def _is_utf_8(line: tuple[int, bytes]) -> bool:
    try:
        line[1].decode()
    except UnicodeDecodeError:
        return False
    return True


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers. They are joined as bytes: a fold may cut a letter in two."""
    number, parts = 0, [b""]
    for count, line in enumerate(data.split(b"\n" if b"\n" in data else b"\r"), start=1):
        line = line.removesuffix(b"\r")
        if number and line[:1] in {b" ", b"\t"}:
            parts.append(line[1:])
            continue
        yield number, b"".join(parts)
        number, parts = count, [line]
    yield number, b"".join(parts)


def _calendars(
    lines: Iterable[tuple[int, str]],
) -> Iterator[tuple[Component, list[Component]]]:
    calendar, events = Component("VCALENDAR", 1), list[Component]()
    stack, zone_lines = [calendar], list[str]()
    for number, text in lines:
        line = _property(number, text)
        if any(part.kind == "VTIMEZONE" for part in stack):
            zone_lines.append(text)
        if line is None:
            stack[-1].broken += [(number, text)] if text.strip() else []
        elif line.name == "BEGIN":
            stack.append(part := Component(line.value.strip().upper(), number))
            if part.kind == "VCALENDAR":
                if events or calendar.broken:
                    yield calendar, events
                calendar, events, stack = part, [], [part]
            elif part.kind == "VEVENT":
                events.append(part)
            elif part.kind == "VTIMEZONE":
                zone_lines = [text]
        elif line.name != "END":
            stack[-1].properties += [line] if line.name in _USED else []
        elif len(stack) > 1 and (part := stack.pop()).kind == "VTIMEZONE":
            calendar.zones[part.value("TZID")] = "\r\n".join([*zone_lines, ""])
    yield calendar, events


def _property(number: int, text: str) -> Property | None:
    """A line in its parts; None when it is blank or cannot be read."""
    word = re.match(r"[\w-]*", text)
    if word and (name := word[0].upper()) not in _USED and ":" in text:
        return Property(number, name, {}, "")
    try:
        name, parameters, value = Contentline(text).raw_parts()  # type: ignore[no-untyped-call]
    except ValueError:
        return None
    return Property(
        number, name.upper(), {key.upper(): _joined(p) for key, p in parameters.items()}, value
    )


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def unescaped(text: str) -> str:
    """A value of text without the backslashes before commas, semicolons and line ends."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
