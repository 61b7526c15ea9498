"""What is found out about raw files, remembered while one piece of work looks at them repeatedly.

A folder may have thousands of files. A build and *Bring data* list them, choose a mapping for each
and read them, and each of these steps wants to know what a file is and which columns it has.
"""

import zipfile
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TypeVar

from data.errors import ProgramError

_Answer = TypeVar("_Answer")


class _Look:
    """The answers so far, by question, and the archive that was opened last."""

    def __init__(self) -> None:
        self.answers: dict[Hashable, object] = {}
        self._archive: tuple[Hashable, zipfile.ZipFile] | None = None

    def archive(self, path: Path) -> zipfile.ZipFile:
        state = _state(path)
        if self._archive is None or self._archive[0] != state:
            self.close()
            self._archive = state, zipfile.ZipFile(path)
        return self._archive[1]

    def close(self) -> None:
        if self._archive is not None:
            self._archive[1].close()
            self._archive = None


_look: ContextVar[_Look | None] = ContextVar("look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Remember what is found out meanwhile; a look inside another one is part of it."""
    if _look.get() is not None:
        yield
        return
    look = _Look()
    token = _look.set(look)
    try:
        yield
    finally:
        _look.reset(token)
        look.close()


def remembered(path: Path, question: Hashable, ask: Callable[[], _Answer]) -> _Answer:
    """The answer to a question about the file at `path`, asked again only when it has changed.

    Raises the ProgramError that `ask` raises, also when it is remembered.
    """
    look = _look.get()
    if look is None:
        return ask()
    key = _state(path), question
    if key not in look.answers:
        try:
            look.answers[key] = ask()
        except ProgramError as error:
            look.answers[key] = error
    answer = look.answers[key]
    if isinstance(answer, ProgramError):
        raise ProgramError(str(answer))
    return answer  # type: ignore[return-value]


@contextmanager
def archive_at(path: Path) -> Iterator[zipfile.ZipFile]:
    """The .zip at `path`; during a look it stays open until another one is opened."""
    if (look := _look.get()) is not None:
        yield look.archive(path)
        return
    with zipfile.ZipFile(path) as archive:
        yield archive


def _state(path: Path) -> Hashable:
    """What differs when another file is at `path`, or it was changed; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return path, None
    return path, found.st_ino, found.st_size, found.st_mtime_ns
