"""A raw export as a file of an input: its mapped rows go into the table `raw` of the intake."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import duckdb

from data.inputs.contract import Input
from data.inputs.limits import LONGEST_SHOWN
from data.inputs.staging import text_of_cells
from data.sources.remedies import remedy
from data.sql.files import quoted_name
from data.sql.pages import pages


@dataclass(frozen=True)
class ExportFile:
    """A raw file, mapped to rows of an input (see data/inputs/input_files.py, SourceFile).

    Its rows are those of the table `mapped` with `number`. `raw_table` has the rows of the export,
    whose numbers are those of the mapped rows divided by `parts`; it is None where a select of its
    own made the rows. `mapping` is the file of the mapping in the program's folder.
    """

    name: str
    columns: frozenset[str]
    encoding: str | None
    mapped: str
    number: int
    raw_table: str | None
    parts: int
    mapping: str
    keeps_same_links: bool = False
    notices: list[str] = field(default_factory=list)
    set_aside: dict[str, int] = field(default_factory=dict)

    def texts(
        self, con: duckdb.DuckDBPyConnection, spec: Input, wanted: Sequence[tuple[int, int]]
    ) -> Iterator[str]:
        """The texts in the file of mapped rows, by their number; see InputFile."""
        if self.raw_table is None:
            yield from ("" for _ in wanted)
            return
        text = self._text(con, self.raw_table)
        for page in pages(row // self.parts for row, _ in wanted):
            rows = con.execute(
                f"""
                select {text}
                from (select unnest($rows) as number, generate_subscripts($rows, 1) as place)
                left join (
                    select rowid as number, * from {self.raw_table}
                    where rowid between $first and $last
                ) as raw using (number)
                order by place""",
                {"rows": page, "first": page[0], "last": page[-1]},
            )
            yield from (text for (text,) in rows.fetchall())

    def to_do(self, spec: Input, column: str | None, reason: str, hint: str) -> str:
        """The hint for a rejected row: an export stays as it is, so it names the mapping."""
        return remedy(self.mapping, spec, column, reason, hint)

    def _text(self, con: duckdb.DuckDBPyConnection, table: str) -> str:
        """SQL for the text of a raw row: that of a record which is no row, else its cells."""
        con.execute(f"from {table} limit 0")
        names = [name for name, *_ in con.description if not name.startswith("_")]
        cells = text_of_cells(f"raw.{quoted_name(name)}" for name in names)
        return f"coalesce(left(raw._text, {LONGEST_SHOWN}), {cells})"
