"""The commands about what people say on pages: events and forget (docs/contract.md)."""

from collections.abc import Iterator
from pathlib import Path

import click

from data import arguments
from data.errors import ProgramError
from data.events.folder import EventFolder
from data.events.forget import emails_of, forget, not_reached
from data.events.listing import event_csv, event_lines, fault_lines
from data.events.place import events_folder
from data.store.locations import Location
from data.store.os_errors import as_program_error
from data.terminal import print_lines


@click.command("events")
@click.argument(
    "what", metavar="WHAT", type=click.Choice(["list", "check", "export"]), default="list"
)
@arguments.events
@arguments.shown_database
@click.option("--out", type=arguments.path, metavar="FILE", help="Where export writes the CSV.")
def events_command(what: str, events: Path | None, database: Location, out: Path | None) -> None:
    """List what people said, check the files of it, or export it as CSV."""
    folder = _folder(database, events)
    read = folder.read()
    faults = [*fault_lines(folder, read)]
    match what:
        case "export":
            _write(event_csv(read), out)
        case "check":
            print_lines([*faults, f"{len(read.events):,} events, {len(faults):,} damaged files"])
        case _:
            print_lines([*event_lines(read), *faults])
    if faults and what == "check":
        raise ProgramError(f"{folder.path}: has files that are no events; they are left alone")


@click.command("forget")
@click.argument("mvp_id", metavar="ID")
@arguments.events
@arguments.shown_file
def forget_command(mvp_id: str, events: Path | None, database: Path) -> None:
    """Remove all events about an MVP, and say what else still has them."""
    folder = EventFolder(events_folder(database, events))
    gone = forget(folder, mvp_id, emails_of(database, mvp_id))
    print_lines([f"Removed {gone.removed:,} events about {mvp_id}"])
    if gone.without_address:
        print_lines(
            [
                f"Took their address out of {gone.without_address:,} events about others; "
                "a dashboard that is running shows it until it is started again"
            ]
        )
    print_lines(["What this does not reach:", *(f"  {x}" for x in not_reached(database, mvp_id))])


def _folder(database: Location, named: Path | None) -> EventFolder:
    path = events_folder(database, named)
    if path is None:
        raise ProgramError(f"{database}: has no folder of events beside it; name one with --events")
    return EventFolder(path)


def _write(lines: Iterator[str], out: Path | None) -> None:
    """Write lines of CSV as UTF-8 on every system."""
    content = "".join(lines).encode()
    if out is None:
        click.echo(content, nl=False)
        return
    with as_program_error(out):
        out.write_bytes(content)
    print_lines([f"Wrote {out}"])
