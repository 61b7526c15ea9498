"""The commands: `python -m data build | check | watch | …` (docs/contract.md)."""

import sys
from datetime import date
from pathlib import Path

import click

from data import arguments
from data.arguments import today
from data.build_commands import build_command, check_command, watch_command
from data.days.day import Day
from data.days.words import words_of
from data.errors import ProgramError
from data.event_commands import events_command, forget_command
from data.explain.lines import expected_only, explanation_lines
from data.explain.moments import moment_of
from data.explain.parts import explain_one
from data.frozen.freeze import freeze
from data.frozen.past_checkpoints import refuse_unless_past
from data.frozen.places import folder_to_write
from data.outputs.backtest import backtest_lines
from data.outputs.digest.markdown import markdown_digest
from data.outputs.fit.fit import fit, write_numbers
from data.outputs.letters.mail import write_letters
from data.outputs.record import write_record
from data.outputs.rehearsal import write_changes
from data.outputs.snapshot import write_snapshot
from data.rehearse.lines import rehearsal_lines
from data.rehearse.overlay import read_overlay
from data.rehearse.rehearsal import rehearse
from data.send_commands import send_commands
from data.settings.saying import in_own_words
from data.source_commands import (
    accounts_command,
    connect_command,
    contract_command,
    fetch_command,
    init_command,
    sample_command,
)
from data.store.locations import Location, build_at
from data.store.os_errors import damage_as_program_error
from data.store.publishing import current, current_file, roll_back
from data.terminal import day_of, print_lines, show_step, speak


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Build a database from input files, and write snapshots, letters and reports from it."""


commands.add_command(build_command)
commands.add_command(check_command)
commands.add_command(watch_command)
commands.add_command(sample_command)
commands.add_command(init_command)
commands.add_command(connect_command)
commands.add_command(accounts_command)
commands.add_command(contract_command)
commands.add_command(fetch_command)
commands.add_command(events_command)
commands.add_command(forget_command)
commands.add_command(send_commands)


@commands.command("rollback")
@arguments.shown_file
def rollback_command(database: Path) -> None:
    """Serve the previous build again; repeat to go further back."""
    path, built_at, as_of = roll_back(database)
    print_lines([f"Serving {database} ({path.name}) again, built {built_at} UTC as of {as_of}"])


@commands.command("snapshot")
@arguments.shown_database
@arguments.required_as_of
@arguments.out
def snapshot_command(database: Location, as_of: date, out: Path) -> None:
    """Write the program as of a date as CSV files."""
    rows = write_snapshot(Day(current(database), as_of), out)
    click.echo(f"Wrote {sum(rows.values()):,} rows in {len(rows)} files to {out}")


@commands.command("passport")
@click.argument("mvp_id", metavar="MVP")
@arguments.shown_database
@arguments.as_of
@arguments.out_file
def passport_command(mvp_id: str, database: Location, as_of: date, out: Path) -> None:
    """Write the record of the MVP with this mvp_id as a ZIP that outlives the program."""
    day = day_of(database, as_of)
    show_step(in_own_words("Looking back at every checkpoint"))
    name = write_record(day, mvp_id, out)
    print_lines([f"Wrote the record of {name} to {out}"])


@commands.command("explain")
@click.argument("mvp_id", metavar="MVP")
@arguments.shown_database
@click.option("--from", "from_", metavar="WHEN", required=True, help=arguments.WHEN)
@click.option("--to", metavar="WHEN", help="The same. Default: today in UTC.")
def explain_command(mvp_id: str, database: Location, from_: str, to: str | None) -> None:
    """Say why the numbers of the MVP with this mvp_id moved: what each cause did to them."""
    day_of(database, today())  # its words
    a, b = moment_of(database, from_), moment_of(database, to or today().isoformat())
    lines = explanation_lines(explain_one(a, b, mvp_id))
    print_lines([*filter(None, [expected_only(b.day, today())]), *lines])


@commands.command("rehearse")
@arguments.tried
@arguments.shown_database
@click.option(
    "--as-of", callback=arguments.given_day, metavar="DATE", help="Default: that of the build."
)
@click.option("--out", type=arguments.path, metavar="FILE", help="Write who would change as CSV.")
def rehearse_command(tried: Path, database: Location, as_of: date | None, out: Path | None) -> None:
    """Say whose level, risk or stage other settings would change; the build stays as it is."""
    location = current(database)
    speak(words_of(location))
    rehearsal = rehearse(build_at(location), read_overlay(tried), as_of)
    print_lines(rehearsal_lines(rehearsal))
    if out:
        count = write_changes(rehearsal, out)
        print_lines([f"Wrote {count:,} changes to {out}"])


@commands.command("letters")
@arguments.shown_database
@arguments.checkpoint
@arguments.out
@arguments.mvp_page
def letters_command(database: Location, checkpoint: date, out: Path, mvp_page: str | None) -> None:
    """Write a letter to each MVP about their progress at a checkpoint and what comes next."""
    now = today()
    day = day_of(database, min(checkpoint, now))
    refuse_unless_past(day, checkpoint, now)
    count, without_to = write_letters(day, out, mvp_page)
    print_lines([f"Wrote {count:,} letters and letters.csv to {out}"])
    print_lines(
        [
            f"Without To, since the e-mail address is not valid in a mail: {mvp_id}"
            for mvp_id in without_to
        ]
    )


@commands.command("digest")
@arguments.shown_database
@arguments.required_as_of
@click.option("--team", help="Only this team.")
def digest_command(database: Location, as_of: date, team: str | None) -> None:
    """Print what leads should know this week, team by team, as Markdown."""
    text = markdown_digest(day_of(database, as_of), team)
    click.echo(text.encode(), nl=False)  # UTF-8 on every system


@commands.command("freeze")
@arguments.shown_database
@arguments.required_as_of
@arguments.checkpoints
@click.option(
    "--reason", help="Keep a correction of a checkpoint that is already frozen, for this reason."
)
def freeze_command(
    database: Location, as_of: date, checkpoints: Path | None, reason: str | None
) -> None:
    """Keep the snapshot of a checkpoint as it is published; it is never overwritten."""
    day = day_of(database, as_of)
    frozen = freeze(day, checkpoints or folder_to_write(day), today(), reason)
    print_lines([f"Froze {as_of} in {frozen.folder}; the next build shows it on its pages"])


@commands.command("backtest")
@arguments.shown_database
@arguments.as_of
def backtest_command(database: Location, as_of: date) -> None:
    """Print how often the flags before past checkpoints were right."""
    day = day_of(database, as_of)
    show_step(in_own_words("Looking back at every checkpoint"))
    print_lines(backtest_lines(day))


@commands.command("fit")
@arguments.shown_file
@arguments.as_of
@click.option("--out", type=arguments.path, metavar="FILE", help="Write the numbers to FILE.")
def fit_command(database: Path, as_of: date, out: Path | None) -> None:
    """Fit the numbers of the forecast on the program's own history, and print their record."""
    if out and out.exists():
        raise ProgramError(f"{out}: is there already; name another file")
    day = day_of(database, as_of)
    show_step(in_own_words("Fitting, and looking back at every checkpoint twice"))
    found, lines = fit(day, current_file(database))
    print_lines(lines)
    if out and not found:
        raise ProgramError(f"{out}: not written, as no track has enough history")
    if out:
        write_numbers(out, found, day)
        print_lines([f"Wrote {len(found)} tables to {out}: paste them into program.toml"])


def main() -> None:
    """Run a command; a ProgramError ends it with exit status 1 and one line."""
    try:
        with damage_as_program_error():
            commands(prog_name="python -m data")
    except ProgramError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
