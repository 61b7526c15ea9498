"""The folder of events: each is a file that is complete under its name, or not there at all."""

import os
import stat
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Lock

from data.errors import ProgramError, one_line
from data.events.model import MOST_BYTES, Event, from_json, is_id, to_json
from data.store.os_errors import as_program_error
from data.store.replacing import replacement, sync_folder

MOST_FILES = 100_000  # that are read; writers stop a little earlier
_ENDING = ".json"
# A link is not followed, and no device or pipe keeps a reader waiting. Windows has neither flag.
_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


@dataclass(frozen=True)
class Damaged:
    """A file that is no event: its name, and what is wrong with it."""

    name: str
    why: str


@dataclass(frozen=True)
class Read:
    """What a folder holds: its events in the order of their ids, and what else is there."""

    events: tuple[Event, ...] = ()
    damaged: tuple[Damaged, ...] = ()


@dataclass
class _Known:
    """What was read of a folder so far. Events never change, so each file is read once."""

    events: dict[str, Event]  # by the names of their files
    read: Read


_KNOWN: dict[Path, _Known] = {}
_LOCK = Lock()


def event_file(event: Event) -> str:
    """The name of the file of an event."""
    return f"{event.id}{_ENDING}"


class EventFolder:
    """The events in the folder `path`; None where the program has no folder of events."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def why_closed(self) -> str | None:
        """Why no event can be written now, as a sentence; None when one can."""
        if self.path is None:
            return "There is no folder for what people say; MVP_EVENTS names one."
        if self.path.is_dir():
            is_open = os.access(self.path, os.W_OK | os.X_OK)
            return None if is_open else f"{self.path}: cannot be written to."
        if self.path.exists() or not self.path.parent.is_dir():
            return f"{self.path}: is no folder."
        if not os.access(self.path.parent, os.W_OK | os.X_OK):
            return f"{self.path}: is not there, and cannot be made."
        return None

    def write(self, event: Event) -> Event:
        """Keep `event`; when this returns, it is on the disk and will be read by everybody.

        Raises ProgramError when it cannot be kept; then it is not there.
        """
        if why := self.why_closed():
            raise ProgramError(why)
        assert self.path is not None
        final = self.path / event_file(event)
        work = self.path / f".{final.name}.{os.getpid()}"
        with as_program_error(final):
            _make_folder(self.path)
            try:
                _write_synced(work, to_json(event).encode())
                _name(work, final)
            finally:
                work.unlink(missing_ok=True)
            try:
                sync_folder(self.path)
            except OSError:
                final.unlink()
                raise
        return event

    def read(self) -> Read:
        """The events of the folder, and what else is in it; nothing without a folder.

        Raises ProgramError when the folder cannot be listed.
        """
        if self.path is None or not self.path.is_dir():
            return Read()
        with as_program_error(self.path):
            names = {name for name in _names(self.path) if not name.startswith(".")}
            return _read(self.path, names)

    def unfinished(self) -> list[Path]:
        """Files of writers that were killed before they confirmed an event."""
        if self.path is None or not self.path.is_dir():
            return []
        with as_program_error(self.path):
            return [self.path / name for name in _names(self.path) if _is_unfinished(name)]

    def rewrite(self, event: Event) -> None:
        """Put an event in place of the one with its id; only erasing a person does so."""
        assert self.path is not None
        with as_program_error(self.path), replacement(self.path / event_file(event)) as file:
            file.write(to_json(event).encode())
        with _LOCK:
            _KNOWN.pop(self.path.absolute(), None)

    def delete(self, event: Event) -> None:
        """Remove the file of an event, for good."""
        assert self.path is not None
        with as_program_error(self.path):
            (self.path / event_file(event)).unlink(missing_ok=True)
            sync_folder(self.path)


def _names(folder: Path) -> set[str]:
    """The names of all that is in a folder; raises ProgramError when that is too much to read."""
    with os.scandir(folder) as found:
        names = {entry.name for entry in islice(found, MOST_FILES + 1)}
    if len(names) > MOST_FILES:
        raise ProgramError(f"{folder}: has more than {MOST_FILES:,} files; move the oldest away")
    return names


def _read(folder: Path, names: set[str]) -> Read:
    """What the files with these names hold; those read before are not read again."""
    with _LOCK:
        known = _KNOWN.setdefault(folder.absolute(), _Known({}, Read()))
        if known.events.keys() == names:
            return known.read
        events = {name: known.events[name] for name in names & known.events.keys()}
        damaged = []
        for name in sorted(names - known.events.keys()):
            try:
                events[name] = from_json(_text_of(folder / name), name)
            except FileNotFoundError:  # somebody was forgotten meanwhile
                continue
            except (ProgramError, OSError, ValueError) as error:
                damaged.append(Damaged(one_line(name), _said(error)))
        ordered = known.read.events
        if events.keys() != known.events.keys():
            ordered = tuple(events[name] for name in sorted(events))
        known.events, known.read = events, Read(ordered, tuple(damaged))
        return known.read


def _said(error: Exception) -> str:
    if isinstance(error, OSError):
        return "cannot be read: it is a link, a folder or closed"
    return "is not UTF-8" if isinstance(error, UnicodeDecodeError) else one_line(str(error))


def _text_of(path: Path) -> str:
    if not is_id(path.name.removesuffix(_ENDING)) or path.suffix != _ENDING:
        raise ProgramError("has not the name of an event")
    descriptor = os.open(path, _READING)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ProgramError("is no file but a device or a pipe")
        if len(content := file.read(MOST_BYTES + 1)) > MOST_BYTES:
            raise ProgramError(f"has more than {MOST_BYTES:,} bytes")
    return content.decode()


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def _write_synced(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, _NEW, 0o666), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _name(work: Path, final: Path) -> None:
    """Give a complete file its name, in one step and never in place of another file."""
    try:
        os.link(work, final)
    except FileExistsError:
        raise
    except OSError:  # a file system without links; ids are never used twice
        work.rename(final)


def _is_unfinished(name: str) -> bool:
    return name.startswith(".") and is_id(name[1:].partition(_ENDING)[0])
