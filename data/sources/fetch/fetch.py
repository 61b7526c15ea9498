"""Fetches the newest pages of a source into raw/."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from data.errors import ProgramError
from data.sources.fetch.client import Client, Limits, environment
from data.sources.fetch.pages import pages
from data.sources.fetch.runs import folder_of, new_run, newest_run, publish, write_page
from data.sources.fetch_table import Fetch
from data.sources.formats import content
from data.sources.mapping import Mapping as SourceMapping
from data.sources.mapping_file import all_mappings

# How pages are named. What they are, their content says.
_SUFFIXES = {"feed": "xml", "calendar": "ics", content.GZIP: "gz", content.ZIP: "zip"}
_FIRST_DAY = date(1970, 1, 1)


@dataclass(frozen=True)
class Fetched:
    """What a run brought: its pages, and their items where they can be counted."""

    name: str
    pages: int
    items: int
    since: date | None

    @property
    def line(self) -> str:
        """`forum: 12 pages, 1,180 items, since 2026-09-20`"""
        parts = [f"{self.pages:,} page{'' if self.pages == 1 else 's'}"]
        if self.items or not self.pages:
            parts.append(f"{self.items:,} item{'' if self.items == 1 else 's'}")
        return f"{self.name}: {', '.join(parts + ([f'since {self.since}'] if self.since else []))}"


def fetched_mappings(folder: Path, name: str | None) -> tuple[list[SourceMapping], list[str]]:
    """The mappings with a table [fetch], and a line for each file that is no mapping.

    `name` is that of a mapping or of a source. Raises ProgramError when there is none.
    """
    mappings, faults = all_mappings(folder)
    having = [mapping for mapping in mappings if mapping.fetch]
    chosen = [m for m in having if name is None or name in (m.name, m.source)]
    if not chosen and not faults:
        known = f"; those that have one: {', '.join(m.name for m in having)}" if having else ""
        asked = f" of {name}" if name else ""
        raise ProgramError(f"{folder}: no mapping{asked} in sources/ has a table [fetch]{known}")
    return chosen, faults


def fetch_source(
    mapping: SourceMapping,
    folder: Path,
    today: date,
    days: int | None,
    report_page: Callable[[Fetched], None],
    limits: Limits = Limits(),  # noqa: B008  (it cannot change)
    variables: Mapping[str, str] | None = None,
) -> Fetched:
    """Save the pages of a source below raw/ of `folder`, all of them or none.

    `days` before the newest earlier run are read again. `report_page` is called after each page.
    Raises ProgramError with the file of the mapping and what to do; then nothing has changed.
    """
    assert mapping.fetch is not None
    fetch = mapping.fetch
    if fetch.items is None and mapping.read.items is not None:
        fetch = fetch.model_copy(update={"items": mapping.read.items})
    try:
        target = folder_of(folder, mapping.source or mapping.name)
        since = _since(fetch, target, mapping.name, today, fetch.days if days is None else days)
        found = Fetched(mapping.name, 0, 0, since if "{since" in fetch.url else None)
        given = environment() if variables is None else variables
        with Client(fetch, limits, given) as client, new_run(target) as work:
            for number, page in enumerate(pages(client, fetch, since, today), start=1):
                suffix = _SUFFIXES.get(page.format, page.format)
                write_page(work, f"page-{number}.{suffix}", page.content)
                found = Fetched(found.name, number, found.items + (page.items or 0), found.since)
                report_page(found)
            if found.pages:
                publish(work, target, mapping.name, today)
    except ProgramError as error:
        place = mapping.path.relative_to(folder).as_posix()
        raise ProgramError(f"{place}: {error}. raw/ is as it was before") from None
    return found


def _since(fetch: Fetch, target: Path, name: str, today: date, days: int) -> date:
    """The first day that is asked for; runs of today do not move it, so they ask the same."""
    newest = newest_run(target, name, before=today)
    if newest is None and fetch.start is not None:
        return fetch.start
    day = newest[0] if newest else today
    return max(_FIRST_DAY, day - timedelta(days=min(days, (day - _FIRST_DAY).days)))
