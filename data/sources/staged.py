"""A raw export as a file of an input: its mapped rows go into the table `raw` of the intake."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import duckdb

from data.inputs.contract import Input
from data.inputs.limits import LONGEST_SHOWN
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
        text = self._text(con)
        for page in pages(row for row, _ in wanted):
            rows = con.execute(
                f"""
                select left(coalesce({text}, ''), {LONGEST_SHOWN})
                from {self.mapped} as mapped
                {self._raw_join()}
                where mapped.file_number = $number and mapped.row in (select unnest($rows))
                order by mapped.row""",
                {"number": self.number, "rows": page},
            )
            yield from (text for (text,) in rows.fetchall())

    def to_do(self, spec: Input, column: str | None, reason: str, hint: str) -> str:
        """The hint for a rejected row: an export stays as it is, so it names the mapping."""
        return remedy(self.mapping, spec, column, reason, hint)

    def _raw_join(self) -> str:
        if self.raw_table is None:
            return ""
        return f"left join {self.raw_table} as raw on raw.rowid = mapped.row // {self.parts}"

    def _text(self, con: duckdb.DuckDBPyConnection) -> str:
        """SQL for the text of a raw row: that of a record which is no row, else its cells."""
        if self.raw_table is None:
            return "''"
        con.execute(f"from {self.raw_table} limit 0")
        names = [name for name, *_ in con.description if not name.startswith("_")]
        cells = ", ".join(f"coalesce(raw.{quoted_name(name)}, '')" for name in names)
        return f"coalesce(raw._text, concat_ws(',', {cells}))"
