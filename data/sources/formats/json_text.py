"""JSON as a raw table: a list of records, pages with a list under a key, or one record per line."""

from collections.abc import Iterator
from itertools import chain
from json import JSONDecodeError, detect_encoding
from pathlib import Path
from typing import Any, TextIO

import duckdb

from data.errors import ProgramError
from data.inputs.decoding import UTF_8, WINDOWS_1252
from data.sources.formats.json_records import JsonRecords
from data.sources.formats.json_stream import JsonStream, decoder
from data.sources.formats.rows import RawRows, ReadOptions

_SAMPLED = 1_000  # records that show the columns of a file
_LONGEST_LINE = 16 << 20  # characters


def header(path: Path, options: ReadOptions) -> list[str]:
    """The columns of the first records; raises ProgramError when the file is not JSON."""
    return _records(path, options, _SAMPLED)[0].rows().columns


def read(
    con: duckdb.DuckDBPyConnection, path: Path, place: str, options: ReadOptions, table: str
) -> RawRows:
    """Fill `table` with the records of the file.

    `_line` is the line where each line has a record, else the item in its list, counted from 1.

    Raises ProgramError when the file is not JSON, and when it has several lists of records and
    `options.items` does not name one.
    """
    records, encoding = _records(path, options)
    columns, names, count = records.rows().fill(con, table)
    notices = records.notices()
    if encoding == WINDOWS_1252:
        notices.append(f"is not UTF-8 and was read as {WINDOWS_1252}")
    notices = [f"{place}: {notice}" for notice in notices]
    return RawRows(place, columns, names, count, notices, encoding, records.has_more)


def _records(path: Path, options: ReadOptions, most: int | None = None) -> tuple[JsonRecords, str]:
    """The first `most` records of the file, or all, and its encoding."""
    with path.open("rb") as file:
        encoding = detect_encoding(file.read(4))
    try:
        with path.open(encoding=encoding, newline="") as text:
            name = UTF_8 if encoding.startswith("utf-8") else encoding.upper()
            return _read(text, options, most), name
    except UnicodeDecodeError:
        if not encoding.startswith("utf-8"):
            raise ProgramError("is text that is cut off or damaged; save it again") from None
    with path.open(encoding="cp1252", errors="replace", newline="") as text:
        return _read(text, options, most), WINDOWS_1252


def _read(text: TextIO, options: ReadOptions, most: int | None) -> JsonRecords:
    records = JsonRecords(options.items)
    if lines := _lines(text):
        for number, line in lines:
            _add_line(records, number, line)
            if most and number >= most:
                break
        return records
    text.seek(0)
    stream = JsonStream(text)
    for kind, key, value in stream.walk():
        records.add(kind, key, value)
        if most and records.count >= most:
            return records
    stream.end()
    return records


def _lines(text: TextIO) -> Iterator[tuple[int, str]] | None:
    """The lines with their numbers when each is a record, as the first one shows; else None."""
    first = text.readline(_LONGEST_LINE)
    try:
        is_record = isinstance(decoder.decode(first), dict)
    except (JSONDecodeError, RecursionError):
        return None
    above, second = [first], "\n"
    while second.isspace():
        above.append(second := text.readline(_LONGEST_LINE))
    return enumerate(chain(above, text), start=1) if is_record and second else None


def _add_line(records: JsonRecords, number: int, line: str) -> None:
    if not line.strip():
        return
    try:
        value: Any = decoder.decode(line)
    except (JSONDecodeError, RecursionError):
        value = None
    if isinstance(value, dict):
        records.add_record(number, value)
    else:
        hint = "is not a record in JSON; write one in each line, between { and }"
        records.add_unreadable(number, hint, line.rstrip("\r\n"))
