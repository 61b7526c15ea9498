"""A folder with raw files of a source, and the rows that are read from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data.errors import ProgramError
from data.sources.formats.files import RawFile, raw_files
from data.sources.formats.read import header_of, read_raw
from data.sources.formats.rows import PLACE_COLUMNS, RawRows, ReadOptions
from data.store.confined import scratch

PLAIN = ReadOptions()


@dataclass(frozen=True)
class Table:
    """What was read from a raw file: its report, and all rows with the columns of their places."""

    found: RawRows
    header: list[str]
    rows: list[dict[str, str | int | None]]

    def cells(self, *names: str) -> list[tuple]:
        """The cells of the rows in the columns `names`, or in all columns of the file."""
        return [tuple(row[name] for name in names or self.found.names) for row in self.rows]


def written(folder: Path, files: dict[str, str | bytes], source: str = "forum") -> Path:
    """Write `files` below raw/`source` of `folder`; returns `folder`."""
    for name, text in files.items():
        path = folder / "raw" / source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def table_of(file: RawFile, options: ReadOptions = PLAIN) -> Table:
    """The rows of a raw file."""
    with scratch(file.folder) as con:
        found = read_raw(con, file, options, "raw")
        answer = con.execute("from raw order by _row")
        names = [column for column, *_ in answer.description]
        assert names == [*PLACE_COLUMNS, *found.names]
        rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    assert found.count == len(rows)
    assert len({row["_row"] for row in rows}) == len(rows)
    return Table(found, header_of(file, options), rows)


def only(files: Iterable[RawFile]) -> RawFile:
    """The only file of a list."""
    (file,) = files
    return file


def read_one(folder: Path, name: str, text: str | bytes, options: ReadOptions = PLAIN) -> Table:
    """The rows of a file with one table, which is written first."""
    return table_of(only(raw_files(written(folder, {name: text}))), options)


def refusal(folder: Path, name: str, text: str | bytes, options: ReadOptions = PLAIN) -> str:
    """The one line that says why a file cannot be read, without its place."""
    file = only(raw_files(written(folder, {name: text})))
    lines = set()
    for read in (header_of, table_of):
        try:
            read(file, options)
        except ProgramError as error:
            lines.add(str(error))
    (line,) = lines
    assert "\n" not in line
    place = f"{file.place}: "
    assert line.startswith(place)
    return line.removeprefix(place)
