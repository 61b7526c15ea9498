"""The commands about what people say on pages: events and forget (docs/contract.md)."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from data import arguments
from data.errors import ProgramError
from data.events.folder import EventFolder
from data.events.forget import Found, find, forget, not_reached
from data.events.listing import event_csv, event_lines, fault_lines
from data.events.model import Event
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
    """List what people said on pages, check the files of it, or export it as CSV.

    \b
    list    one line for each event: when it was said, what it is, about whom,
            by whom, its state, and why it has no effect where it has none;
            this is what WHAT is when it is left out
    check   name the files that are no events and say why; nothing is changed;
            ends with 1 when there are some
    export  everything that was said, with all texts, as CSV: to the file of
            --out, otherwise to the terminal

    docs/contract.md says what the events are and what follows from them.
    """
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
@click.option("--yes", is_flag=True, help="Remove them without asking.")
def forget_command(mvp_id: str, events: Path | None, database: Path, yes: bool) -> None:
    """Remove all events about an MVP, and say what else still has them.

    It asks first, since what is removed cannot be brought back.
    """
    folder = EventFolder(events_folder(database, events))
    found = find(folder, database, mvp_id)
    if (found.about or found.others) and not yes:
        _ask(mvp_id, found)
    forget(folder, found)
    print_lines([f"Removed {_count(found.about)} about {mvp_id}"])
    if found.others:
        print_lines(
            [
                f"Took their address out of {_count(found.others)} about others; "
                "a dashboard that is running shows it until it is started again"
            ]
        )
    print_lines(["What this does not reach:", *(f"  {x}" for x in not_reached(database, mvp_id))])


def _count(events: tuple[Event, ...]) -> str:
    return f"{len(events):,} {'event' if len(events) == 1 else 'events'}"


def _ask(mvp_id: str, found: Found) -> None:
    """Ask whether to go on. Raises ProgramError for a no, and where nobody can answer."""
    question = f"Remove {_count(found.about)} about {mvp_id}"
    if found.others:
        question += f", and their address from {_count(found.others)} about others"
    with suppress(click.Abort):
        if click.confirm(f"{question}? They cannot be brought back"):
            return
    raise ProgramError("nothing was removed; --yes removes without asking")


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
