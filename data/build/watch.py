"""Watches a folder, and builds it when its files have changed and then stayed the same a while."""

import math
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

from data.errors import ProgramError
from data.events.folder import EventFolder
from data.events.sources import files_at
from data.settings.files import PROGRAM_TOML, settings_file
from data.sources.folder import source_files
from data.store.connect import attach
from data.store.publishing import begun_at, current_file

QUIET_SECONDS = 2.0  # without a change before a build starts
_POLL_SECONDS = 0.5
_RETRY_SECONDS = 60.0

# Size and modification time of every file; None when they cannot be read (a share is gone).
State = dict[Path, tuple[int, int]] | None


def watch(
    source: Path,
    named_settings: Path | None,
    database: Path,
    events: Path | None,
    build: Callable[[], object],
    report_failure: Callable[[str], None],
    stop: Event,
) -> None:
    """Call `build` when files in `source`, settings or `events` change, until `stop` is set.

    It is called at once when `database` was not built from these files as they are now, and later
    when nothing has changed for QUIET_SECONDS. The text of its ProgramErrors goes to
    `report_failure`, the same text only once in a row. A failed build is tried again after a
    minute, or when something changes.
    """
    last_state, failure = _state(source, named_settings, events), ""
    is_current = last_state and _is_built(database, source, events, last_state)
    due = math.inf if is_current else 0
    while not stop.is_set():
        if time.monotonic() >= due:
            reported, failure = failure, _failure(build)
            due = time.monotonic() + _RETRY_SECONDS if failure else math.inf
            if failure not in ("", reported):
                report_failure(failure)
        stop.wait(_POLL_SECONDS)
        if (state := _state(source, named_settings, events)) != last_state:
            last_state, due = state, time.monotonic() + QUIET_SECONDS


def _failure(build: Callable[[], object]) -> str:
    """Why `build` failed; empty when it succeeded."""
    try:
        build()
    except ProgramError as error:
        return str(error)
    return ""


def _state(source: Path, named_settings: Path | None, events: Path | None) -> State:
    """The files that a build reads; events never change, so of these it has the names alone."""
    own = settings_file(source, named_settings)
    try:
        said = {Path(place): (0, 0) for place in _events_in(events)}
        paths = {*source_files(source), PROGRAM_TOML, *([own] if own else [])}
        stats = {path: path.stat() for path in paths}
    except (ProgramError, OSError):
        return None
    return said | {path: (stat.st_size, stat.st_mtime_ns) for path, stat in stats.items()}


def _events_in(events: Path | None) -> list[str]:
    return files_at(EventFolder(events).read())


def _is_built(
    database: Path, source: Path, events: Path | None, state: dict[Path, tuple[int, int]]
) -> bool:
    """Whether `database` was built from exactly these files, and none is newer than it."""
    try:
        build = current_file(database)
        rows = attach(build).execute("select file from build.source_files").fetchall()
    except ProgramError:
        return False
    newest = max(changed for _, changed in state.values()) / 1e9
    names = {path.relative_to(source).as_posix() for path in source_files(source)}
    names.update(_events_in(events))
    return names == {name for (name,) in rows} and newest < begun_at(build).timestamp()
