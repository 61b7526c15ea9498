"""The rows that events become, as a file of each input that is read after all others."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from data.errors import one_line
from data.events.folder import EventFolder, Read, event_file
from data.events.model import to_json
from data.events.requests import fold
from data.events.rows import Cells, Row, contract_rows
from data.inputs.accounts import ACCOUNT_KEY
from data.inputs.contract import Input
from data.inputs.input_files import SourceFile
from data.inputs.progress import ReportProgress
from data.sql.one_row import one_row

EVENTS = "events"  # the name of the file in reports; its lines are the events of the folder
_MOST_NAMED = 20  # damaged files
_COLUMNS = {
    "file_number": pa.int32(),
    "row": pa.int64(),
    "line": pa.int64(),
    "hint": pa.string(),
    "outcome": pa.string(),
}
# The spell that ends when an MVP leaves: the last one that began before that day.
_SPELL = """
    select max(from_on)::varchar
    from (
        select mvp_id, entered_on as from_on from mvps
        union all
        select mvp_id, from_on from checked where fault is null
    )
    where mvp_id = $mvp_id and from_on < $left_on::date"""
_LEFT_OUT = """
    create or replace temp table rows_left_out as
    select file_number, line,
    from checked
    join cells_left_out using (mvp_id)
    where fault is null and {condition}"""
_SAME = {
    "contributions": "checked.contribution_id = cells_left_out.contribution_id",
    "accounts": "account_key(checked.source) = account_key(cells_left_out.source) "
    "and account_key(checked.account) = account_key(cells_left_out.account)",
}
_IS_LEFT_OUT = "(file_number, line) in (from rows_left_out)"


def files_at(read: Read) -> list[str]:
    """The files that a folder of events has, as places below EVENTS."""
    names = [event_file(event) for event in read.events]
    return [f"{EVENTS}/{name}" for name in [*names, *(each.name for each in read.damaged)]]


@dataclass(frozen=True)
class EventFile:
    """The events that become rows of an input with the same columns; see SourceFile."""

    mapped: str
    number: int
    rows: Sequence[Row]
    name: str = EVENTS
    encoding: str | None = "UTF-8"
    keeps_same_links: bool = True
    notices: list[str] = field(default_factory=list)
    set_aside: dict[str, int] = field(default_factory=dict)

    @property
    def columns(self) -> frozenset[str]:
        """The columns about which something is said."""
        return frozenset(self.rows[0].cells)

    def texts(
        self, con: duckdb.DuckDBPyConnection, spec: Input, wanted: Sequence[tuple[int, int]]
    ) -> Iterator[str]:
        """The files of the events as one line each; see InputFile."""
        for number, _ in wanted:
            yield json.dumps(json.loads(to_json(self.rows[number].event)), ensure_ascii=False)

    def to_do(self, spec: Input, column: str | None, reason: str, hint: str) -> str:
        """The hint for a rejected row: nobody edits an event, so somebody decides again."""
        if reason == "unknown_mvp":
            return f"{hint}; `python -m data forget` removes what they said"
        return f"{hint}; people said so on a page: decide about it again there"


class EventSources:
    """The events of a program, as files of the inputs that they feed; see Sources."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = EventFolder(folder)
        self.read = self.folder.read()
        self.said = fold(self.read.events)
        self._rows = contract_rows(self.said)
        self._lines = {event.id: n for n, event in enumerate(self.read.events, start=1)}

    @property
    def notices(self) -> list[str]:
        """What was read, and what is wrong with a file; nothing without events."""
        if not (self.read.events or self.read.damaged):
            return []
        events, rows = len(self.read.events), self._rows.count
        lines = [f"{EVENTS}: {events:,} read from {self.folder.path}; {rows:,} of them are rows"]
        if left_out := sum(map(len, self._rows.left_out.values())):
            lines.append(f"{EVENTS}: {left_out:,} say what is not theirs; such rows are left out")
        if without := len(self.said.without_effect):
            lines.append(f"{EVENTS}: {without:,} have no effect; `python -m data events` says why")
        for damaged in self.read.damaged[:_MOST_NAMED]:
            lines.append(one_line(f"{EVENTS}: {damaged.name}: {damaged.why}; it is left alone"))
        if (more := len(self.read.damaged) - _MOST_NAMED) > 0:
            lines.append(f"{EVENTS}: {more:,} more files are damaged")
        return lines

    @property
    def files(self) -> list[str]:
        """The files that were found, as places below EVENTS."""
        return files_at(self.read)

    def feeds(self, spec: Input) -> bool:
        """Whether some event becomes a row of the input."""
        return spec.name in self._rows.of_inputs or bool(
            spec.name == "memberships" and self._rows.leavings
        )

    def files_of(
        self, con: duckdb.DuckDBPyConnection, spec: Input, report_progress: ReportProgress
    ) -> list[SourceFile]:
        """A file for each set of columns of the input about which something is said."""
        rows = self._rows.of_inputs.get(spec.name, [])
        if spec.name == "memberships":
            rows = [_of_spell(con, row) for row in self._rows.leavings]
        alike = defaultdict(list)
        for row in rows:
            alike[frozenset(row.cells)].append(row)
        if not alike:
            return []
        mapped = f"said_{spec.name}"
        files = [EventFile(mapped, number, same) for number, same in enumerate(alike.values())]
        columns = {**_COLUMNS, **dict.fromkeys(spec.column_names, pa.string())}
        table = [self._mapped(file, n, row) for file in files for n, row in enumerate(file.rows)]
        con.register("new_said", pa.Table.from_pylist(table, pa.schema([*columns.items()])))
        con.execute(f"create or replace temp table {mapped} as from new_said")
        con.unregister("new_said")
        return [*files]

    def settle(
        self, con: duckdb.DuckDBPyConnection, spec: Input, files: dict[int, SourceFile]
    ) -> None:
        """Give the outcome `left_out` to rows that are not those of their MVP, in any file."""
        if not (cells := self._rows.left_out.get(spec.name)):
            return
        con.execute(ACCOUNT_KEY)
        _create_left_out(con, spec, cells)
        con.execute(f"delete from outcomes where {_IS_LEFT_OUT}")
        con.execute("""
            insert into outcomes by name
            select file_number, line, 'left_out' as outcome, false as replaces, false as is_used
            from rows_left_out""")

    def _mapped(self, file: EventFile, number: int, row: Row) -> dict[str, object]:
        """A row of the table `mapped`."""
        line = self._lines[row.event.id]
        return {"file_number": file.number, "row": number, "line": line, **row.cells}


def _of_spell(con: duckdb.DuckDBPyConnection, row: Row) -> Row:
    """The row of memberships with which the spell of an MVP ends."""
    asked = {"mvp_id": row.cells["mvp_id"], "left_on": row.cells["to_on"]}
    (from_on,) = one_row(con.execute(_SPELL, asked))
    return row._replace(cells={**row.cells, "from_on": from_on})


def _create_left_out(con: duckdb.DuckDBPyConnection, spec: Input, cells: list[Cells]) -> None:
    """Create `rows_left_out`: the rows of `checked` that `cells` are about."""
    con.register("cells_left_out", pa.Table.from_pylist(cells))
    con.execute(_LEFT_OUT.format(condition=_SAME[spec.name]))
    con.unregister("cells_left_out")
