"""The commands: `python -m data build | sample | snapshot` (docs/contract.md)."""

import sys
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path

import click

from data.build import build
from data.day import Day
from data.errors import ProgramError
from data.inputs import INPUTS, files_of
from data.publishing import current
from data.report import report_lines
from data.sample import write_sample
from data.settings import load
from data.snapshot import write_snapshot


def _day(context: click.Context, parameter: click.Parameter, text: str | None) -> date:
    if text is None:
        return datetime.now(UTC).date()
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
_database = click.option("--database", type=_path, required=True, help="The name readers open.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """CSV files into a database, and a database into CSV snapshots."""


@commands.command("build")
@click.option("--source", type=_path, required=True, help="The folder of input files.")
@_database
@_as_of
def build_command(source: Path, database: Path, as_of: date) -> None:
    """Check the files of a folder and publish them as one DuckDB file."""
    settings = load()
    with _progress(source) as bar:
        built = build(source, database, as_of, settings, bar.update)
    for line in report_lines(built.intake):
        click.echo(line)
    if built.intake.rejects:
        click.echo(f"Rejected rows, each with its line and reason: {built.rejects_csv}")
    click.echo(f"Published {database} ({built.path.name})")


def _progress(source: Path) -> AbstractContextManager:
    """A bar over the size of the input files, on a terminal only."""
    files = [path for given in INPUTS for path in files_of(given, source)]
    return click.progressbar(
        length=sum(path.stat().st_size for path in files if path.is_file()),
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


def main() -> None:
    """Run a command; a ProgramError ends it with status 1 and one line."""
    try:
        commands(prog_name="python -m data")
    except ProgramError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
