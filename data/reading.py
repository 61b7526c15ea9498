"""Files of text as records: each with its first physical line, and none lost to its neighbor."""

import csv
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from data.errors import ProgramError

csv.field_size_limit(16 * 1024 * 1024)  # characters a cell; more is an unreadable row


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a CSV file: its cells, or None when it cannot be read as a row."""

    line: int
    lines: int
    cells: list[str] | None


class _Lines:
    """Physical lines, counted, kept since the last record, and able to be read again."""

    def __init__(self, source: Iterator[str], seen: Callable[[int], None]) -> None:
        self._source = source
        self._seen = seen
        self._again: deque[str] = deque()
        self.number = 0
        self.since: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._source)
        self.number += 1
        self.since.append(line)
        return line

    def begin(self) -> None:
        """Start a new record here."""
        self._seen(sum(map(len, self.since)))
        self.since = []

    def keep_first_only(self) -> None:
        """Take the first line of this record as read, and give the others back."""
        self._again.extendleft(reversed(self.since[1:]))
        self.number -= len(self.since) - 1
        self.since = self.since[:1]


class CsvFile:
    """A CSV file: its header, and its records after the header.

    Raises ProgramError when the file cannot be opened or is not UTF-8.
    """

    def __init__(self, path: Path, seen: Callable[[int], None] = lambda characters: None) -> None:
        self.path = path
        self._seen = seen
        self.delimiter = ","
        with self._opened() as file:
            first = file.readline()
        if first.count(";") > first.count(","):
            self.delimiter = ";"
        header = next(self._records(None), None)
        self.header = [name.strip().lower() for name in (header and header.cells) or []]

    def records(self) -> Iterator[Record]:
        """Every record after the header; a wrong number of cells makes it unreadable.

        Blank lines are no records. A record of several lines that cannot be read gives up its
        first line only: what follows an unclosed quote is read on its own.
        """
        records = self._records(len(self.header))
        next(records, None)
        yield from records

    @contextmanager
    def _opened(self) -> Iterator[TextIO]:
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                yield file
        except OSError as error:
            raise ProgramError(f"{self.path}: cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            advice = "save it as CSV UTF-8 and build again"
            raise ProgramError(f"{self.path}: is not UTF-8 text; {advice}") from None

    def _records(self, width: int | None) -> Iterator[Record]:
        with self._opened() as file:
            yield from self._parsed(_Lines(iter(file), self._seen), width)

    def _parsed(self, lines: _Lines, width: int | None) -> Iterator[Record]:
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        first = True
        while True:
            lines.begin()
            start = lines.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = None
            if cells == []:
                continue
            if cells is None or not (first or width is None or len(cells) == width):
                lines.keep_first_only()
                reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
                cells = None
            first = False
            yield Record(start, len(lines.since), cells)


def raw_text(path: Path, wanted: dict[int, int]) -> dict[int, str]:
    """The text of the records at `wanted` (first line -> number of lines), without line ends."""
    found: dict[int, list[str]] = {line: [] for line in wanted}
    holder = {line + more: line for line, lines in wanted.items() for more in range(lines)}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, text in enumerate(file, start=1):
            if number in holder:
                found[holder[number]].append(text)
    return {line: "".join(texts).rstrip("\r\n") for line, texts in found.items()}
