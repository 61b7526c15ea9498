"""A file as text in the table `raw`: one row per record, and nothing checked yet.

`raw` has line (the first physical line of the record; the header is 1; see LINE), line_count, fault
and hint (for a record that cannot be read as a row), and one text column per input column. For raw
exports, which are many and often small, it has the rows of several files with their `file_number`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.inputs.contract import Input
from data.inputs.csv_header import header_of
from data.inputs.csv_records import CsvFile
from data.inputs.csv_tables import plain_table, record_tables
from data.inputs.decoding import WINDOWS_1252
from data.inputs.files import name_and_ending
from data.inputs.headers import check_header, second_header
from data.inputs.input_files import SourceFile
from data.inputs.limits import LONGEST_SHOWN
from data.inputs.parquet import stage_parquet
from data.inputs.plain_csv import plain_row_count
from data.inputs.progress import ReportProgress
from data.sql.one_row import one_row
from data.sql.pages import pages

# SQL for the line of a row of `raw`. In a plain CSV file with its header in line 1, `line` is null:
# each row is one line.
LINE = "coalesce(line, raw.rowid + 2)"


@dataclass(frozen=True)
class StagedFile:
    """A file that was staged, and the notices about it; `csv` is None for a Parquet file.

    `columns` are the columns of its input that it has. `folder` is the folder of all input files,
    which has the file at any depth.
    """

    path: Path
    folder: Path
    notices: list[str]
    columns: frozenset[str]
    csv: CsvFile | None = None

    @property
    def name(self) -> str:
        """Its name in reports: its path in `folder`."""
        return self.path.relative_to(self.folder).as_posix()

    @property
    def encoding(self) -> str | None:
        """The encoding of its text; None for a Parquet file."""
        return self.csv.encoding if self.csv else None

    @property
    def set_aside(self) -> dict[str, int]:
        """The rows that did not come into `raw`: none."""
        return {}

    def texts(
        self, con: duckdb.DuckDBPyConnection, spec: Input, wanted: Sequence[tuple[int, int]]
    ) -> Iterator[str]:
        """The texts of records; see InputFile. Those of a Parquet file are its cells."""
        if self.csv:
            return self.csv.texts(wanted)
        create_raw(con, spec)
        stage_parquet(con, spec, self.path, self.folder)
        return _texts_in_raw(con, spec, [line for line, _ in wanted])

    def to_do(self, spec: Input, column: str | None, reason: str, hint: str) -> str:
        """The hint as it is: whoever edits the file can follow it."""
        return hint


def create_raw(con: duckdb.DuckDBPyConnection, spec: Input) -> None:
    """Create the empty table `raw` for a file of `spec`, or for several exports."""
    cells = ", ".join(f'"{name}" varchar' for name in spec.column_names)
    con.execute(f"""
        create or replace temp table raw (
            file_number integer, line bigint, line_count integer default 1,
            fault struct("column" varchar, "value" varchar, reason varchar), hint varchar, {cells}
        )""")


def stage(
    con: duckdb.DuckDBPyConnection,
    spec: Input,
    path: Path,
    folder: Path,
    report_progress: ReportProgress,
) -> StagedFile:
    """Fill `raw` with the records of the file at `path` in `folder`, in their order.

    Raises ProgramError when the file cannot be read or lacks a required column.
    """
    create_raw(con, spec)
    if name_and_ending(path)[1].lower() == ".parquet":
        notices, columns = stage_parquet(con, spec, path, folder)
        report_progress(path.stat().st_size)
        return StagedFile(path, folder, notices, columns)
    file = CsvFile(path, header_of(spec), report_progress)
    notices = check_header(spec, path, file.written_header)
    notices += [f"{path.name}: {notice}" for notice in csv_notices(file)]
    if not _stage_plain(con, spec, file, report_progress):
        _stage_records(con, spec, file)
    columns = frozenset(spec.column_names).intersection(file.header)
    return StagedFile(path, folder, notices, columns, file)


def stage_exports(
    con: duckdb.DuckDBPyConnection, spec: Input, exports: Mapping[int, SourceFile]
) -> None:
    """Fill the empty table `raw` with the rows of `exports` that were not set aside.

    The exports share one table `mapped`; they get the numbers by which they are given.
    """
    (mapped,) = {export.mapped for export in exports.values()}
    numbers = {export.number: number for number, export in exports.items()}
    cells = ", ".join(f'"{name}"' for name in spec.column_names)
    con.execute(
        f"""
        insert into raw by name
        select
            $numbers[file_number + 1] as file_number,
            row as line,
            1 as line_count,
            case when hint is not null
                then {{'column': null, 'value': null, 'reason': 'unreadable_row'}}
            end as fault,
            hint,
            {cells},
        from {mapped}
        where outcome is null and $numbers[file_number + 1] is not null""",
        {"numbers": [numbers.get(own) for own in range(max(numbers) + 1)]},
    )


def _stage_plain(
    con: duckdb.DuckDBPyConnection, spec: Input, file: CsvFile, report_progress: ReportProgress
) -> bool:
    """Let DuckDB read a plain file; returns False, with nothing staged, when it is not plain."""
    if plain_row_count(file, report_progress) is None:
        return False
    known = set(spec.column_names)
    names = [name if name in known else str(number) for number, name in enumerate(file.header)]
    cells = ", ".join(f'"{name}"' for name in names if name in known)
    is_below_titles = file.header_line > 1
    line = (
        f"row_number() over () + {file.header_line} as line" if is_below_titles else "null as line"
    )
    table, parameters = plain_table(file, names)
    try:
        con.execute(f"insert into raw by name select {line}, {cells} from {table}", parameters)
    except duckdb.InvalidInputException:
        return False
    return True


def _stage_records(con: duckdb.DuckDBPyConnection, spec: Input, file: CsvFile) -> None:
    """Read a file record by record, with the true line of each."""
    known = set(spec.column_names)
    names = [name if name in known else None for name in file.header]
    for table in record_tables(file, names):
        con.register("batch", table)
        con.execute("""
            insert into raw by name
            select
                * rename (_line as line, _line_count as line_count, _hint as hint),
                if(
                    hint is null, null, {'column': null, 'value': null, 'reason': 'unreadable_row'}
                ) as fault,
            from batch""")
        con.unregister("batch")


def csv_notices(file: CsvFile) -> list[str]:
    """What people should know about how a file was read."""
    notices = []
    if file.encoding == WINDOWS_1252:
        notices.append(
            f"is not UTF-8 and was read as {WINDOWS_1252}; "
            "if letters look wrong, save it as CSV UTF-8"
        )
    if file.has_title:
        notices.append(f"the header is line {file.header_line}; the lines above it are ignored")
    if file.width > len(file.header):
        notices.append("each row ends in an empty cell without a column name, which is ignored")
    return notices


def refuse_second_header(
    con: duckdb.DuckDBPyConnection, spec: Input, path: Path, lines: list[int]
) -> None:
    """Raise ProgramError when a record of `raw` at one of `lines` is a header with other columns.

    A second header with the same columns in the same order is only a rejected row.
    """
    names = ", ".join(f"'{name}'" for name in spec.column_names)
    words = {c: f"lower(trim(\"{c.name}\", ' \ufeff'))" for c in spec.columns}
    is_header = " and ".join(f"{words[c]} in ({names})" for c in spec.columns if c.is_required)
    is_same = " and ".join(f"coalesce({words[c]}, '') in ('{c.name}', '')" for c in spec.columns)
    answer = con.execute(
        f"select min({LINE}) from raw where {LINE} in $lines and {is_header} and not ({is_same})",
        {"lines": lines},
    )
    (line,) = one_row(answer)
    if line:
        raise second_header(path, line)


def text_of_cells(cells: Iterable[str]) -> str:
    """SQL for the text of a row that is made of its `cells`, with commas between them.

    Each cell is cut first: a few of the longest ones, as they are, could fill the memory.
    """
    shown = ", ".join(f"coalesce(left({cell}, {LONGEST_SHOWN}), '')" for cell in cells)
    return f"left(concat_ws(',', {shown}), {LONGEST_SHOWN})"


def _texts_in_raw(
    con: duckdb.DuckDBPyConnection, spec: Input, lines: Sequence[int]
) -> Iterator[str]:
    """The cells of the rows of `raw` at `lines`, ascending, with commas between them."""
    text = text_of_cells(f'"{name}"' for name in spec.column_names)
    for page in pages(lines):
        rows = con.execute(
            f"select {text} from raw where line in (select unnest($lines)) order by line",
            {"lines": page},
        )
        yield from (text for (text,) in rows.fetchall())
