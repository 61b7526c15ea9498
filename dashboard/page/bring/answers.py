"""What was found in a draft, kept until files change that it depends on: reading takes a while."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st
from cachetools import LRUCache

from dashboard.page.bring.changing import DRAFT
from data.bring.apart import apart
from data.bring.disk import signature
from data.bring.draft import Draft
from data.bring.places import program_files
from data.errors import ProgramError

_MOST = 256  # answers of all drafts together
_LARGE = 10_000_000  # bytes of files, about which questions are answered in another process
_Key = tuple[str, str]
_answers: LRUCache[_Key, tuple[object, Any, ProgramError | None]] = LRUCache(_MOST)
_Answer = TypeVar("_Answer")


def answer(
    draft: Draft,
    question: str,
    ask: Callable[[], _Answer],
    wait: str,
    beginnings: tuple[str, ...] = ("",),
) -> _Answer:
    """The answer to a question about the draft; `ask` is called when its files have changed.

    It depends on the files whose places begin with one of `beginnings`. `wait` is said meanwhile.
    When these are large, `ask` is called in another process, so the app keeps its memory.
    Raises the ProgramError that `ask` raises.
    """
    key = str(draft.work), question
    with DRAFT:
        if key not in _answers or _answers[key][0] != _state(draft, beginnings):
            with st.spinner(wait):
                found, error = _asked(ask, _bytes(draft, beginnings) > _LARGE)
            _answers[key] = _state(draft, beginnings), found, error  # asking may write a mapping
        _, found, error = _answers[key]
    if error is not None:
        raise error
    return found  # type: ignore[no-any-return]


def keep(draft: Draft, question: str, found: object) -> None:
    """Keep the answer to a question about all files of the draft as they are now."""
    with DRAFT:
        _answers[str(draft.work), question] = _state(draft, ("",)), found, None


def _state(draft: Draft, beginnings: tuple[str, ...]) -> object:
    """What differs when any of the files has changed."""
    files = program_files(draft.work).items()
    return [(place, signature(path)) for place, path in files if place.startswith(beginnings)]


def _bytes(draft: Draft, beginnings: tuple[str, ...]) -> int:
    files = program_files(draft.work).items()
    return sum(path.stat().st_size for place, path in files if place.startswith(beginnings))


def _asked(
    ask: Callable[[], _Answer], are_large: bool
) -> tuple[_Answer | None, ProgramError | None]:
    try:
        return (apart(ask) if are_large else ask()), None
    except ProgramError as error:
        return None, error
