"""The arguments and options of the commands (docs/contract.md, Commands)."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from data.events.place import EVENTS
from data.settings.files import NAMED_SETTINGS
from data.store.locations import DatabaseUrl, Location, location_of
from data.store.publishing import DEFAULT_DATABASE

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Callback = Callable[[click.Context, click.Parameter, str], Location]


def today() -> date:
    """Today in UTC."""
    return datetime.now(UTC).date()


def _day(context: click.Context, parameter: click.Parameter, text: str | None) -> date:
    return given_day(context, parameter, text) or today()


def given_day(context: click.Context, parameter: click.Parameter, text: str | None) -> date | None:
    """The day of an option that may be left out."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise click.BadParameter(f"{text!r} is not a date such as 2026-07-31")
    return day


def _dashboard(context: click.Context, parameter: click.Parameter, text: str | None) -> str | None:
    """The URL of the dashboard, without a slash at its end."""
    if text is None:
        return None
    if not re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", text):
        raise click.BadParameter(f"{text!r} is not a URL such as https://mvp.example.org")
    return text.rstrip("/")


def _mvp_page(context: click.Context, parameter: click.Parameter, text: str | None) -> str | None:
    """The URL of the page that shows an MVP their own figures, from the URL of the dashboard."""
    url = _dashboard(context, parameter, text)
    return url and f"{url}/mvp"


def _location(context: click.Context, parameter: click.Parameter, text: str) -> Location:
    return location_of(text)


def _file(context: click.Context, parameter: click.Parameter, text: str) -> Path:
    if isinstance(location := location_of(text), DatabaseUrl):
        raise click.BadParameter(f"{location} is a database URL; this command needs a file name")
    return location


def _lake(
    context: click.Context, parameter: click.Parameter, text: str | None
) -> DatabaseUrl | None:
    if text is None:
        return None
    location = location_of(text)
    if not isinstance(location, DatabaseUrl) or location.kind != "ducklake":
        raise click.BadParameter(f"{location} is not a DuckLake; its URL begins with ducklake:")
    return location


def _default_database(
    callback: _Callback,
) -> Callable[[_Command], _Command]:
    return click.option(
        "--database",
        callback=callback,
        default=str(DEFAULT_DATABASE),
        envvar="MVP_DATABASE",
        help="Default: the database that the dashboard shows.",
    )


WHEN = "A date, a build that is kept (20261128T033000000000Z), or the build `before` this one."
path = click.Path(path_type=Path)
settings = click.option(
    *("--settings", "named"),
    type=path,
    envvar=NAMED_SETTINGS,
    metavar="FILE",
    help="What differs from the standard program. Default: program.toml in the folder.",
)
tried = click.option(
    *("--settings", "tried"),
    type=path,
    metavar="FILE",
    required=True,
    help="The settings to try, in the form of program.toml: only what differs.",
)
as_of = click.option("--as-of", callback=_day, metavar="DATE", help="Default: today in UTC.")
required_as_of = click.option("--as-of", callback=_day, metavar="DATE", required=True)
checkpoint = click.option("--checkpoint", callback=_day, metavar="DATE", required=True)
since = click.option(
    "--since",
    callback=given_day,
    metavar="DATE",
    help="The day on which the program begins. Default: it has been there for years.",
)
out = click.option("--out", type=path, required=True, help="The folder to write to.")
out_file = click.option("--out", type=path, metavar="FILE", required=True, help="The new ZIP.")
source = click.argument("source", metavar="DIR", type=path)
new_database = click.option(
    "--database", callback=_file, required=True, help="The file that readers open."
)
shown_database = _default_database(_location)
shown_file = _default_database(_file)
lake = click.option(
    "--lake", callback=_lake, metavar="ADDRESS", help="The URL of a DuckLake to publish to as well."
)
lake_files = click.option(
    "--lake-files",
    metavar="FOLDER",
    help="Where a new lake keeps its Parquet files: a folder that all readers see, or a bucket.",
)
yes = click.option(
    *("--yes", "yes"),
    type=(str, str),
    multiple=True,
    metavar="SOURCE ACCOUNT",
    help="Link an account to its candidate, or to the MVP of --mvp.",
)
no = click.option(
    *("--no", "no"),
    type=(str, str),
    multiple=True,
    metavar="SOURCE ACCOUNT",
    help="An account is that of no MVP, or not that of the MVP of --mvp.",
)
yes_to_single = click.option(
    *("--yes-to-single", "is_yes_to_single"),
    is_flag=True,
    help="Link every account that has exactly one candidate.",
)
mvp = click.option("--mvp", "mvp_id", metavar="MVP", help="The mvp_id of whom --yes or --no means.")
mvp_page = click.option(
    "--url", "mvp_page", callback=_mvp_page, metavar="URL", help="The URL of the dashboard."
)
events = click.option(
    *("--events", "events"),
    type=path,
    envvar=EVENTS,
    metavar="DIR",
    help="The folder of what people said. Default: NAME-events beside the database.",
)
dashboard = click.option(
    "--url", "dashboard", callback=_dashboard, metavar="URL", help="The URL of the dashboard."
)
sent = click.option(
    "--sent",
    type=path,
    envvar="MVP_SENT",
    metavar="DIR",
    help="The folder that keeps what was sent. Default: one beside the database.",
)
again = click.option(
    "--again",
    is_flag=True,
    help="Send also what has changed since it was sent, and what may have arrived.",
)
dry_run = click.option(
    "--dry-run", is_flag=True, help="Print what would be sent to whom, and send nothing."
)
checkpoints = click.option(
    *("--checkpoints", "checkpoints"),
    type=path,
    help="The folder of frozen checkpoints. Default: checkpoints in the folder of the program.",
)
