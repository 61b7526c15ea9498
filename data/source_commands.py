"""The commands that fill a program's folder: sample, with a made-up program, and those about raw
exports: init, connect, accounts, contract and fetch (docs/sources.md).
"""

import shlex
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from data import arguments
from data.build.account_links import (
    Account,
    find_strangers,
    proposal_lines,
    settle,
    single_candidates,
)
from data.build.build import check
from data.build.contract_files import copy_settings, write_contract_files
from data.errors import ProgramError
from data.inputs.report_lines import report_lines
from data.sample import write_sample
from data.settings.files import load, load_program, settings_file
from data.settings.model import Settings
from data.sources.connect.connect import connect, program_folder, take_in
from data.sources.connect.connected import Connected
from data.sources.fetch.fetch import Fetched, fetch_source, fetched_mappings
from data.sources.formats.one_look import one_look
from data.sources.new_program import source_lines, write_program
from data.terminal import print_lines, progress, show_over, show_step, speak


@click.command("sample")
@arguments.out
@click.option("--mvps", type=click.IntRange(min=1), default=300, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@arguments.as_of
@arguments.since
@arguments.settings
def sample_command(
    out: Path, mvps: int, seed: int, as_of: date, since: date | None, named: Path | None
) -> None:
    """Write a realistic, made-up program as input files; the same seed and date give the same."""
    try:
        rows = write_sample(
            out,
            mvps=mvps,
            seed=seed,
            as_of=as_of,
            since=since,
            settings=named,
            report_step=show_step,
        )
    except OSError as error:
        raise ProgramError(f"{error.filename or out}: {error.strerror or error}") from None
    click.echo(f"Wrote {sum(rows.values()):,} rows in {len(rows)} files to {out}")


@click.command("init")
@click.argument("folder", metavar="FOLDER", type=arguments.path, required=False)
@click.option("--with", "names", metavar="NAMES", help="Templates, such as discourse,calendar.")
@click.option("--list", "is_list", is_flag=True, help="List the templates.")
def init_command(folder: Path | None, names: str | None, is_list: bool) -> None:
    """Write an empty program to a new FOLDER, with templates for its exports."""
    if is_list:
        print_lines(source_lines())
        return
    if folder is None:
        raise click.UsageError("Name a new folder, or list the templates with --list")
    chosen = [name.strip() for name in (names or "").split(",") if name.strip()]
    copied = write_program(folder, list(dict.fromkeys(chosen)))
    lines = [f"Wrote an empty program to {folder}; its README.md says what to put where"]
    lines.append("Its settings are in program.toml; docs/own-program.md explains them")
    if copied:
        lines.append(f"Templates in sources: {', '.join(template.name for template in copied)}")
    raw = folder / "raw"
    print_lines([*lines, f"Next: copy exports into {raw}, then run"])
    print_lines([f"  python -m data connect {shlex.quote(str(raw))}"])


@click.command("connect")
@click.argument("path", metavar="FILE", type=arguments.path)
@click.option("--source", "name", metavar="NAME", help="The name of the new mapping.")
@click.option("--folder", type=arguments.path, help="The program's folder, if FILE is not in it.")
@arguments.as_of
@arguments.settings
@one_look()
def connect_command(
    path: Path,
    name: str | None,
    folder: Path | None,
    as_of: date,
    named: Path | None,
) -> None:
    """Propose how a raw export is read; FILE may also be a folder of them.

    Writes a mapping to sources/, and shows its first rows and what a build makes of the file.
    """
    folder = program_folder(path, folder)
    settings = load_program(folder, named)
    speak(settings.words)
    path = take_in(path, folder, name)
    found = []
    for connected in connect(path, folder, name, settings, as_of):
        found.append(connected)
        print_lines(_connected_lines(connected, folder))
    if read := [connected for connected in found if connected.mapping or connected.tables]:
        print_lines(["", *_check_lines(folder, read, as_of, settings)])
    if not any(connected.is_read for connected in found):
        raise ProgramError(f"{path}: nothing in it is read yet; the lines above say why")


def _connected_lines(connected: Connected, folder: Path) -> list[str]:
    first, *others = connected.lines
    lines = [f"{connected.place}: {first}", *(f"  {line}" for line in others)]
    if connected.mapping:
        lines.append(f"  Wrote {connected.mapping.relative_to(folder)}: look at it and correct it")
    return lines


def _check_lines(
    folder: Path, found: list[Connected], as_of: date, settings: Settings
) -> list[str]:
    """What a build would make of the files, without the notices that were printed already."""
    places = {connected.place for connected in found}
    try:
        with progress(folder) as report_progress:
            report = check(folder, as_of, settings, report_progress, about=places)
    except ProgramError as error:
        return [f"What a build makes of it is not known yet: {error}"]
    said = {f"{connected.place}: {line}" for connected in found for line in connected.lines}
    starts = tuple(f"{place}{end}" for place in places for end in (": ", " and "))
    notices = [n for n in report.notices if n.startswith(starts) and n not in said]
    return ["What a build makes of it:", *report_lines(replace(report, notices=notices))]


@click.command("contract")
@arguments.source
@arguments.out
@arguments.as_of
@arguments.events
@arguments.settings
def contract_command(
    source: Path, out: Path, as_of: date, events: Path | None, named: Path | None
) -> None:
    """Write the contract files that DIR amounts to, each row with its place in a raw export."""
    settings_used = settings_file(source, named)
    settings = load(settings_used)
    speak(settings.words)
    with progress(source) as report_progress:
        rows, report = write_contract_files(source, out, as_of, settings, report_progress, events)
    copy_settings(settings_used, out)
    print_lines(report_lines(report))
    print_lines([f"Wrote {sum(rows.values()):,} rows in {len(rows)} files to {out}"])


@click.command("fetch")
@arguments.source
@click.option("--source", "name", metavar="NAME", help="Only this source.")
@click.option(
    "--days",
    type=click.IntRange(0, 36_500),
    help="How many days before the last run are read again.  [default: 60, or as the mapping says]",
)
def fetch_command(source: Path, name: str | None, days: int | None) -> None:
    """Fetch the newest exports of the sources that have an address into raw/.

    It goes online, and only to the addresses in sources/ of DIR.
    """
    mappings, faults = fetched_mappings(source, name)
    for mapping in mappings:
        try:
            fetched = fetch_source(mapping, source, arguments.today(), days, _show_fetched)
            show_over("")
            print_lines([fetched.line])
        except ProgramError as error:
            show_over("")
            faults.append(str(error))
    for fault in faults[:-1]:
        click.echo(f"Error: {fault}", err=True)
    if faults:
        raise ProgramError(faults[-1])


def _show_fetched(fetched: Fetched) -> None:
    show_over(f"{fetched.line} …")


@click.command("accounts")
@arguments.source
@arguments.as_of
@arguments.yes
@arguments.no
@arguments.mvp
@arguments.yes_to_single
@arguments.events
@arguments.settings
def accounts_command(
    source: Path,
    as_of: date,
    yes: list[Account],
    no: list[Account],
    mvp_id: str | None,
    is_yes_to_single: bool,
    events: Path | None,
    named: Path | None,
) -> None:
    """List accounts that are linked to nobody and whose they may be, or keep the answers."""
    if mvp_id and (is_yes_to_single or len(yes) + len(no) != 1):
        raise click.UsageError(
            "--mvp goes with one --yes or one --no; for several accounts, run it once for each"
        )
    settings = load_program(source, named)
    speak(settings.words)
    with progress(source) as report_progress:
        found = find_strangers(source, as_of, settings, report_progress, events)
    if not (yes or no or is_yes_to_single):
        print_lines(proposal_lines(found, source))
        return
    single = single_candidates(found, [*yes, *no]) if is_yes_to_single else []
    print_lines(settle(source, found, [*yes, *single], no, mvp_id))
    if single:
        print_lines([f"To undo one, delete its row in {source / 'accounts.csv'}"])
