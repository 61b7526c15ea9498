"""The commands: `python -m data build | check | watch | …` (docs/contract.md)."""

import re
import signal
import sys
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event

import click

from data.backtest import backtest_lines
from data.build import build, check, refuse_too_many, write_rejects
from data.checkpoint_days import refuse_other_days
from data.day import Day
from data.digest import digest
from data.errors import ProgramError
from data.freezing import CHECKPOINTS, freeze
from data.inputs import INPUTS, files_of
from data.letters.mail import write_letters
from data.limits import in_one_line
from data.publishing import DEFAULT_DATABASE, current, roll_back
from data.report import report_lines
from data.sample import write_sample
from data.settings import PROGRAM_TOML, load
from data.snapshot import write_snapshot
from data.watching import watch


def _today() -> date:
    return datetime.now(UTC).date()


def _day(context: click.Context, parameter: click.Parameter, text: str | None) -> date:
    if text is None:
        return _today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise click.BadParameter(f"{text!r} is not a day such as 2026-07-31")
    return day


_path = click.Path(path_type=Path)
_as_of = click.option("--as-of", callback=_day, metavar="DATE", help="Default: today in UTC.")
_on_day = click.option("--as-of", callback=_day, metavar="DATE", required=True)
_out = click.option("--out", type=_path, required=True, help="The folder to write into.")
_source = click.argument("source", metavar="DIR", type=_path)
_database = click.option("--database", type=_path, required=True, help="The name readers open.")
_shown = click.option(
    "--database",
    type=_path,
    default=DEFAULT_DATABASE,
    envvar="MVP_DATABASE",
    help="Default: the one that the dashboard shows.",
)
_checkpoints = click.option(
    "--checkpoints", type=_path, help="The folder of frozen checkpoints. Default: data/checkpoints."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """CSV files into a database, and a database into CSV snapshots."""


@commands.command("build")
@click.option("--source", type=_path, required=True, help="The folder of input files.")
@_database
@_as_of
@_checkpoints
def build_command(source: Path, database: Path, as_of: date, checkpoints: Path | None) -> None:
    """Check the files of a folder and publish them as one DuckDB file."""
    _build(source, database, as_of, checkpoints)


def _build(source: Path, database: Path, as_of: date, checkpoints: Path | None = None) -> None:
    settings = load()
    if checkpoints is None and CHECKPOINTS.is_dir():
        checkpoints = CHECKPOINTS
    with _progress(source) as bar:
        built = build(source, database, as_of, settings, bar.update, checkpoints)
    _say(report_lines(built.intake))
    if built.intake.rejects:
        _say([f"Rejected rows, each with its line and reason: {built.rejects_csv}"])
    _say([*built.changes, f"Published {database} ({built.path.name})"])


def _say(lines: list[str]) -> None:
    for line in lines:
        click.echo(line)


@commands.command("check")
@_source
@_as_of
@click.option("--rejects", type=_path, help="A file for the rejected rows.")
def check_command(source: Path, as_of: date, rejects: Path | None) -> None:
    """Say what a build of the files in DIR would say, without building."""
    settings = load()
    with _progress(source) as bar:
        intake = check(source, as_of, settings, bar.update)
    _say(report_lines(intake))
    if rejects:
        with in_one_line(rejects):
            write_rejects(rejects, intake.rejects)
    refuse_too_many(intake, settings, f"see {rejects}" if rejects else "see them with --rejects")


@commands.command("watch")
@_source
@_shown
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
        build=lambda: _build(source, database, _today()),
        fail=lambda why: click.echo(f"Error: {why}", err=True),
        stop=stop,
    )


@commands.command("rollback")
@_shown
def rollback_command(database: Path) -> None:
    """Put the build before this one back; once more goes one further back."""
    path, built_at, as_of = roll_back(database)
    _say([f"Serving {database} ({path.name}) again, built {built_at} UTC as of {as_of}"])


def _progress(source: Path) -> AbstractContextManager:
    """A bar over the size of the input files, on a terminal only."""
    with in_one_line(source):
        files = [path for given in INPUTS for path in files_of(given, source)]
        size = sum(path.stat().st_size for path in files if path.is_file())
    return click.progressbar(
        length=size,
        label="Reading",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    )


@commands.command("sample")
@_out
@click.option("--mvps", type=click.IntRange(min=1), default=300, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@_as_of
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
@_database
@_on_day
@_out
def snapshot_command(database: Path, as_of: date, out: Path) -> None:
    """Write one day of a database as CSV files."""
    rows = write_snapshot(Day(current(database), as_of), out)
    click.echo(f"Wrote {sum(rows.values()):,} rows in {len(rows)} files to {out}")


def _link(context: click.Context, parameter: click.Parameter, text: str | None) -> str | None:
    """The address of an MVP's own page, from that of the dashboard."""
    if text is None:
        return None
    if not re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", text):
        raise click.BadParameter(f"{text!r} is not an address such as https://mvp.example.org")
    return f"{text.rstrip('/')}/mvp"


@commands.command("letters")
@_shown
@click.option("--checkpoint", callback=_day, metavar="DATE", required=True)
@_out
@click.option("--url", "link", callback=_link, metavar="URL", help="Where the dashboard runs.")
def letters_command(database: Path, checkpoint: date, out: Path, link: str | None) -> None:
    """Write a letter to each MVP: where they stand on a checkpoint, and what comes next."""
    today = _today()
    day = Day(current(database), min(checkpoint, today))
    refuse_other_days(day, checkpoint, today)
    count, without_to = write_letters(day, out, link)
    _say([f"Wrote {count:,} letters and letters.csv to {out}"])
    _say([f"Without To, since no mail can carry the address: {mvp_id}" for mvp_id in without_to])


@commands.command("digest")
@_shown
@_on_day
@click.option("--team", help="One team only.")
def digest_command(database: Path, as_of: date, team: str | None) -> None:
    """Print what a lead should know this week, team by team, as Markdown."""
    text = digest(Day(current(database), as_of, with_history=True), team)
    click.echo(text.encode(), nl=False)  # UTF-8 wherever it goes


@commands.command("freeze")
@_shown
@_on_day
@_checkpoints
@click.option("--reason", help="Why it is corrected, when the checkpoint is kept already.")
def freeze_command(
    database: Path, as_of: date, checkpoints: Path | None, reason: str | None
) -> None:
    """Keep a checkpoint as it is told: its snapshot, which no later freeze overwrites."""
    day = Day(current(database), as_of)
    kept = freeze(day, checkpoints or CHECKPOINTS, _today(), reason)
    _say([f"Froze {as_of} in {kept.folder}; the next build shows it on its pages"])


@commands.command("backtest")
@_shown
@_as_of
def backtest_command(database: Path, as_of: date) -> None:
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
