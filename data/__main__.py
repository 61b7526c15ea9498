"""The commands: `python -m data build | check | watch | …` (docs/contract.md)."""

import signal
import sys
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from threading import Event

import click

from data import arguments
from data.arguments import today
from data.build.build import build, check, refuse_too_many, write_rejects
from data.build.lake import publish_to_lake
from data.build.watch import watch
from data.days.day import Day
from data.errors import ProgramError
from data.frozen.freeze import CHECKPOINTS, freeze
from data.frozen.past_checkpoints import refuse_other_days
from data.inputs.contract import INPUTS, files_of
from data.inputs.report import report_lines
from data.outputs.backtest import backtest_lines
from data.outputs.digest import digest
from data.outputs.letters.mail import write_letters
from data.outputs.snapshot import write_snapshot
from data.sample import write_sample
from data.settings.model import PROGRAM_TOML, load
from data.store.locations import DatabaseUrl, Location
from data.store.os_errors import as_program_error
from data.store.publishing import current, roll_back


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """CSV files into a database, and a database into CSV snapshots."""


@commands.command("build")
@click.option("--source", type=arguments.path, required=True, help="The folder of input files.")
@arguments.built
@arguments.as_of
@arguments.checkpoints
@arguments.lake
@arguments.lake_files
def build_command(
    source: Path,
    database: Path,
    as_of: date,
    checkpoints: Path | None,
    lake: DatabaseUrl | None,
    lake_files: str | None,
) -> None:
    """Check the files of a folder and publish them as one DuckDB file."""
    built = _build(source, database, as_of, checkpoints)
    if lake:
        _publish(built, lake, lake_files)


def _build(source: Path, database: Path, as_of: date, checkpoints: Path | None = None) -> Path:
    """Build, and say what became of it; returns the file of the build."""
    settings = load()
    if checkpoints is None and CHECKPOINTS.is_dir():
        checkpoints = CHECKPOINTS
    with _progress(source) as bar:
        built = build(source, database, as_of, settings, bar.update, checkpoints)
    _say(report_lines(built.intake))
    if built.intake.rejects:
        _say([f"Rejected rows, each with its line and reason: {built.rejects_csv}"])
    _say([*built.changes, f"Published {database} ({built.path.name})"])
    return built.path


def _publish(built: Path, lake: DatabaseUrl, files: str | None) -> None:
    done = publish_to_lake(built, lake, files)
    _say(
        [
            f"Published {lake} ({built.name}): {done.rows:,} rows written, "
            f"{done.changed:,} of {done.parts:,} months of MVPs had changed"
        ]
    )


def _say(lines: list[str]) -> None:
    for line in lines:
        click.echo(line)


@commands.command("check")
@arguments.source
@arguments.as_of
@click.option("--rejects", type=arguments.path, help="A file for the rejected rows.")
def check_command(source: Path, as_of: date, rejects: Path | None) -> None:
    """Say what a build of the files in DIR would say, without building."""
    settings = load()
    with _progress(source) as bar:
        intake = check(source, as_of, settings, bar.update)
    _say(report_lines(intake))
    if rejects:
        with as_program_error(rejects):
            write_rejects(rejects, intake.rejects)
    refuse_too_many(intake, settings, f"see {rejects}" if rejects else "see them with --rejects")


@commands.command("watch")
@arguments.source
@arguments.shown_file
def watch_command(source: Path, database: Path) -> None:
    """Build the files in DIR again whenever they have changed; Ctrl+C ends it."""
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    _say([f"Watching {source}; Ctrl+C ends it"])
    watch(
        source,
        PROGRAM_TOML,
        database,
        build=lambda: _build(source, database, today()),
        fail=lambda why: click.echo(f"Error: {why}", err=True),
        stop=stop,
    )


@commands.command("rollback")
@arguments.shown_file
def rollback_command(database: Path) -> None:
    """Put the build before this one back; once more goes one further back."""
    path, built_at, as_of = roll_back(database)
    _say([f"Serving {database} ({path.name}) again, built {built_at} UTC as of {as_of}"])


def _progress(source: Path) -> AbstractContextManager:
    """A bar over the size of the input files, on a terminal only."""
    with as_program_error(source):
        files = [path for given in INPUTS for path in files_of(given, source)]
        size = sum(path.stat().st_size for path in files if path.is_file())
    return click.progressbar(
        length=size,
        label="Reading",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    )


@commands.command("sample")
@arguments.out
@click.option("--mvps", type=click.IntRange(min=1), default=300, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@arguments.as_of
def sample_command(out: Path, mvps: int, seed: int, as_of: date) -> None:
    """Make up a realistic program: the same files for the same seed and date."""
    try:
        rows = write_sample(out, mvps=mvps, seed=seed, as_of=as_of, seen=_on_terminal)
    except OSError as error:
        raise ProgramError(f"{error.filename or out}: {error.strerror or error}") from None
    click.echo(f"Wrote {sum(rows.values()):,} rows in {len(rows)} files to {out}")


def _on_terminal(step: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"{step} …", err=True)


@commands.command("snapshot")
@arguments.read
@arguments.on_day
@arguments.out
def snapshot_command(database: Location, as_of: date, out: Path) -> None:
    """Write one day of a database as CSV files."""
    rows = write_snapshot(Day(current(database), as_of), out)
    click.echo(f"Wrote {sum(rows.values()):,} rows in {len(rows)} files to {out}")


@commands.command("letters")
@arguments.shown
@arguments.on_checkpoint
@arguments.out
@arguments.link
def letters_command(database: Location, checkpoint: date, out: Path, link: str | None) -> None:
    """Write a letter to each MVP: where they stand on a checkpoint, and what comes next."""
    now = today()
    day = Day(current(database), min(checkpoint, now))
    refuse_other_days(day, checkpoint, now)
    count, without_to = write_letters(day, out, link)
    _say([f"Wrote {count:,} letters and letters.csv to {out}"])
    _say([f"Without To, since no mail can carry the address: {mvp_id}" for mvp_id in without_to])


@commands.command("digest")
@arguments.shown
@arguments.on_day
@click.option("--team", help="One team only.")
def digest_command(database: Location, as_of: date, team: str | None) -> None:
    """Print what a lead should know this week, team by team, as Markdown."""
    text = digest(Day(current(database), as_of, with_history=True), team)
    click.echo(text.encode(), nl=False)  # UTF-8 wherever it goes


@commands.command("freeze")
@arguments.shown
@arguments.on_day
@arguments.checkpoints
@click.option("--reason", help="Why it is corrected, when the checkpoint is kept already.")
def freeze_command(
    database: Location, as_of: date, checkpoints: Path | None, reason: str | None
) -> None:
    """Keep a checkpoint as it is told: its snapshot, which no later freeze overwrites."""
    day = Day(current(database), as_of)
    kept = freeze(day, checkpoints or CHECKPOINTS, today(), reason)
    _say([f"Froze {as_of} in {kept.folder}; the next build shows it on its pages"])


@commands.command("backtest")
@arguments.shown
@arguments.as_of
def backtest_command(database: Location, as_of: date) -> None:
    """Say how often the flags before past checkpoints were right."""
    _on_terminal("Looking back at every checkpoint")
    _say(backtest_lines(Day(current(database), as_of, with_record=True)))


def main() -> None:
    """Run a command; a ProgramError ends it with status 1 and one line."""
    try:
        commands(prog_name="python -m data")
    except ProgramError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
