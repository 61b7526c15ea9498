"""A small program drawn as tables of text, built for real and read as of any date.

A table is a line of columns and a line a row, with `|` between the cells:

    mvp_id | entered_on
    ana    | 2025-01-31

Input tables leave out what does not matter: `_LEFT_OUT` says what then stands there. An input that
is not drawn has a file with its header alone, unless it is named as absent; without `sources`, the
data of all tracks is complete. A row of contributions may say `days`: it is made once on each of so
many days, from `occurred_at` on.

Tables of what is expected may hold derivations, which are checked too: a cell `121 - 21 = 100`
claims 100, and `why` is no column of the result but the reason for the row, in words or as a
comparison such as `4 * 6 >= 3 * 8`. A row whose cells are `-` says that there is no such row.
"""

import csv
import re
import tomllib
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.outputs.csv_text import csv_text
from data.outputs.snapshot import FILES, snapshot_table
from data.settings.files import PROGRAM_TOML
from data.settings.model import Settings
from tests.data.folders import HEADERS

Row = dict[str, str]

BUILT_AS_OF = date(2027, 12, 31)
EVERYBODY = Scope(everybody=True)
NO_ROW = "-"

_LEFT_OUT = {
    "mvps": {
        "name": "{mvp_id}",
        "email": "{mvp_id}@example.org",
        "nda_signed_on": "{entered_on}",
    },
    "contributions": {"contribution_id": "c{number:05}", "kind": "{first_kind}"},
    "certifications": {
        "certification": "platform",
        "level": "professional",
        "passed": "true",
    },
    "nominations": {"nominee_name": "{nominee_email}", "nominated_by": "lead"},
    "feedback": {"reviewer": "reviewer {number}"},
}
_COMPLETE = "track | complete_from | complete_until\n" + "".join(
    f"{track} | 2000-01-01 | {BUILT_AS_OF}\n" for track in ("forum", "forge", "content", "meetup")
)
_FIRST_KINDS = {
    "forum": "answer",
    "forge": "component",
    "content": "article",
    "meetup": "organized",
}
_WHO = ("mvp_id", "nominee_email", "contribution_id")
_ARITHMETIC = re.compile(r"(?:[-+*/()<>= 0-9]|and|or)+")


def drawn(table: str) -> list[Row]:
    """The rows of a drawn table. Blanks around a cell go, unless it stands in double quotes."""
    lines = [line.split("|") for line in table.splitlines() if line.strip()]
    columns, *rows = ([_unquoted(cell.strip()) for cell in line] for line in lines)
    return [dict(zip(columns, cells, strict=True)) for cells in rows]


def changed_settings(changes: dict[str, object]) -> Settings:
    """The settings of data/program.toml with some of them changed, by key: `levels.ahead`.

    A track that there is not, `tracks.talks`, is added.
    """
    tables = {
        "letters": {"contact": None},
        "patterns": {},
        **tomllib.loads(PROGRAM_TOML.read_text("utf-8")),
    }
    for key, value in changes.items():
        *path, last = key.split(".")
        table = tables
        for name in path:
            table = table[name]
        assert last in table or path in (["tracks"], ["patterns"]), f"{key} is no setting"
        table[last] = value
    return Settings.model_validate(tables)


def write_inputs(folder: Path, tables: dict[str, str], absent: Collection[str] = ()) -> None:
    """Write drawn tables as input files of docs/contract.md, which may be split: `mvps_more`."""
    folder.mkdir(parents=True)
    for file, header in HEADERS.items():
        if file.removesuffix(".csv") not in absent:
            (folder / file).write_text(header, encoding="utf-8")
    complete = {} if "sources" in absent else {"sources": _COMPLETE}
    for name, table in (complete | tables).items():
        rows = _filled(name.partition("_")[0], drawn(table))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)


def build_program(source: Path, settings: dict[str, object] | None = None) -> "Program":
    """Build the input files in `source`; a row that is rejected is a mistake in the drawing."""
    database = source.with_name("database") / "mvp.duckdb"
    built = build(source, database, BUILT_AS_OF, changed_settings(settings or {}))
    assert built.report.rejects == []
    assert built.report.notices == []
    return Program(built.path, source)


