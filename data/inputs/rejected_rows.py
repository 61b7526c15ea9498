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
from data.inputs.hints import Limits, duplicate_hint, hint, id_of_another_hint
from data.inputs.input_files import InputFile
from data.inputs.limits import LONGEST_SHOWN
from data.inputs.program_years import first_and_last_year
from data.settings.saying import speaking, spoken
from data.sql.one_row import one_row
from data.sql.pages import ROWS_AT_ONCE, as_page, pages

_REJECTED = """
    create or replace temp table rejected as
    select
        checked.file_number,
        checked.line as row,
        line_count,
        coalesce(places.line, checked.line) as line,
        if(fault is null, $key, fault['column']) as "column",
        left(if(fault is null, concat_ws(';', {key}), fault['value']), $longest) as value,
        case
            when fault is not null then fault.reason
            when outcome = 'duplicate' then 'duplicate_id'
            else 'id_of_another'
        end as reason,
        hint,
        first_file,
        coalesce(first_places.line, first_line) as first_line,
    from checked
    left join outcomes using (file_number, line)
    left join places on places.file_number = checked.file_number and places.row = checked.line
    left join places as first_places
        on first_places.file_number = first_file and first_places.row = first_line
    where fault is not null or outcome in ('duplicate', 'of_another')
    order by checked.file_number, checked.line"""
_TEXTS = {"file_number": pa.int32(), "row": pa.int64(), "text": pa.string()}
# Some of the rows at a time: with their texts, all of them may not fit in memory.
_INSERT = """
    insert into rejects by name
    select
        $names[file_number + 1] as file,
        line,
        "column",
        value,
        reason,
        text as "row",
        hint_of(
            file_number, hint, reason, "column", value, text,
            $names[first_file + 1], first_line
        ) as hint,
    from (select * from rejected where rowid >= $start and rowid < $start + $count) as rejected
    join page using (file_number, row)
    order by rejected.file_number, rejected.row"""


def keep_rejects(
    con: duckdb.DuckDBPyConnection, spec: Input, files: Sequence[InputFile], as_of: date
) -> None:
    """Add the rejected rows of `checked` to `rejects`, by file and line.

    Each has its text in the file, its first fault and a hint. `places` and `outcomes` must be
    there.
    """
    key = ", ".join(f'"{name}"' for name in spec.key)
    con.execute(_REJECTED.format(key=key), {"key": ";".join(spec.key), "longest": LONGEST_SHOWN})
    names = [file.name for file in files]
    with _hints(con, spec, files, as_of):
        for number, page in enumerate(pages(_texts(con, spec, files))):
            start = number * ROWS_AT_ONCE
            with as_page(con, _TEXTS, page):
                con.execute(_INSERT, {"names": names, "start": start, "count": ROWS_AT_ONCE})
    con.execute("drop table rejected")


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
    limits = Limits(FIRST_DAY, last_day(as_of), *first_and_last_year(con))
    function = _hint_of(spec, files, _known_values(con), limits)
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
    limits: Limits,
) -> Callable[..., str]:
    """What makes the hint of a row of `rejected`; `first_*` is the row with the same key."""
    columns = {column.name: column for column in spec.columns}
    own = spoken()  # DuckDB calls the function in threads of its own

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
        with speaking(own):
            if said is None and first_file is not None and first_line is not None:
                said = duplicate_hint(first_line)
                if reason == "id_of_another":
                    said = id_of_another_hint(first_file, first_line)
            if said is None and column is not None:
                said = hint(reason, columns[column], value, text, known, limits)
            return files[file_number].to_do(spec, column, reason, said or "")

    return hint_of


def _known_values(con: duckdb.DuckDBPyConnection) -> dict[Kind, list[str]]:
    """The valid values of columns that hold a track or a level, and the kinds of each track."""
    answer = con.execute("""
        select
            (select list(track order by track) from rule_tracks),
            (select list(level order by certificate_rank) from rule_certificates),
            (select list(kinds order by kinds) from (
                select track || ' has ' || string_agg(distinct kind, ', ' order by kind) as kinds
                from rule_kinds group by track))""")
    tracks, levels, kinds = one_row(answer)
    return {Kind.TRACK: tracks, Kind.LEVEL: levels, Kind.CONTRIBUTION_KIND: kinds}
