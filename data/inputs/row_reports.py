"""What became of the rows in `checked`: counts for each file, and a line for each rejected row."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

import duckdb

from data.days.span import FIRST_DAY, last_day
from data.inputs.contract import Input, Kind
from data.inputs.hints import duplicate_hint, hint, id_of_another_hint
from data.inputs.input_files import InputFile
from data.inputs.limits import LONGEST_SHOWN
from data.inputs.report import FileReport, Reject
from data.sql.one_row import one_row

_NO_ROWS = (0, 0, 0, 0, 0, 0)


def file_reports(
    con: duckdb.DuckDBPyConnection, spec: Input, files: Sequence[InputFile]
) -> Iterator[FileReport]:
    """How many rows of each file were read, and what became of them; see FileReport."""
    rows = con.execute("""
        select
            file_number,
            count(*),
            count(*) filter (fault is null and coalesce(outcome, 'good') = 'good'),
            count(*) filter (fault is not null or outcome in ('duplicate', 'of_another')),
            count(*) filter (outcome = 'collapsed'),
            count(*) filter (replaces),
            count(*) filter (outcome = 'repeat'),
        from checked
        left join outcomes using (file_number, line)
        group by file_number""").fetchall()
    counts = {number: counted for number, *counted in rows}
    for number, file in enumerate(files):
        read, good, rejected, collapsed, replaced, repeats = counts.get(number, _NO_ROWS)
        aside = file.set_aside
        yield FileReport(
            file.name,
            spec.name,
            read + sum(aside.values()),
            good,
            rejected,
            collapsed + aside.get("collapsed", 0),
            replaced,
            file.encoding,
            superseded=aside.get("superseded", 0),
            repeats=repeats,
            strangers=aside.get("stranger", 0),
            left_out=aside.get("left_out", 0),
            unmapped=aside.get("unmapped", 0),
        )


def rejects(
    con: duckdb.DuckDBPyConnection, spec: Input, files: Sequence[InputFile], as_of: date
) -> Iterator[Reject]:
    """The rejected rows, by file and line, each with its text in the file and its first fault."""
    rows = con.execute(f"""
        select file_number, line, line_count, fault['column'],
            left(fault['value'], {LONGEST_SHOWN}), fault.reason, hint,
            outcome, first_file, first_line,
            left(concat_ws(';', {", ".join(f'"{name}"' for name in spec.key)}), {LONGEST_SHOWN}),
        from checked
        left join outcomes using (file_number, line)
        where fault is not null or outcome in ('duplicate', 'of_another')
        order by file_number, line""").fetchall()
    columns = {column.name: column for column in spec.columns}
    known, days = _known_values(con), (FIRST_DAY, last_day(as_of))
    for number, rows_of_file in groupby(rows, key=itemgetter(0)):
        file, rejected = files[number], list(rows_of_file)
        records = file.records(con, spec, {row[1]: row[2] for row in rejected})
        for _, row, _, column, value, reason, said, outcome, *first, key in rejected:
            if reason is None:
                column, value = ";".join(spec.key), key
                reason, said = _same_key_fault(con, outcome, files, *first)
            line, text = records[row]
            said = said or hint(reason, columns[column], value, text, known, days)
            said = file.to_do(spec, column, reason, said)
            yield Reject(file.name, line, column, value, reason, text, said)


def _same_key_fault(
    con: duckdb.DuckDBPyConnection,
    outcome: str,
    files: Sequence[InputFile],
    first_file: int,
    first_row: int,
) -> tuple[str, str]:
    """The reason and the hint for a row that is rejected because of a row with the same key."""
    file = files[first_file]
    line = file.line_of(con, first_row)
    if outcome == "of_another":
        return "id_of_another", id_of_another_hint(file.name, line)
    return "duplicate_id", duplicate_hint(line)


def _known_values(con: duckdb.DuckDBPyConnection) -> dict[Kind, list[str]]:
    """The valid values of columns that hold a track, and of those that hold a level."""
    answer = con.execute("""
        select
            (select list(track order by track) from rule_tracks),
            (select list(level order by certificate_rank) from rule_certificates)""")
    tracks, levels = one_row(answer)
    return {Kind.TRACK: tracks, Kind.LEVEL: levels}
