"""The moments that people name: a day, or a build that is kept (data/store/publishing.py)."""

from datetime import date
from pathlib import Path

from data.errors import ProgramError
from data.explain.seen import Moment
from data.store.connect import built_as_of
from data.store.locations import Location
from data.store.publishing import before, build_path, current, current_file, is_build_id

BEFORE = "before"  # the build before the one that readers see


def moment_of(database: Location, text: str) -> Moment:
    """The moment that `text` names: a day as the current build of `database` has it, BEFORE, or the
    id of a kept build; a build is seen as of its own date.

    Raises ProgramError when there is no such moment.
    """
    if (day := _day(text)) is not None:
        return Moment(current(database), day)
    if not isinstance(database, Path):
        raise ProgramError(f"{text}: is not a date such as 2026-07-31; {database} keeps one build")
    if text == BEFORE:
        if (earlier := before(database, current_file(database))) is None:
            raise ProgramError(f"{database}: no build before the current one is kept")
        return Moment(earlier, built_as_of(earlier))
    if is_build_id(text) and (build := build_path(database, text)).exists():
        return Moment(build, built_as_of(build))
    raise ProgramError(f"{text}: is neither a date such as 2026-07-31 nor a build that is kept")


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
