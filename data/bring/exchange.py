"""The files of a program are exchanged for others: all of them or none, whenever the power fails.

An exchange has a folder of its own in `.before`, with `next/`, the files as they shall be, and
`earlier/`, those that are replaced or removed. Its state is the name of a file in it, which is
renamed; that needs no room on the disk:

- `prepared`: nothing has been touched. When it is found later, it is deleted.
- `forward`: the new build is complete, and the files are being replaced. It is finished.
- `back`: something failed, and the earlier files return. It is finished.
- `done`: the files are exchanged; `earlier/` stays, so that they can be put back.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from data.bring.disk import Signature, delete, move, settle_on_disk, share, signature
from data.bring.locks import BEFORE, before_folder
from data.bring.places import ChangeKind, FileChange
from data.errors import ProgramError
from data.store.publishing import is_build_id, new_build_id
from data.store.replacing import replacement

KEPT = 3  # exchanges whose earlier files are kept
State = Literal["prepared", "forward", "back", "done"]
_STATES: tuple[State, ...] = get_args(State)
_FACTS = "exchange.json"
_DROPPED = "dropped"  # the name of an exchange that is being deleted


@dataclass(frozen=True)
class Facts:
    """What an exchange does to the files, and to the name of the database.

    `places` are in the order in which they are exchanged, each with what becomes of the file.
    `served_before` and `serves` are files of builds. `undoes` is the name of the exchange whose
    files are put back; None for a publication.
    """

    places: list[tuple[str, ChangeKind]]
    new_folders: list[str]
    signatures: list[Signature | None]  # of the new files, in the order of `places`
    database: str
    served_before: str | None
    serves: str
    undoes: str | None = None


@dataclass(frozen=True)
class Exchange:
    """The exchange in the folder `at` of the program's `folder`."""

    folder: Path
    at: Path

    @property
    def next(self) -> Path:
        return self.at / "next"

    @property
    def earlier(self) -> Path:
        return self.at / "earlier"

    @property
    def state(self) -> State | None:
        """None while it is being prepared."""
        return next((state for state in _STATES if (self.at / state).exists()), None)

    @property
    def facts(self) -> Facts:
        facts = json.loads((self.at / _FACTS).read_text(encoding="utf-8"))
        facts["signatures"] = [each and tuple(each) for each in facts["signatures"]]
        return Facts(**facts)

    def turn(self, state: State) -> None:
        """Change the state, in one step; raises OSError."""
        if (now := self.state) is None:
            (self.at / state).touch()
        elif now != state:
            (self.at / now).rename(self.at / state)
        settle_on_disk({self.at})


def exchanges(folder: Path) -> list[Exchange]:
    """The exchanges in the program's folder, oldest first."""
    before = folder / BEFORE
    if not before.is_dir():
        return []
    found = [path for path in before.iterdir() if is_build_id(path.name)]
    return [Exchange(folder, path) for path in sorted(found)]


def begin(folder: Path) -> Exchange:
    """A new exchange with nothing in it; raises OSError."""
    exchange = Exchange(folder, before_folder(folder) / new_build_id())
    exchange.at.mkdir(mode=0o700)
    return exchange


def keep_earlier(exchange: Exchange, changes: Sequence[FileChange]) -> list[Signature | None]:
    """Keep the files that the exchange replaces or removes; returns how each of them is now."""
    found = []
    for change in changes:
        path = exchange.folder / change.place
        found.append(signature(path))
        if path.exists():
            share(path, exchange.earlier / change.place)
    return found


def go_forward(exchange: Exchange) -> None:
    """Put the new files in the place of the earlier ones; it may be called again after a crash."""
    folder = exchange.folder
    for place, kind in exchange.facts.places:
        path, new = folder / place, exchange.next / place
        if kind == "removed":
            path.unlink(missing_ok=True)
        elif new.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                new.chmod(path.stat().st_mode)
            move(new, path)
    settle_on_disk(_folders(exchange))


def go_back(exchange: Exchange) -> None:
    """Put the earlier files back; it may be called again after a crash. Deletes the exchange."""
    folder, facts = exchange.folder, exchange.facts
    exchange.turn("back")
    for place, kind in facts.places:
        path, earlier = folder / place, exchange.earlier / place
        if kind == "new":
            if not (exchange.next / place).exists():
                path.unlink(missing_ok=True)
        elif earlier.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            move(earlier, path)
    for name in reversed(facts.new_folders):
        if (folder / name).is_dir() and not any((folder / name).iterdir()):
            (folder / name).rmdir()
    settle_on_disk(_folders(exchange))
    drop(exchange)


def end(exchange: Exchange) -> None:
    """The files are exchanged: keep the earlier ones, and delete the oldest that were kept."""
    if undone := exchange.facts.undoes:
        drop(Exchange(exchange.folder, exchange.at.with_name(undone)))
    exchange.turn("done")
    delete(exchange.next)
    ended = [each for each in exchanges(exchange.folder) if each.state == "done"]
    for old in ended[:-KEPT]:
        drop(old)


def was_dropping(folder: Path) -> bool:
    """Whether a crash left an exchange that was being deleted."""
    return (folder / BEFORE / _DROPPED).is_dir()


def finish_dropping(folder: Path) -> None:
    """Delete what is left of it; raises OSError."""
    delete(folder / BEFORE / _DROPPED)


def drop(exchange: Exchange) -> None:
    """Delete an exchange, so that a crash meanwhile leaves nothing that looks like one."""
    finish_dropping(exchange.folder)
    if exchange.at.is_dir():
        exchange.at.rename(exchange.at.with_name(_DROPPED))
        finish_dropping(exchange.folder)


def write_facts(exchange: Exchange, facts: Facts) -> None:
    """Write what the exchange does, so that it can be finished later; raises OSError."""
    with replacement(exchange.at / _FACTS) as file:
        file.write(json.dumps(facts.__dict__).encode())


def new_folders(folder: Path, changes: Sequence[FileChange]) -> list[str]:
    """The folders that new files need and that are not there, outer ones first."""
    needed = {
        parent
        for change in changes
        for parent in Path(change.place).parents
        if change.kind == "new" and not (folder / parent).exists()
    }
    return sorted(parent.as_posix() for parent in needed)


def refuse_changed(
    exchange: Exchange, changes: Sequence[FileChange], then: Sequence[Signature | None]
) -> None:
    """Raise ProgramError when a file was changed in the program's folder since `keep_earlier`."""
    for change, was in zip(changes, then, strict=True):
        if signature(exchange.folder / change.place) != was:
            raise ProgramError(f"{change.place}: was changed meanwhile; look at it and try again")


def _folders(exchange: Exchange) -> set[Path]:
    return {(exchange.folder / place).parent for place, _ in exchange.facts.places}
