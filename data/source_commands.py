"""The commands about raw exports: connect and contract (docs/sources.md)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from data import arguments
from data.build.build import check
from data.build.contract_files import write_contract_files
from data.errors import ProgramError
from data.inputs.report import InputReport, report_lines
from data.settings.model import load
from data.sources.connect.connect import Connected, connect, program_folder, take_in
from data.terminal import print_lines, progress


@click.command("connect")
@click.argument("path", metavar="FILE", type=arguments.path)
@click.option("--source", "name", metavar="NAME", help="The name of the new mapping.")
@click.option("--folder", type=arguments.path, help="The program's folder, if FILE is not in it.")
@arguments.as_of
def connect_command(path: Path, name: str | None, folder: Path | None, as_of: date) -> None:
    """Propose how a raw export is read; FILE may also be a folder of them.

    Writes a mapping to sources/, and shows its first rows and what a build makes of the file.
    """
    settings = load()
    folder = program_folder(path, folder)
    path = take_in(path, folder, name)
    found = []
    for connected in connect(path, folder, name, settings, as_of):
        found.append(connected)
        print_lines(_connected_lines(connected, folder))
    written = {connected.place for connected in found if connected.mapping}
    if written:
        print_lines(["", *_check_lines(folder, written, as_of)])
    if not any(connected.is_read for connected in found):
        raise ProgramError(f"{path}: nothing in it is read yet; the lines above say why")


def _connected_lines(connected: Connected, folder: Path) -> list[str]:
    first, *others = connected.lines
    lines = [f"{connected.place}: {first}", *(f"  {line}" for line in others)]
    if connected.mapping:
        lines.append(f"  Wrote {connected.mapping.relative_to(folder)}: look at it and correct it")
    return lines


def _check_lines(folder: Path, places: set[str], as_of: date) -> list[str]:
    """What a build would make of the files, which are named by their places."""
    try:
        with progress(folder) as report_progress:
            report = check(folder, as_of, load(), report_progress)
    except ProgramError as error:
        return [f"What a build makes of it is not known yet: {error}"]
    return ["What a build makes of it:", *report_lines(_about(report, places))]


def _about(report: InputReport, places: set[str]) -> InputReport:
    """The part of a report that is about the files at `places`."""
    return replace(
        report,
        files=[file for file in report.files if file.file in places],
        rejects=[reject for reject in report.rejects if reject.file in places],
        warnings=[warning for warning in report.warnings if warning.file in places],
        notices=[n for n in report.notices if any(n.startswith(f"{p}: ") for p in places)],
        absent=[],
    )


@click.command("contract")
@arguments.source
@arguments.out
@arguments.as_of
def contract_command(source: Path, out: Path, as_of: date) -> None:
    """Write the contract files that DIR amounts to, each row with its place in a raw export."""
    with progress(source) as report_progress:
        rows, report = write_contract_files(source, out, as_of, load(), report_progress)
    print_lines(report_lines(report))
    print_lines([f"Wrote {sum(rows.values()):,} rows in {len(rows)} files to {out}"])
