"""A CSV file as records: each knows its first physical line, and a bad one affects no other."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import dropwhile, islice
from pathlib import Path
from typing import NamedTuple

from data.errors import ProgramError
from data.inputs.csv_cells import has_blank_at_quote, has_quote_after_blank, split_cells
from data.inputs.csv_header import FindHeader, first_row, row_width, stated_delimiter
from data.inputs.csv_lines import TOO_LONG, Lines, TooLongError
from data.inputs.decoding import UTF_8, is_text, readable, text_at
from data.inputs.headers import column_name, second_header
from data.inputs.limits import LONGEST_ROW, LONGEST_SHOWN, MOST_COLUMNS
from data.inputs.progress import ReportProgress, no_progress

csv.field_size_limit(LONGEST_ROW + 1)  # characters; Lines refuses a longer record

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_BATCH = 500  # records between two reports of progress
_SAMPLED = 100  # records that show how many cells the rows of a file have
_SAMPLE_SIZE = LONGEST_ROW  # characters of these records
_NOT_TEXT = "holds bytes that are not text; type it again"
_BAD_QUOTES = (
    "has a quote that is not closed, or text after a closing quote; "
    "double each quote inside a quoted cell"
)
_TOO_WIDE = f"has more than {MOST_COLUMNS:,} cells; leave out columns that are not needed"


class Record(NamedTuple):
    """One record of a CSV file: its first line (from 1), its number of lines, and its cells.

    When it cannot be read as a row, `cells` is None and `hint` says what to do. `size` is how many
    characters its lines have.
    """

    line: int
    line_count: int
    cells: list[str] | None
    hint: str | None = None
    size: int = 0


class CsvFile:
    """A CSV file: its encoding, delimiter, header, number of cells per row, and records.

    `find_header` says which of the first rows is the header. With `most_bytes`, no more is read to
    find the encoding: enough to see the header.

    Raises ProgramError when the file cannot be opened, is not text, or has bad quotes in its
    header.
    """

    def __init__(
        self,
        path: Path,
        find_header: FindHeader = first_row,
        report_progress: ReportProgress = no_progress,
        most_bytes: int | None = None,
    ) -> None:
        self.path = path
        self._report_progress = report_progress
        self._text = text_at(path, most_bytes)
        self.encoding = self._text.encoding
        self.header_line = 0  # 0 while it is not known yet
        self.width = 0  # cells per row; 0 while it is not known yet
        self._has_blanks = False  # whether each delimiter of the header has a blank after it
        self.delimiter, rows, position = self._find_header(find_header)
        header, *rows_below = rows[position:] or [Record(1, 0, [])]
        if header.cells is None:
            raise ProgramError(f"{path}: its header row {header.hint}, or save it as CSV UTF-8")
        self.has_title = position > 0
        self.header_line = header.line + max(header.line_count - 1, 0)
        self.written_header = header.cells
        self._has_blanks = all(name[:1] == " " for name in header.cells[1:] or [""])
        self.header = [column_name(name) for name in header.cells]
        self.width = row_width(self.header, [row.cells for row in rows_below if row.cells])

    def _find_header(self, find_header: FindHeader) -> tuple[str, list[Record], int]:
        """The delimiter, the first rows that are not blank, and the position of the header."""
        with self._text.lines() as (lines, _):
            first = next((line for line in lines if line.strip()), "")
        stated = stated_delimiter(first)
        delimiters = [stated] if stated else sorted(_DELIMITERS, key=first.count, reverse=True)
        samples = {delimiter: self._sample(delimiter) for delimiter in delimiters}
        delimiter, position = find_header(
            {delimiter: [row.cells for row in rows] for delimiter, rows in samples.items()}
        )
        return delimiter, samples[delimiter], position

    def _sample(self, delimiter: str) -> list[Record]:
        """The first rows that are not blank, without a line that only states the delimiter."""
        records, size = [], 0
        with self._text.lines() as (lines, _):
            for record in islice(self._parsed(Lines(lines), delimiter), 1 + _SAMPLED):
                records.append(record)
                if (size := size + record.size) > _SAMPLE_SIZE:
                    break
        return [
            record
            for record in records
            if record.cells is None
            or not (_is_blank(record.cells) or stated_delimiter(delimiter.join(record.cells)))
        ]

    @property
    def is_plain_utf_8(self) -> bool:
        """Whether its bytes are UTF-8 without a NUL or very long lines, and as the cells are."""
        is_utf_8 = self.encoding == UTF_8 and self._text.is_valid
        return is_utf_8 and not (
            self._text.is_gzip or self._text.has_long_lines or self._has_blanks
        )

    def records(self) -> Iterator[Record]:
        """Every record after the header; one with a wrong number of cells is unreadable.

        Lines without any cell are skipped. A row of blank cells, however many, is one of empty
        cells. When a record of several lines cannot be read, only its first line
        is given up: reading starts again on the line after it, since an open quote may have
        swallowed good rows.

        Raises ProgramError when the file cannot be read to its end.
        """
        with self._text.lines() as (lines, file):
            records = self._parsed(Lines(lines), self.delimiter)
            below_header = dropwhile(lambda record: record.line <= self.header_line, records)
            reported = 0
            for number, record in enumerate(below_header, start=1):
                if number % _BATCH == 0:
                    self._report_progress(file.tell() - reported)
                    reported = file.tell()
                yield record
            self._report_progress(file.tell() - reported)

    def _parsed(self, lines: Lines, delimiter: str) -> Iterator[Record]:
        reader = self._reader(lines, delimiter)
        while True:
            lines.begin_record()
            try:
                cells, hint = next(reader), None
            except StopIteration:
                return
            except TooLongError:
                cells, hint = None, TOO_LONG
            except csv.Error:
                cells, hint = None, _BAD_QUOTES
            if hint == _BAD_QUOTES or (cells and has_quote_after_blank(cells)):
                cells = self._split_at_blanks(lines, delimiter, cells)
                hint = hint if cells is None else None
                reader = self._reader(lines, delimiter)
            if cells and len(cells) != self.width > 0 and _is_blank(cells):
                cells = [""] * self.width
            if hint := self._fault(lines, cells, hint):
                cells = None
                lines.keep(1)
                reader = self._reader(lines, delimiter)
            yield Record(lines.line, len(lines.of_record), cells, hint, lines.size)

    def _reader(
        self, lines: Lines, delimiter: str, skips_blanks: bool = False
    ) -> Iterator[list[str]]:
        skips_blanks = skips_blanks or self._has_blanks
        return csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=skips_blanks)

    def _split_at_blanks(
        self, lines: Lines, delimiter: str, cells: list[str] | None
    ) -> list[str] | None:
        """The cells of a record with blanks beside quotes; `cells` are those of the csv module.

        A cell in quotes may go on over further lines. Where such a reading does not give a row of
        the right width, the record keeps its lines and its `cells`.
        """
        line_count = len(lines.of_record)
        if not any(map(has_blank_at_quote, lines.of_record)):
            return cells
        lines.keep(0)
        with suppress(csv.Error, StopIteration):
            next(self._reader(lines, delimiter, skips_blanks=True))
        for count in (len(lines.of_record), line_count):
            lines.keep(count)
            text = "".join(lines.of_record)
            split = split_cells(text, delimiter)
            if split and len(split) == (self.width or len(split)):
                return [cell.lstrip(" ") for cell in split] if self._has_blanks else split
        return cells

    def _fault(self, lines: Lines, cells: list[str] | None, hint: str | None) -> str | None:
        """What is wrong with a record; `hint` is what the csv module found wrong."""
        if not (self._text.is_valid or all(map(is_text, lines.of_record))):
            return _NOT_TEXT
        if cells and len(cells) > MOST_COLUMNS:
            return _TOO_WIDE
        if cells and lines.line > self.header_line and len(cells) != (self.width or len(cells)):
            return self._wrong_width(lines.line, cells)
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
        delimiter = _DELIMITERS.get(self.delimiter, self.delimiter)
        return (
            f"has {len(cells):,} cells where {self.width:,} are needed; "
            f"put quotes around a cell that holds a {delimiter}"
        )

    def texts(self, wanted: Iterable[tuple[int, int]]) -> Iterator[str]:
        """The texts of the records that are `wanted`, in their order.

        `wanted` are their first lines, ascending, each with its number of lines. Line ends at the
        end are removed; bytes that are not text become a replacement character.
        """
        with self._text.lines() as (lines, _):
            position = 1  # the line that is read next
            for first, count in wanted:
                deque(islice(lines, first - position), maxlen=0)
                parts = [readable(line[:LONGEST_SHOWN]) for line in islice(lines, count)]
                position = first + count
                yield "".join(parts).rstrip("\r\n")[:LONGEST_SHOWN]


def _is_blank(cells: list[str]) -> bool:
    return not any(map(str.strip, cells))
