"""What the commands take: days, folders, files, and the homes of builds (docs/contract.md)."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import click

from data.store.locations import DatabaseUrl, Location, location_of
from data.store.publishing import DEFAULT_DATABASE


def today() -> date:
    """The day it is in UTC."""
    return datetime.now(UTC).date()


def _day(context: click.Context, parameter: click.Parameter, text: str | None) -> date:
    if text is None:
        return today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise click.BadParameter(f"{text!r} is not a day such as 2026-07-31")
    return day


def _link(context: click.Context, parameter: click.Parameter, text: str | None) -> str | None:
    """The address of an MVP's own page, from that of the dashboard."""
    if text is None:
        return None
    if not re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", text):
        raise click.BadParameter(f"{text!r} is not an address such as https://mvp.example.org")
    return f"{text.rstrip('/')}/mvp"


def _home(context: click.Context, parameter: click.Parameter, text: str) -> Location:
    return location_of(text)


def _file(context: click.Context, parameter: click.Parameter, text: str) -> Path:
    if isinstance(place := location_of(text), DatabaseUrl):
        raise click.BadParameter(f"{place} is an address; this command needs a file's name")
    return place


def _lake(
    context: click.Context, parameter: click.Parameter, text: str | None
) -> DatabaseUrl | None:
    if text is None:
        return None
    place = location_of(text)
    if not isinstance(place, DatabaseUrl) or place.kind != "ducklake":
        raise click.BadParameter(f"{place} is no DuckLake; its address begins with ducklake:")
    return place


def _shown(callback: Callable) -> Callable:
    return click.option(
        "--database",
        callback=callback,
        default=str(DEFAULT_DATABASE),
        envvar="MVP_DATABASE",
        help="Default: the one that the dashboard shows.",
    )


path = click.Path(path_type=Path)
as_of = click.option("--as-of", callback=_day, metavar="DATE", help="Default: today in UTC.")
on_day = click.option("--as-of", callback=_day, metavar="DATE", required=True)
on_checkpoint = click.option("--checkpoint", callback=_day, metavar="DATE", required=True)
out = click.option("--out", type=path, required=True, help="The folder to write into.")
source = click.argument("source", metavar="DIR", type=path)
built = click.option("--database", callback=_file, required=True, help="The name readers open.")
read = click.option("--database", callback=_home, required=True, help="A file or an address.")
shown = _shown(_home)
shown_file = _shown(_file)
lake = click.option("--lake", callback=_lake, metavar="ADDRESS", help="Publish it there as well.")
lake_files = click.option(
    "--lake-files",
    metavar="FOLDER",
    help="Where a new lake keeps its Parquet files: a folder that all readers see, or a bucket.",
)
link = click.option(
    "--url", "link", callback=_link, metavar="URL", help="Where the dashboard runs."
)
checkpoints = click.option(
    "--checkpoints", type=path, help="The folder of frozen checkpoints. Default: data/checkpoints."
)
