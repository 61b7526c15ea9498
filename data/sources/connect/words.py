"""The words of words.toml, and how texts are compared with them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

_LIKELY = 0.88  # how much of two names must agree, from 0 to 1


@cache
def words() -> dict[str, Any]:
    """The tables of words.toml."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def folded(text: str) -> str:
    """The text in lower case, without accents, with one blank for each run of other signs."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", plain).strip()


def likeness(name: str, candidates: Iterable[str]) -> float:
    """From 0 to 1: how well the name of a column fits the words, which are in order of value."""
    name = folded(name)
    best = 0.0
    for position, word in enumerate(candidates):
        value = 1 - min(position, 50) / 200
        if name == word:
            best = max(best, value)
        elif len(word) > 3 and re.search(rf"\b{re.escape(word)}\b", name):
            best = max(best, 0.75 * value)
        elif len(word) > 4 and SequenceMatcher(None, name, word).ratio() >= _LIKELY:
            best = max(best, 0.7 * value)
    return best


def _is_in(word: str, text: str) -> bool:
    """Whether a word of a table is in the folded text, or is all of it when it begins with `=`."""
    if word.startswith("="):
        return text == word[1:]
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


def first_named(text: str, table: str, allowed: Iterable[str]) -> str | None:
    """The first of the `allowed` keys of a table of words of which a word is in the text.

    A key that the table does not have is a word of its own. A longer word counts before a shorter
    one: `blog post` is an article even beside `post`.
    """
    text, found = folded(text), []
    known: dict[str, list[str]] = words()[table]
    keys = [key for key in known if key in (allowed := list(allowed))]
    for position, key in enumerate([*keys, *(key for key in allowed if key not in known)]):
        if matches := [word for word in known.get(key, [folded(key)]) if _is_in(word, text)]:
            found.append((-max(map(len, matches)), position, key))
    return min(found)[2] if found else None
