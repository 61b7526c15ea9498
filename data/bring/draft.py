"""The draft of a program's folder: a copy in which files are added and changed until one publishes.

The draft is in the folder `.draft`, so it outlives sessions and restarts, and everybody who works
on the program shares it. Its files are hard links to those of the program where that is possible.
So a file is always replaced and never written to. `.base.json` says how each file was when it was
copied; from that follows who changed it since.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from data.bring.disk import Signature, are_same, delete, move, private_folder, share, signature
from data.bring.locks import changing_draft
from data.bring.places import ChangeKind, FileChange, copy_program, program_files
from data.bring.recovery import recover_if_idle
from data.errors import ProgramError
from data.store.os_errors import as_program_error
from data.store.replacing import beside, replacement

DRAFT = ".draft"
_BASE = ".base.json"
_NEW, _OLD = ".draft.new", ".draft.old"  # a draft that is being made, or deleted

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")
# How a file was when it was copied: in the program's folder, and in the draft.
Base = dict[str, tuple[Signature | None, Signature | None]]


@dataclass(frozen=True)
class Draft:
    """`work` holds the files of the draft of the program's `folder`."""

    folder: Path
    work: Path


def changing(
    function: Callable[Concatenate[Draft, _Given], _Answer],
) -> Callable[Concatenate[Draft, _Given], _Answer]:
    """Run a function that changes a draft while nobody else does; see `changing_draft`."""

    def alone(draft: Draft, /, *args: _Given.args, **kwargs: _Given.kwargs) -> _Answer:
        with as_program_error(draft.work), changing_draft(draft.folder):
            return function(draft, *args, **kwargs)

    return update_wrapper(alone, function)


def open_draft(folder: Path) -> Draft:
    """The draft of the program in `folder`, which is made when there is none.

    Files that only the program's folder changed since are taken over. What a job left unfinished
    when it was killed is finished or undone first.

    Raises ProgramError when `folder` cannot be read or written, or the disk is full.
    """
    if not folder.is_dir():
        raise ProgramError(f"{folder}: is not a folder")
    recover_if_idle(folder)
    with as_program_error(folder), changing_draft(folder):
        draft = Draft(folder, folder / DRAFT)
        for leftover in (_NEW, _OLD):
            delete(folder / leftover)
        if not draft.work.is_dir():
            _make(draft)
        _take_over(draft)
    return draft


def existing_draft(folder: Path) -> Draft | None:
    """The draft of the program in `folder`; None when there is none."""
    work = folder / DRAFT
    return Draft(folder, work) if work.is_dir() else None


@changing
def discard(draft: Draft) -> None:
    """Delete the draft with all its changes; raises ProgramError."""
    _discard(draft)


@changing
def discard_if_unchanged(draft: Draft) -> None:
    """Delete the draft when it changes nothing any more, as after a publication.

    Whoever added a file meanwhile keeps the draft with it.
    """
    _take_over(draft)
    if not changed(draft):
        _discard(draft)


def changed(draft: Draft) -> list[FileChange]:
    """What the draft changes in the program's folder, sorted by place; raises ProgramError."""
    with as_program_error(draft.work):
        states = _states(draft, _base(draft))
    changes = []
    for place, (ours, theirs) in sorted(states.items()):
        if ours:
            is_here, was_there = (draft.work / place).exists(), (draft.folder / place).exists()
            kind: ChangeKind = "removed" if not is_here else "changed" if was_there else "new"
            changes.append(FileChange(place, kind, is_disputed=theirs))
    return changes


def signatures(draft: Draft) -> dict[str, Signature | None]:
    """The state of each file of the draft by its place; raises ProgramError."""
    with as_program_error(draft.work):
        return {place: signature(path) for place, path in program_files(draft.work).items()}


def fingerprint(draft: Draft) -> str:
    """A text that is another one when any file of the draft has changed; raises ProgramError."""
    return fingerprint_of(signatures(draft))


def fingerprint_of(states: dict[str, Signature | None]) -> str:
    """The fingerprint of a draft whose files have these signatures."""
    return hashlib.sha256(json.dumps(states).encode()).hexdigest()


@changing
def remove_file(draft: Draft, place: str) -> None:
    """Take back what the draft does to the file at `place`: it is as in the program's folder again.

    Raises ProgramError when the draft does nothing to it.
    """
    if place not in {change.place for change in changed(draft)}:
        raise ProgramError(f"{place}: the draft does not change this file")
    base = _base(draft)
    _take(draft, place, base)
    _write_base(draft, base)


def _make(draft: Draft) -> None:
    """Make the draft, whole or not at all."""
    new = draft.folder / _NEW
    copy_program(draft.folder, new)
    private_folder(new)
    new.chmod(0o700)
    made = Draft(draft.folder, new)
    both = {place: _signatures(made, place) for place in program_files(new)}
    _write_base(made, both)
    new.rename(draft.work)


def _discard(draft: Draft) -> None:
    old = draft.folder / _OLD
    delete(old)
    draft.work.rename(old)
    delete(old)


def _take_over(draft: Draft) -> None:
    """Take the files that changed only in the program's folder into the draft."""
    base = _base(draft)
    before = dict(base)
    for place, (ours, theirs) in _states(draft, base).items():
        if theirs and not ours:
            _take(draft, place, base)
        elif not ours:
            base[place] = _signatures(draft, place)
    base = {place: both for place, both in base.items() if both != (None, None)}
    if base != before:
        _write_base(draft, base)


def _states(draft: Draft, base: Base) -> dict[str, tuple[bool, bool]]:
    """For each place, whether the draft changed the file, and whether the program's folder did."""
    states = {}
    for place in {*program_files(draft.folder), *program_files(draft.work), *base}:
        there, here = base.get(place, (None, None))
        folder_now, draft_now = _signatures(draft, place)
        theirs, ours = folder_now != there, draft_now != here
        if (theirs or ours) and are_same(draft.folder / place, draft.work / place):
            theirs = ours = False
        states[place] = (ours, theirs)
    return states


def _take(draft: Draft, place: str, base: Base) -> None:
    """Make a file of the draft what it is in the program's folder."""
    theirs, ours = draft.folder / place, draft.work / place
    if theirs.exists():
        part = beside(ours)
        part.unlink(missing_ok=True)
        share(theirs, part)
        move(part, ours)
    else:
        ours.unlink(missing_ok=True)
    base[place] = _signatures(draft, place)


def _signatures(draft: Draft, place: str) -> tuple[Signature | None, Signature | None]:
    return signature(draft.folder / place), signature(draft.work / place)


def _base(draft: Draft) -> Base:
    text = (draft.work / _BASE).read_text(encoding="utf-8")
    pairs = json.loads(text).items()
    return {
        place: (tuple(there) if there else None, tuple(here) if here else None)
        for place, (there, here) in pairs
    }


def _write_base(draft: Draft, base: Base) -> None:
    with replacement(draft.work / _BASE) as file:
        file.write(json.dumps(base).encode())
