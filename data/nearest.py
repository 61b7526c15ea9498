"""What is said of a word that is not known: which of the known ones may be meant."""

from collections.abc import Iterable
from difflib import get_close_matches

_ALIKE = 0.6  # how much of two words must agree, from 0 to 1
_NAMED = 3  # words that a message names at most


def nearest(word: str, known: Iterable[str]) -> str:
    """`; is forum meant?` for a word like a known one; otherwise all that are known."""
    known = list(known)
    near = most_like(word.lower(), known)
    return f"; is {near} meant?" if near else f"; known: {', '.join(known)}" if known else ""


def most_like(word: str, known: Iterable[str]) -> str | None:
    """The word of `known` that is most like `word`, if one is."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=_ALIKE)), None)


def likely(text: str, known: Iterable[str]) -> str:
    """`; is it one of these: eva, eva2?` for what is like known ones; "" if it is like none."""
    by_lower = {word.lower(): word for word in known}
    near = get_close_matches(text.lower(), list(by_lower), n=_NAMED, cutoff=_ALIKE)
    named = ", ".join(by_lower[word] for word in near)
    return f"; is it one of these: {named}?" if named else ""
