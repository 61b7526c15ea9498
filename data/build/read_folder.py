"""The tables of a build, filled from the settings and from all that a folder of input has."""

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import duckdb

from data.build.said import fill_events
from data.build.several_sources import SeveralSources
from data.build.tables import absent_sentences, fill, fill_supplied
from data.days.rule_sets import use_rules
from data.events.sources import EventSources
from data.inputs.progress import ReportProgress
from data.inputs.read import OnInput, ignore_input, read_inputs
from data.inputs.report import InputReport
from data.inputs.summary import strangers
from data.settings.model import Settings
from data.settings.sets import all_rule_tables, known_tables
from data.sources.folder import source_files
from data.sources.linking import create_stranger_rows
from data.sources.reach import create_reach, state_reach
from data.sources.read import FolderSources
from data.sql.files import names, sql
from data.sql.rows import insert


def read_folder(
    con: duckdb.DuckDBPyConnection,
    source: Path,
    as_of: date,
    settings: Settings,
    report_progress: ReportProgress,
    on_input: OnInput = ignore_input,
    events: Path | None = None,
) -> InputReport:
    """Create all tables, and fill those of the settings, of the input and of what was supplied.

    `events` is the folder of what people said.
    """
    for name in names("schema"):
        con.execute(sql(f"schema/{name}"))
    for table, rows in all_rule_tables(settings).items():
        insert(con, table, rows)
    use_rules(con, known_tables(settings, as_of))
    create_stranger_rows(con)
    create_reach(con)
    sources, said = FolderSources(source, as_of), EventSources(events)
    every = SeveralSources(sources, said)
    report = read_inputs(con, source, as_of, report_progress, every, on_input)
    state_reach(con)
    fill_events(con, said)
    insert(con, "build_files", [asdict(file) for file in report.files])
    files = [path.relative_to(source).as_posix() for path in source_files(source)]
    files += said.files
    insert(con, "source_files", [{"file": file} for file in files])
    insert(con, "raw_files", [asdict(file) for file in sources.raw_files])
    for table in ("strangers", "unlinked_addresses"):
        fill(con, table)
    fill_supplied(con, as_of, settings)
    report.absent.extend(absent_sentences(con, as_of))
    return replace(report, strangers=strangers(con))
