"""The physical lines of a CSV file, of which a record takes one or more."""

import csv
from collections import deque
from collections.abc import Iterator

from data.inputs.limits import LONGEST_ROW

_BLANK = {"\n", "\r\n", "\r"}
TOO_LONG = f"has more than {LONGEST_ROW:,} characters; shorten it, or close its quote"


class TooLongError(csv.Error):
    """A record that is too long to be read."""


class Lines:
    """Physical lines. Those of the current record are kept, and can be read again.

    `line` is the number of its first line, from 1, and `size` how many characters its lines have.
    Blank lines before a record are passed over. Reading raises TooLongError at a line with which
    the record has more than LONGEST_ROW characters.
    """

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._returned: deque[str] = deque()
        self.of_record: list[str] = []
        self.line = 1
        self.size = 0

    def __iter__(self) -> Iterator[str]:
        while self._returned:
            if self._is_taken(line := self._returned.popleft()):
                yield line
        for line in self._source:
            if self._is_taken(line):
                yield line

    def _is_taken(self, line: str) -> bool:
        """Whether the line belongs to the current record, to which it is then added."""
        if not self.of_record and line in _BLANK:
            self.line += 1
            return False
        self.of_record.append(line)
        self.size += len(line)
        if self.size > LONGEST_ROW:
            raise TooLongError
        return True

    def begin_record(self) -> None:
        """Let the next line be the first one of a record."""
        self.line += len(self.of_record)
        self.of_record, self.size = [], 0

    def keep(self, count: int) -> None:
        """Let the current record have `count` of the lines that were read; others come again."""
        self._returned.extendleft(reversed(self.of_record[count:]))
        self.of_record = self.of_record[:count]
        while self._returned and len(self.of_record) < count:
            self.of_record.append(self._returned.popleft())
        self.size = sum(map(len, self.of_record))