class Program:
    """A built program, as of any date, and the input files that it was built from."""

    def __init__(self, path: Path, source: Path) -> None:
        self._path = path
        self.source = source
        self._days: dict[str, Day] = {}

    def rows(self, rule: str, columns: str, as_of: str, **only: object) -> list[tuple]:
        """The values of some columns of a rule, in the rows that `only` names by their cells."""
        where = "".join(f" and {column} = ${column}" for column in only)
        text = f"select {columns} from {rule} where true{where} order by all"
        return self.day(as_of).query(EVERYBODY, text, only or None).fetchall()

    def value(self, rule: str, column: str, as_of: str, **only: object) -> object:
        """The one value of a column in the one row that `only` names."""
        ((value,),) = self.rows(rule, column, as_of, **only)
        return value

    def shows(self, rule: str, table: str, as_of: str = "", **only: object) -> None:
        """Assert that a rule has exactly the drawn rows.

        A column `as_of` gives each row a date of its own. When the first column says who a row is
        about, the rows of all who are drawn are compared, and those of others are left out.
        """
        expected = drawn(table)
        columns = [column for column in expected[0] if column not in ("as_of", "why")]
        claimed = [_claimed(row) for row in expected]
        dates = dict.fromkeys(row.get("as_of", as_of) for row in expected)
        who = {row[columns[0]] for row in expected} if columns[0] in _WHO else None
        found = [
            ({"as_of": day} if "as_of" in expected[0] else {})
            | {column: as_text(value) for column, value in zip(columns, values, strict=True)}
            for day in dates
            for values in self.rows(rule, ", ".join(columns), day, **only)
            if who is None or as_text(values[0]) in who
        ]
        assert _as_table(found) == _as_table([row for row in claimed if row is not None])

    def snapshot(self, as_of: str) -> dict[str, str]:
        """The text of every snapshot file."""
        day = self.day(as_of)
        return {name: csv_text(*snapshot_table(day, EVERYBODY, name)) for name in FILES}

    def day(self, as_of: str) -> Day:
        if as_of not in self._days:
            self._days[as_of] = Day(self._path, date.fromisoformat(as_of))
        return self._days[as_of]


def as_text(value: object) -> str:
    """A value as it is drawn: nothing for null, true or false, chances with four decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _unquoted(cell: str) -> str:
    return cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _filled(name: str, rows: list[Row]) -> list[Row]:
    if name == "contributions":
        rows = [day for row in rows for day in _each_day(row)]
    left_out = _LEFT_OUT.get(name, {})
    return [
        {column: text.format(number=number, **_also(row)) for column, text in left_out.items()}
        | row
        for number, row in enumerate(rows, start=1)
    ]


def _each_day(row: Row) -> list[Row]:
    row = dict(row)
    days = row.pop("days", "") or "1"
    if days == "1":
        return [row]
    first = date.fromisoformat(row["occurred_at"])
    return [row | {"occurred_at": str(first + timedelta(days=n))} for n in range(int(days))]


def _also(row: Row) -> Row:
    return row | {"first_kind": _FIRST_KINDS.get(row.get("track", ""), "")}


def _claimed(row: Row) -> Row | None:
    """What an expected row claims, its derivations checked; None when it says there is no row."""
    why = row.get("why", "")
    if _ARITHMETIC.fullmatch(why):
        assert eval(why) is True, f"the table is wrong: {why}"
    cells = {column: _result(cell) for column, cell in row.items() if column != "why"}
    return None if NO_ROW in cells.values() else cells


def _result(cell: str) -> str:
    derivation, equals, result = cell.rpartition(" = ")
    if equals:
        assert _ARITHMETIC.fullmatch(derivation), f"the table is wrong: {cell}"
        assert eval(derivation) == int(result), f"the table is wrong: {cell}"
    return result


def _as_table(rows: list[Row]) -> str:
    if not rows:
        return "no rows"
    lines = [list(rows[0]), *sorted(list(row.values()) for row in rows)]
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    return "\n".join(
        " | ".join(f"{cell:{width}}" for cell, width in zip(line, widths, strict=True))
        for line in lines
    )
