"""A CSV file as records: each knows its first physical line, and a bad one affects no other."""

import csv
from collections import Counter, deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from data.errors import ProgramError
from data.inputs.decoding import UTF_8, is_text, readable, text_at
from data.inputs.headers import column_name, second_header
from data.inputs.progress import ReportProgress, no_progress

csv.field_size_limit(16 * 1024 * 1024)  # characters in a cell; a longer one is unreadable

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_BATCH = 500
_SAMPLED = 100  # records that show how many cells the rows of a file have
_NOT_TEXT = "holds bytes that are not text; type it again"
_BAD_QUOTES = (
    "has a quote that is not closed, or text after a closing quote; "
    "double each quote inside a quoted cell"
)
_TOO_LONG = "has a cell of more than 16 million characters; shorten it, or close its quote"


class Record(NamedTuple):
    """One record of a CSV file: its first line (from 1), its number of lines, and its cells.

    When it cannot be read as a row, `cells` is None and `hint` says what to do.
    """

    line: int
    line_count: int
    cells: list[str] | None
    hint: str | None = None


class _Lines:
    """Physical lines. Those of the current record are kept, and can be read again."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._returned: deque[str] = deque()
        self.of_record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while self._returned:
            self.of_record.append(line := self._returned.popleft())
            yield line
        for line in self._source:
            self.of_record.append(line)
            yield line

    def keep_first_only(self) -> None:
        """Reduce the current record to its first line; the other lines are read again."""
        self._returned.extendleft(reversed(self.of_record[1:]))
        self.of_record = self.of_record[:1]


class CsvFile:
    """A CSV file: its encoding, delimiter, header, number of cells per row, and records.

    Raises ProgramError when the file cannot be opened, is not text, or has bad quotes in its
    header.
    """

    def __init__(self, path: Path, report_progress: ReportProgress = no_progress) -> None:
        self.path = path
        self._report_progress = report_progress
        self._text = text_at(path)
        self.encoding = self._text.encoding
        with self._text.lines() as (lines, _):
            first = next((line for line in lines if line.strip()), "")
        self.delimiter = max(_DELIMITERS, key=first.count)
        self.width = 0  # cells per row; 0 while it is not known yet
        with self._text.lines() as (lines, _):
            records = self._parsed(_Lines(lines))
            header, *rows = [*islice(records, 1 + _SAMPLED)] or [Record(1, 0, [])]
        if header.cells is None:
            raise ProgramError(f"{path}: its header row {header.hint}, or save it as CSV UTF-8")
        self.written_header = header.cells
        self.header = [column_name(name) for name in header.cells]
        self.width = _width(self.header, [row.cells for row in rows if row.cells])

    @property
    def is_plain_utf_8(self) -> bool:
        """Whether its bytes are UTF-8 without a NUL, and not compressed."""
        return self.encoding == UTF_8 and self._text.is_valid and not self._text.is_gzip

    def records(self) -> Iterator[Record]:
        """Every record after the header; one with a wrong number of cells is unreadable.

        Blank lines are skipped. When a record of several lines cannot be read, only its first line
        is given up: reading starts again on the line after it, since an open quote may have
        swallowed good rows.

        Raises ProgramError when the file cannot be read to its end.
        """
        with self._text.lines() as (lines, file):
            records = self._parsed(_Lines(lines))
            next(records, None)
            position = 0
            while batch := list(islice(records, _BATCH)):
                previous, position = position, file.tell()
                self._report_progress(position - previous)
                yield from batch
            self._report_progress(file.tell() - position)

    def _parsed(self, lines: _Lines) -> Iterator[Record]:
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        is_header = True
        line = 1
        while True:
            line += len(lines.of_record)
            lines.of_record = []
            try:
                cells, hint = next(reader), None
            except StopIteration:
                return
            except csv.Error as error:
                cells, hint = None, _TOO_LONG if "limit" in str(error) else _BAD_QUOTES
            if cells == []:
                continue
            if hint := self._fault(lines.of_record, line, cells, hint, is_header):
                cells = None
                lines.keep_first_only()
                reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            is_header = False
            yield Record(line, len(lines.of_record), cells, hint)

    def _fault(
        self,
        lines: list[str],
        line: int,
        cells: list[str] | None,
        hint: str | None,
        is_header: bool,
    ) -> str | None:
        """What is wrong with a record; `hint` is what the csv module found wrong."""
        if not (self._text.is_valid or all(map(is_text, lines))):
            return _NOT_TEXT
        if cells and not is_header and len(cells) != (self.width or len(cells)):
            return self._wrong_width(line, cells)
        return hint

    def _wrong_width(self, line: int, cells: list[str]) -> str:
        """What is wrong with a record that has another number of cells than the file's rows.

        Raises ProgramError when the record ends in the header of another file, with other columns.
        """
        names, rest = [column_name(cell) for cell in cells], self.header[1:]
        known = {*self.header} - {""}
        if len(known & {*names}) >= max(2, len(known) / 2):
            if names[-len(rest) :] != rest:
                raise second_header(self.path, line)
            return "ends in the header of another file that was joined to this one; split the two"
        return (
            f"has {len(cells):,} cells where {self.width:,} are needed; "
            f"put quotes around a cell that holds a {_DELIMITERS[self.delimiter]}"
        )

    def raw_text(self, wanted: dict[int, int]) -> dict[int, str]:
        """The text of the records at `wanted` (first line -> number of lines), by first line.

        Line ends at the end are removed; bytes that are not text become a replacement character.
        """
        texts: dict[int, list[str]] = {line: [] for line in wanted}
        record_of = {line + more: line for line, count in wanted.items() for more in range(count)}
        with self._text.lines() as (lines, _):
            for number, line in enumerate(lines, start=1):
                if number in record_of:
                    texts[record_of[number]].append(readable(line))
        return {line: "".join(parts).rstrip("\r\n") for line, parts in texts.items()}


def _width(header: list[str], rows: list[list[str]]) -> int:
    """How many cells each row of the file must have (docs/decisions/022).

    This is the width of the header, unless at least two rows, and most of them, agree on another:
    more cells when all cells beyond the header are empty, or fewer when the header does not name
    the last columns. A single such row does not count: an unquoted comma in a cell looks the same,
    and would shift the cells after it.
    """
    most, count = next(iter(Counter(map(len, rows)).most_common(1)), (len(header), 0))
    last_named = max((number for number, name in enumerate(header, start=1) if name), default=0)
    extra = [cell for row in rows if len(row) == most for cell in row[len(header) :]]
    if count < 2 or most < last_named or any(cell.strip() for cell in extra):
        return len(header)
    return most
