"""The rejected rows of an input, as rows of the table `rejects` and of rejects.csv."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from operator import itemgetter

import duckdb
import pyarrow as pa
from duckdb.func import SPECIAL

from data.days.span import FIRST_DAY, last_day
from data.inputs.contract import Input, Kind
from data.inputs.hints import duplicate_hint, hint, id_of_another_hint
from data.inputs.input_files import InputFile
from data.inputs.limits import LONGEST_SHOWN
from data.sql.one_row import one_row
from data.sql.pages import ROWS_AT_ONCE, insert_pages

_REJECTED = """
    create or replace temp table rejected as
    select
        file_number,
        line as row,
        line_count,
        if(fault is null, $key, fault['column']) as "column",
        left(if(fault is null, concat_ws(';', {key}), fault['value']), $longest) as value,
        case
            when fault is not null then fault.reason
            when outcome = 'duplicate' then 'duplicate_id'
            else 'id_of_another'
        end as reason,
        hint,
        first_file,
        first_line as first_row,
    from checked
    left join outcomes using (file_number, line)
    where fault is not null or outcome in ('duplicate', 'of_another')
    order by file_number, line"""
_TEXTS = "create or replace temp table texts (file_number integer, row bigint, text varchar)"
# Some of the rows at a time: with their texts, all of them may not fit in memory.
_INSERT = """
    insert into rejects by name
    select
        $names[file_number + 1] as file,
        coalesce(places.line, row) as line,
        "column",
        value,
        reason,
        text as "row",
        hint_of(
            file_number, hint, reason, "column", value, text,
            $names[first_file + 1], coalesce(first_places.line, first_row)
        ) as hint,
    from (select * from rejected where rowid >= $start and rowid < $start + $count) as rejected
    join texts using (file_number, row)
    left join places using (file_number, row)
    left join places as first_places
        on first_places.file_number = first_file and first_places.row = first_row
    order by rejected.file_number, rejected.row"""


def keep_rejects(
    con: duckdb.DuckDBPyConnection, spec: Input, files: Sequence[InputFile], as_of: date
) -> int:
    """Add the rejected rows of `checked` to `rejects`, by file and line; returns how many.

    Each has its text in the file, its first fault and a hint. `places` and `outcomes` must be
    there.
    """
    key = ", ".join(f'"{name}"' for name in spec.key)
    con.execute(_REJECTED.format(key=key), {"key": ";".join(spec.key), "longest": LONGEST_SHOWN})
    (count,) = one_row(con.execute("select count(*) from rejected"))
    if count:
        con.execute(_TEXTS)
        columns = {"file_number": pa.int32(), "row": pa.int64(), "text": pa.string()}
        insert_pages(con, "texts", columns, _texts(con, spec, files))
        with _hints(con, spec, files, as_of):
            for start in range(0, count, ROWS_AT_ONCE):
                names = [file.name for file in files]
                page = {"names": names, "start": start, "count": ROWS_AT_ONCE}
                con.execute(_INSERT, page)
    con.execute("drop table rejected")
    con.execute("drop table if exists texts")
    return int(count)


def _texts(
    con: duckdb.DuckDBPyConnection, spec: Input, files: Sequence[InputFile]
) -> Iterator[tuple[int, int, str]]:
    """The number of the file, the row and the text of each row of `rejected`, in their order."""
    found = con.execute("select file_number, row, line_count from rejected").fetchnumpy()
    columns = (found[name].tolist() for name in ("file_number", "row", "line_count"))
    rows = zip(*columns, strict=True)
    for number, of_file in groupby(rows, key=itemgetter(0)):
        wanted = [(row, line_count) for _, row, line_count in of_file]
        for (row, _), text in zip(wanted, files[number].texts(con, spec, wanted), strict=True):
            yield number, row, text


@contextmanager
def _hints(
    con: duckdb.DuckDBPyConnection, spec: Input, files: Sequence[InputFile], as_of: date
) -> Iterator[None]:
    """Give `con` the SQL function `hint_of` for the rejected rows of `spec`."""
    function = _hint_of(spec, files, _known_values(con), (FIRST_DAY, last_day(as_of)))
    con.create_function(
        "hint_of",
        function,
        ["integer", *["varchar"] * 6, "bigint"],
        "varchar",
        null_handling=SPECIAL,
    )
    try:
        yield
    finally:
        con.remove_function("hint_of")


def _hint_of(
    spec: Input,
    files: Sequence[InputFile],
    known: dict[Kind, list[str]],
    days: tuple[date, date],
) -> Callable[..., str]:
    """What makes the hint of a row of `rejected`; `first_*` is the row with the same key."""
    columns = {column.name: column for column in spec.columns}

    def hint_of(
        file_number: int,
        said: str | None,
        reason: str,
        column: str | None,
        value: str | None,
        text: str,
        first_file: str | None,
        first_line: int | None,
    ) -> str:
        if said is None and first_file is not None and first_line is not None:
            said = duplicate_hint(first_line)
            if reason == "id_of_another":
                said = id_of_another_hint(first_file, first_line)
        if said is None and column is not None:
            said = hint(reason, columns[column], value, text, known, days)
        return files[file_number].to_do(spec, column, reason, said or "")

    return hint_of


def _known_values(con: duckdb.DuckDBPyConnection) -> dict[Kind, list[str]]:
    """The valid values of columns that hold a track, and of those that hold a level."""
    answer = con.execute("""
        select
            (select list(track order by track) from rule_tracks),
            (select list(level order by certificate_rank) from rule_certificates)""")
    tracks, levels = one_row(answer)
    return {Kind.TRACK: tracks, Kind.LEVEL: levels}
