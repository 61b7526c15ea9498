"""What the commands print and in whose words, and how they show progress on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from data.days.day import Day
from data.inputs.progress import ReportProgress
from data.settings.files import load, settings_file, tables_on_all_days
from data.settings.model import Settings
from data.settings.own_words import OwnWords
from data.settings.saying import speaking
from data.settings.targets import lower_targets
from data.settings.text import settings_line
from data.sources.folder import source_files
from data.store.locations import Location
from data.store.os_errors import as_program_error
from data.store.publishing import current


def print_lines(lines: list[str]) -> None:
    """Print each of `lines`."""
    for line in lines:
        click.echo(line)


def settings_of(source: Path, named: Path | None) -> tuple[Settings, list[str]]:
    """The settings of the program in `source`, and lines that say which they are.

    From here on, the command says texts in the program's own words.
    """
    path = settings_file(source, named)
    settings = load(path)
    speak(settings.words)
    on_all_days = tables_on_all_days(path)
    line = settings_line(settings, path)
    line = f"{line}; {on_all_days}" if on_all_days else line
    return settings, [line, *lower_targets(settings)]


def day_of(database: Location, as_of: date) -> Day:
    """The program as of a date; from here on, the command says texts in its own words."""
    day = Day(current(database), as_of)
    speak(day.words)
    return day


def speak(own: OwnWords) -> None:
    """Say texts in the words of a program until the command ends."""
    click.get_current_context().with_resource(speaking(own))


def show_step(step: str) -> None:
    """Show on a terminal which step begins."""
    if sys.stderr.isatty():
        click.echo(f"{step} …", err=True)


def show_over(text: str) -> None:
    """Show `text` on a terminal in the place of what was shown so before."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", err=True, nl=False)


@contextmanager
def progress(source: Path) -> Iterator[ReportProgress]:
    """A progress bar over the bytes of the files in `source`, hidden when not on a terminal.

    When all is read, it says that the figures are worked out, which takes a while.
    """
    with as_program_error(source):
        size = sum(path.stat().st_size for path in source_files(source) if path.is_file())
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=size, label="Reading", file=sys.stderr, hidden=hidden) as bar:

        def update(byte_count: int) -> None:
            bar.update(byte_count)
            if bar.finished:
                bar.label = "Working out figures"
                bar.render_progress()

        yield update
