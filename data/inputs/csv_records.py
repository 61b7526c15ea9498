"""Files of text as records: each with its first physical line, and none lost to its neighbor."""

import csv
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from data.errors import ProgramError
from data.inputs.decoding import UTF_8, is_text, readable, text_at

csv.field_size_limit(16 * 1024 * 1024)  # characters a cell; more is an unreadable row

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_BATCH = 500
_LOOK = 100  # records that show how many cells the rows of a file have
_NO_TEXT = "holds bytes that are no text; type it again"
_BAD_QUOTES = (
    "has a quote that is not closed, or text after a closing one; "
    "write a quote inside a quoted cell twice"
)
_TOO_LONG = "has a cell of more than 16 million characters; shorten it, or close its quote"


class Record(NamedTuple):
    """One record of a CSV file: its cells, or None and a hint when it cannot be read as a row."""

    line: int
    lines: int
    cells: list[str] | None
    hint: str | None = None


class _Lines:
    """Physical lines, kept since the last record, and able to be read again."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._again: deque[str] = deque()
        self.since: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while self._again:
            self.since.append(line := self._again.popleft())
            yield line
        for line in self._source:
            self.since.append(line)
            yield line

    def keep_first_only(self) -> None:
        """Take the first line of this record as read, and give the others back."""
        self._again.extendleft(reversed(self.since[1:]))
        self.since = self.since[:1]


class CsvFile:
    """A CSV file: its encoding, its header, the width of its rows, and its records.

    `seen` hears how many bytes of the file were read since it heard last.

    Raises ProgramError when the file cannot be opened, is no text, or has a header of bad quotes.
    """

    def __init__(self, path: Path, seen: Callable[[int], None] = lambda count: None) -> None:
        self.path = path
        self._seen = seen
        self._text = text_at(path)
        self.encoding = self._text.encoding
        with self._text.lines() as (lines, _):
            first = next((line for line in lines if line.strip()), "")
        self.delimiter = max(_DELIMITERS, key=first.count)
        self.width: int | None = None
        with self._text.lines() as (lines, _):
            header, *rows = [*islice(self._parsed(_Lines(lines)), 1 + _LOOK)] or [Record(1, 0, [])]
        if header.cells is None:
            raise ProgramError(f"{path}: its header row {header.hint}, or save it as CSV UTF-8")
        self.header = [column_name(name) for name in header.cells]
        self.width = _width(self.header, [row.cells for row in rows if row.cells])

    @property
    def is_bare(self) -> bool:
        """Whether its bytes are UTF-8 without a NUL, as they are, not packed."""
        return self.encoding == UTF_8 and self._text.is_sound and not self._text.is_packed

    def records(self) -> Iterator[Record]:
        """Every record after the header; a wrong number of cells makes it unreadable.

        Blank lines are no records. A record of several lines that cannot be read gives up its
        first line only: what follows an unclosed quote is read on its own.

        Raises ProgramError when the file cannot be read to its end.
        """
        with self._text.lines() as (lines, file):
            records = self._parsed(_Lines(lines))
            next(records, None)
            place = 0
            while batch := list(islice(records, _BATCH)):
                place, before = file.tell(), place
                self._seen(place - before)
                yield from batch
            self._seen(file.tell() - place)

    def _parsed(self, lines: _Lines) -> Iterator[Record]:
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        is_sound = self._text.is_sound
        is_first = True
        start = 1
        while True:
            start += len(lines.since)
            lines.since = []
            hint = None
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                cells, hint = None, _TOO_LONG if "limit" in str(error) else _BAD_QUOTES
            if cells == []:
                continue
            if not (is_sound or all(map(is_text, lines.since))):
                hint = _NO_TEXT
            elif cells and not is_first and len(cells) != (self.width or len(cells)):
                hint = self._misfit(start, cells)
            if hint:
                cells = None
                lines.keep_first_only()
                reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            is_first = False
            yield Record(start, len(lines.since), cells, hint)

    def _misfit(self, line: int, cells: list[str]) -> str:
        """What to do about a record with another number of cells than the rows of the file have.

        Raises ProgramError when its end is the header of a second file.
        """
        names, rest = [column_name(cell) for cell in cells], self.header[1:]
        known = {*self.header} - {""}
        if len(known & {*names}) >= max(2, len(known) / 2):
            if names[-len(rest) :] != rest:
                raise second_header(self.path, line)
            return "ends in the header of a second file that was joined to this one; part the two"
        return (
            f"has {len(cells):,} cells where {self.width:,} are needed; "
            f"put quotes around a cell that holds a {_DELIMITERS[self.delimiter]}"
        )

    def raw_text(self, wanted: dict[int, int]) -> dict[int, str]:
        """The text of the records at `wanted` (first line -> number of lines), without line ends.

        What is no text in it is shown as a replacement character.
        """
        found: dict[int, list[str]] = {line: [] for line in wanted}
        holder = {line + more: line for line, count in wanted.items() for more in range(count)}
        with self._text.lines() as (lines, _):
            for number, line in enumerate(lines, start=1):
                if number in holder:
                    found[holder[number]].append(readable(line))
        return {line: "".join(texts).rstrip("\r\n") for line, texts in found.items()}


def column_name(written: str) -> str:
    """The name of a column as the contract writes it: `" MVP Id "` is `mvp_id`."""
    return re.sub(r"\s+", "_", written.strip().lower())


def second_header(path: Path, line: int) -> ProgramError:
    """The error for a file in which the columns may change at `line`."""
    return ProgramError(
        f"{path}: line {line:,} is a second header, with other columns; "
        "two files were joined: give each its own name"
    )


def _width(header: list[str], rows: list[list[str]]) -> int:
    """How many cells a row of the file has: as many as its header, or what its rows agree on.

    Rows may all end in the same number of empty cells more than the header names, and may all lack
    cells at the end that the header does not name. Single rows may not: a cell with a comma and no
    quotes looks the same, and would shift the cells after it.
    """
    most, count = next(iter(Counter(map(len, rows)).most_common(1)), (len(header), 0))
    named = max((place for place, name in enumerate(header, start=1) if name), default=0)
    extra = [cell for row in rows if len(row) == most for cell in row[len(header) :]]
    if count < 2 or most < named or any(cell.strip() for cell in extra):
        return len(header)
    return most
