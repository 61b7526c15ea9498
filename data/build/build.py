"""A folder of input files becomes a published database."""

import shutil
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb

from data.build.changes import Previous, change_lines, previous_build, summarize
from data.build.copies import CopyOf
from data.build.kept_days import DAY, is_wanted, keep_days
from data.build.read_folder import read_folder
from data.build.row_files import write_beside, write_rows
from data.build.tables import content_digest, fill_as_of_independent
from data.build.unlinked import unlinked_lines, with_unlinked
from data.days.rules import compute
from data.days.span import DAYS_AHEAD, FIRST_DAY
from data.errors import ProgramError
from data.events.place import events_folder
from data.frozen.load import load_published
from data.inputs.progress import ReportProgress, no_progress
from data.inputs.report import InputReport
from data.inputs.summary import report_about
from data.settings.model import Settings
from data.settings.saying import speaking
from data.sources.folder import size_of_files
from data.sources.formats.one_look import one_look
from data.sql.files import schema_digest, sql
from data.sql.rows import insert
from data.store.confined import new_database
from data.store.os_errors import as_program_error
from data.store.publishing import build_path, new_build_id, only_builder, publish, unfinished

_LAST_AS_OF = date.max - timedelta(days=DAYS_AHEAD)


@dataclass(frozen=True)
class Built:
    """A published build: its file, what was read, where rows not used are, and what changed."""

    path: Path
    report: InputReport
    rejects_csv: Path
    strangers_csv: Path
    changes: list[str]


def build(
    source: Path,
    database: Path,
    as_of: date,
    settings: Settings,
    report_progress: ReportProgress = no_progress,
    checkpoints: Path | None = None,
    copy_of: CopyOf | None = None,
    events: Path | None = None,
) -> Built:
    """Build `database` from the files in `source` and the frozen `checkpoints`, and publish it.

    What people said is read from the folder `events`, else from that of the database.

    Rejected rows are written to rejects.csv beside the database, also when the build is refused
    because there are too many of them. `copy_of` says of which folder `source` is a copy.

    Raises ProgramError when the build fails; the previous database then stays as it was.
    """
    refuse_unknown_day(as_of)
    with as_program_error(database), speaking(settings.words):
        database.parent.mkdir(parents=True, exist_ok=True)
        with only_builder(database):
            _delete_unfinished(database)
            copy_of = copy_of or CopyOf(source, compared_with=database)
            try:
                return _build(
                    source,
                    database,
                    as_of,
                    settings,
                    report_progress,
                    checkpoints,
                    copy_of,
                    events_folder(database, events),
                )
            finally:
                _delete_unfinished(database)


@one_look()
def check(
    source: Path,
    as_of: date,
    settings: Settings,
    report_progress: ReportProgress = no_progress,
    rejects_csv: Path | None = None,
    about: Collection[str] | None = None,
    events: Path | None = None,
) -> InputReport:
    """What a build of the files in `source` would read, without building.

    Rejected rows are written to `rejects_csv`. With `about`, names of files in reports, the report
    is about these files only. `events` is the folder of what people said.

    Raises ProgramError when they cannot be read. Too many rejected rows raise nothing here: see
    `refuse_too_many`.
    """
    refuse_unknown_day(as_of)
    with (
        as_program_error(source),
        speaking(settings.words),
        tempfile.TemporaryDirectory() as folder,
        new_database(Path(folder) / "check.building", size_of_files(source), source) as con,
    ):
        report = read_folder(con, source, as_of, settings, report_progress, events=events)
        if rejects_csv:
            with as_program_error(rejects_csv):
                write_rows(con, "rejects", rejects_csv)
        if about is not None:
            return report_about(con, report, about)
        return with_unlinked(report, con, as_of, settings)


def refuse_too_many(report: InputReport, settings: Settings, advice: str) -> None:
    """Raise ProgramError when too many rows are rejected for a build; the message has `advice`.

    Totals do not count, nor do rows about unknown people in files that may well have such rows.
    """
    no_faults = report.no_faults
    read = report.rows_judged - no_faults
    rejected = report.rows_rejected - no_faults
    allowed = settings.data.max_rejected_share
    if rejected > allowed * read:
        raise ProgramError(
            f"{rejected} of {read} rows rejected, more than {allowed:.0%}: "
            f"nothing published; {advice}"
        )


def refuse_unknown_day(as_of: date) -> None:
    if not FIRST_DAY <= as_of <= _LAST_AS_OF:
        raise ProgramError(f"{as_of}: as-of dates go from {FIRST_DAY} to {_LAST_AS_OF}")


@one_look()
def _build(
    source: Path,
    database: Path,
    as_of: date,
    settings: Settings,
    report_progress: ReportProgress,
    checkpoints: Path | None,
    copy_of: CopyOf,
    events: Path | None,
) -> Built:
    keeps_days = is_wanted()
    build_id = new_build_id()
    work = build_path(database, build_id).with_suffix(".building")
    previous = previous_build(copy_of.compared_with, as_of)
    with new_database(work, size_of_files(source), source) as con:
        report = read_folder(con, source, as_of, settings, report_progress, events=events)
        rejects_csv = write_beside(con, "rejects", database, work)
        strangers_csv = write_beside(con, "strangers", database, work)
        refuse_too_many(report, settings, f"see {rejects_csv}")
        report.notices.extend(load_published(con, checkpoints))
        fill_as_of_independent(con, as_of, settings)
        _describe(con, build_id, copy_of.folder, as_of)
        changes = _compare(con, as_of, previous)
        report.unlinked.extend(unlinked_lines(con))
        if keeps_days:
            keep_days(con, as_of)
    built = work.rename(build_path(database, build_id))
    try:
        copy_of.before_publishing(built)
    except BaseException:
        built.unlink()
        raise
    publish(database, built)
    return Built(built, report, rejects_csv, strangers_csv, changes)


def _delete_unfinished(database: Path) -> None:
    """Delete what failed or killed builds left behind."""
    for path in unfinished(database):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _describe(con: duckdb.DuckDBPyConnection, build_id: str, source: Path, as_of: date) -> None:
    """Fill the table that says what the build is."""
    build_row = {
        "build_id": build_id,
        "built_at": datetime.now(UTC).replace(tzinfo=None, microsecond=0),
        "as_of": as_of,
        "source": str(source.resolve()),
        "content_digest": content_digest(con),
        "schema_digest": schema_digest(),
    }
    insert(con, "build", [build_row])


def _compare(con: duckdb.DuckDBPyConnection, as_of: date, previous: Previous) -> list[str]:
    """Run the rules, fill `builds`, and return what changed since the previous build.

    The rules of the as-of date stay in the schema DAY.
    """
    compute(con, as_of, DAY)
    con.execute(f"insert into builds by name {sql('build/summary')}")
    insert(con, "builds", previous.builds)
    return change_lines(previous, summarize(con.execute))
