"""The mapping that is proposed for a raw file: that of a known shape, or a guess."""

from dataclasses import dataclass, field

import duckdb

from data.inputs.inputs_of_parts import inputs_in
from data.settings.model import Settings
from data.sources.choose import options_of
from data.sources.connect.columns import RawColumn, raw_columns
from data.sources.connect.known import Template, recognized, text_for, that_reads
from data.sources.connect.mapping_text import mapping_text
from data.sources.connect.proposal import propose, propose_rows_of
from data.sources.connect.table import Table, account_text
from data.sources.connect.undecided import undecided_dates, unknown_words
from data.sources.formats.files import RawFile
from data.sources.formats.read import read_raw
from data.sources.formats.rows import ReadOptions

_TABLE = "proposed"


@dataclass(frozen=True)
class Proposed:
    """What a file is, in words that follow its place, and the text of a mapping for it.

    `text` is None when nothing in the file is understood. `questions` say what a person must
    decide.
    """

    said: str
    text: str | None
    questions: list[str] = field(default_factory=list)


def proposed_for(
    con: duckdb.DuckDBPyConnection, file: RawFile, settings: Settings, year: int
) -> Proposed:
    """What the file is; `con` is prepared, and `year` is that of the build.

    Raises ProgramError when the file cannot be read.
    """
    template, columns = _read(con, file)
    if template := template or recognized(columns):
        read = {spec.name for spec in inputs_in(settings.has)}
        if read.isdisjoint(template.mapping.inputs):
            said = "the settings of this program switch its part off"
            return Proposed(f"is known: {template.about}; {said}", None)
        questions = [
            *undecided_dates(template.mapping, columns),
            *unknown_words(template.mapping, settings),
        ]
        text = text_for(template, columns, questions, settings)
        return Proposed(f"is known: {template.about}", text, questions)
    draft = propose(_table(con, file, columns, settings, year))
    if draft is None:
        return Proposed(_not_understood(columns), None)
    inputs = " and ".join(dict.fromkeys(section.input for section in draft.sections))
    return Proposed(f"looks like rows of {inputs}", mapping_text(draft), draft.questions)


def proposed_rows_of(
    con: duckdb.DuckDBPyConnection, file: RawFile, settings: Settings, year: int, input_name: str
) -> str:
    """The text of a mapping for rows of this input; see `proposed_for`."""
    _, columns = _read(con, file)
    return mapping_text(propose_rows_of(_table(con, file, columns, settings, year), input_name))


def _read(con: duckdb.DuckDBPyConnection, file: RawFile) -> tuple[Template | None, list[RawColumn]]:
    """The template that says where the rows of the file are, and the columns of these rows."""
    template = that_reads(file)
    options = options_of(template.mapping) if template else ReadOptions()
    return template, raw_columns(con, _TABLE, read_raw(con, file, options, _TABLE))


def _table(
    con: duckdb.DuckDBPyConnection,
    file: RawFile,
    columns: list[RawColumn],
    settings: Settings,
    year: int,
) -> Table:
    return Table(columns, file.place, settings, year, _accounts(con, file))


def _accounts(con: duckdb.DuckDBPyConnection, file: RawFile) -> frozenset[str]:
    """The accounts of the source of `file` in accounts.csv; none when that cannot be read."""
    try:
        rows = con.execute(
            "select source, account from read_csv($path, all_varchar = true)",
            {"path": str(file.folder / "accounts.csv")},
        ).fetchall()
    except duckdb.Error:
        return frozenset()
    source = account_text(file.source or "")
    return frozenset(account_text(b) for a, b in rows if a and b and account_text(a) == source)


def _not_understood(columns: list[RawColumn]) -> str:
    names = ", ".join(column.name for column in columns[:20]) or "(none)"
    return (
        "is not understood: it has no columns for a person and a date; write a mapping as in "
        f"docs/sources.md. Its columns: {names}"
    )
