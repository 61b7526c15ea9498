"""What the commands print, and how they show progress on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from data.inputs.progress import ReportProgress
from data.sources.folder import source_files
from data.store.os_errors import as_program_error


def print_lines(lines: list[str]) -> None:
    """Print each of `lines`."""
    for line in lines:
        click.echo(line)


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
    """A progress bar over the bytes of the files in `source`, hidden when not on a terminal."""
    with as_program_error(source):
        size = sum(path.stat().st_size for path in source_files(source) if path.is_file())
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=size, label="Reading", file=sys.stderr, hidden=hidden) as bar:
        yield bar.update
