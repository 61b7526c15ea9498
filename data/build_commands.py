"""The commands that read the folder of a program: build, check and watch (docs/contract.md)."""

import signal
from datetime import date
from pathlib import Path
from threading import Event

import click

from data import arguments
from data.arguments import today
from data.build.build import build, check, refuse_too_many
from data.build.lake import publish_to_lake
from data.build.watch import watch
from data.events.place import events_folder
from data.frozen.places import folder_to_read
from data.inputs.report_lines import report_lines
from data.settings.saying import in_own_words
from data.store.locations import DatabaseUrl
from data.terminal import print_lines, progress, settings_of


@click.command("build")
@click.option("--source", type=arguments.path, required=True, help="The folder of input files.")
@arguments.new_database
@arguments.as_of
@arguments.checkpoints
@arguments.events
@arguments.lake
@arguments.lake_files
@arguments.settings
def build_command(
    source: Path,
    database: Path,
    as_of: date,
    named: Path | None,
    checkpoints: Path | None,
    events: Path | None,
    lake: DatabaseUrl | None,
    lake_files: str | None,
) -> None:
    """Check the files in a folder and publish them as one DuckDB database."""
    built = _build(source, database, as_of, named, checkpoints, events)
    if lake:
        _publish(built, lake, lake_files)


def _build(
    source: Path,
    database: Path,
    as_of: date,
    named: Path | None,
    checkpoints: Path | None = None,
    events: Path | None = None,
) -> Path:
    """Build, print the report, and return the file of the build."""
    settings, about_settings = settings_of(source, named)
    checkpoints = checkpoints or folder_to_read(source)
    with progress(source) as report_progress:
        built = build(
            source, database, as_of, settings, report_progress, checkpoints, events=events
        )
    print_lines(report_lines(built.report))
    if built.report.rejects:
        print_lines([f"Rejected rows, each with its line and reason: {built.rejects_csv}"])
    if built.report.strangers.count:
        print_lines([f"Accounts that are linked to nobody: {built.strangers_csv}"])
    print_lines([*about_settings, *built.changes, f"Published {database} ({built.path.name})"])
    return built.path


def _publish(built: Path, lake: DatabaseUrl, files: str | None) -> None:
    published = publish_to_lake(built, lake, files)
    text = (
        "Published {lake} ({name}): {rows:,} rows written, {changed:,} of {parts:,} months of MVPs "
        "had changed"
    )
    counts = {name: getattr(published, name) for name in ("rows", "changed", "parts")}
    print_lines([in_own_words(text, lake=lake, name=built.name, **counts)])


@click.command("check")
@arguments.source
@arguments.as_of
@click.option("--rejects", type=arguments.path, help="A file for the rejected rows.")
@arguments.events
@arguments.settings
def check_command(
    source: Path, as_of: date, rejects: Path | None, events: Path | None, named: Path | None
) -> None:
    """Print what a build of the files in DIR would print, without building."""
    settings, about_settings = settings_of(source, named)
    with progress(source) as report_progress:
        report = check(source, as_of, settings, report_progress, rejects, events=events)
    print_lines([*report_lines(report), *about_settings])
    refuse_too_many(report, settings, f"see {rejects}" if rejects else "see them with --rejects")


@click.command("watch")
@arguments.source
@arguments.shown_file
@arguments.events
@arguments.settings
def watch_command(source: Path, database: Path, events: Path | None, named: Path | None) -> None:
    """Build the files in DIR whenever they change, until Ctrl+C."""
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    print_lines([f"Watching {source}; Ctrl+C ends it"])
    watch(
        source,
        named,
        database,
        events_folder(database, events),
        build=lambda: _build(source, database, today(), named, events=events),
        report_failure=lambda message: click.echo(f"Error: {message}", err=True),
        stop=stop,
    )
