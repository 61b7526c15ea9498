"""A folder under watch: built when its files have changed and were then left alone for a while."""

import math
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

from data.errors import ProgramError
from data.inputs.contract import INPUTS, files_of
from data.store.connect import attach
from data.store.publishing import begun_at, current

SETTLE_SECONDS = 2.0
_LOOK_SECONDS = 0.5
_RETRY_SECONDS = 60.0

# Size and time of change of every file; None: they cannot be asked, as when a share is gone.
State = dict[Path, tuple[int, int]] | None


def watch(
    source: Path,
    settings: Path,
    database: Path,
    build: Callable[[], None],
    fail: Callable[[str], None],
    stop: Event,
) -> None:
    """Call `build` when the input files in `source` or the `settings` change, until `stop` is set.

    It is called at once when `database` is not of these files as they are, and later when nothing
    has moved for SETTLE_SECONDS. Its ProgramErrors go to `fail`, one that comes again only once;
    it is tried again after a minute, or when something changes.
    """
    seen, failure = _state(source, settings), ""
    due = math.inf if seen and _is_built(database, source, seen, settings) else 0
    while not stop.is_set():
        if time.monotonic() >= due:
            said, failure = failure, _failure(build)
            due = time.monotonic() + _RETRY_SECONDS if failure else math.inf
            if failure not in ("", said):
                fail(failure)
        stop.wait(_LOOK_SECONDS)
        if (state := _state(source, settings)) != seen:
            seen, due = state, time.monotonic() + SETTLE_SECONDS


def _failure(build: Callable[[], None]) -> str:
    """What `build` says of why it failed; empty when it did not."""
    try:
        build()
    except ProgramError as error:
        return str(error)
    return ""


def _state(source: Path, settings: Path) -> State:
    try:
        files = [path for given in INPUTS for path in files_of(given, source)]
        facts = {path: path.stat() for path in [*files, settings]}
    except (ProgramError, OSError):
        return None
    return {path: (fact.st_size, fact.st_mtime_ns) for path, fact in facts.items()}


def _is_built(
    database: Path, source: Path, state: dict[Path, tuple[int, int]], settings: Path
) -> bool:
    """Whether the files that `database` was built from are these, and none is newer than it."""
    try:
        built = current(database)
        rows = attach(built).execute("select file from build.build_files").fetchall()
    except ProgramError:
        return False
    newest = max(changed for _, changed in state.values()) / 1e9
    names = {path.relative_to(source).as_posix() for path in state if path != settings}
    return names == {name for (name,) in rows} and newest < begun_at(built).timestamp()
