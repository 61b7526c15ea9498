"""What was found in a draft, kept until files change that it depends on: reading takes a while."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st
from cachetools import LRUCache

from dashboard.page.bring.changing import DRAFT
from dashboard.page.bring.listing import Listing
from data.bring.apart import apart
from data.bring.disk import Signature
from data.bring.uploads import MOST_FILES
from data.errors import ProgramError

_MOST = 2 * MOST_FILES  # answers: what is read of each file of a draft, and of each mapping
_LARGE = 10_000_000  # bytes of files, about which questions are answered in another process
_Key = tuple[str, str]
_States = dict[str, Signature | None]
_answers: LRUCache[_Key, tuple[_States, Any, ProgramError | None]] = LRUCache(_MOST)
_Answer = TypeVar("_Answer")


def answer(
    listing: Listing,
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
    key = str(listing.draft.work), question
    with DRAFT:
        states = _states(listing, beginnings)
        if key not in _answers or _answers[key][0] != states:
            with st.spinner(wait):
                found, error = _asked(ask, _bytes(states) > _LARGE)
            listing.forget()  # asking may write a mapping
            _answers[key] = _states(listing, beginnings), found, error
        _, found, error = _answers[key]
    if error is not None:
        raise error
    return found  # type: ignore[no-any-return]


def keep(listing: Listing, question: str, found: object) -> None:
    """Keep the answer to a question about all files of the draft, which have just been changed."""
    with DRAFT:
        listing.forget()
        _answers[str(listing.draft.work), question] = _states(listing, ("",)), found, None


def _states(listing: Listing, beginnings: tuple[str, ...]) -> _States:
    """What differs when any of the files has changed."""
    return {p: state for p, state in listing.signatures.items() if p.startswith(beginnings)}


def _bytes(states: _States) -> int:
    return sum(state[0] for state in states.values() if state)


def _asked(
    ask: Callable[[], _Answer], are_large: bool
) -> tuple[_Answer | None, ProgramError | None]:
    try:
        return (apart(ask) if are_large else ask()), None
    except ProgramError as error:
        return None, error
