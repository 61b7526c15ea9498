"""Texts in a program's own words.

Texts in the code say "MVP", "lead" and "checkpoint", as the standard program does, and they name a
label of the rules by its word: `{label:on_track}`. `in_own_words` says them as the program does. It
is for texts of ours alone, and puts values in afterwards, so that no text of the data is changed:
`in_own_words("{name} is no MVP.", name=name)`. tests/test_own_words.py finds texts without it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from data.settings.own_words import OwnWords

STANDARD = OwnWords()
_SPOKEN: ContextVar[OwnWords] = ContextVar("words", default=STANDARD)

# The key in [words] of each word in a text.
_KEYS = {
    "mvp program": "program",
    "mvp": "person",
    "mvps": "people",
    "lead": "lead",
    "leads": "leads",
    "team lead": "lead",
    "team leads": "leads",
    "checkpoint": "checkpoint",
    "checkpoints": "checkpoints",
}
SAID = re.compile(
    r"`[^`]*`"  # keys, commands and names of files stay
    r"|\{label:(?P<label>\w+)\}"
    r"|(?<![\w/.=])(?<!--)(?P<article>\b[Aa]n? )?\b"
    r"(?P<word>MVP program|MVPs?|(?:[Tt]eam )?[Ll]eads?|[Cc]heckpoints?)"
    r"(?P<owner>['’](?:s\b|(?!\w)))?"
    r"(?![\w/=]|\.\w)"
)
_BEGINNING = re.compile(r"(?:^|[.!?]\s+|\n)[\W_]*$")
_ABBREVIATION = re.compile(r"[A-Z]{2,}s?\b")
_VOWEL_AS_A_LETTER = re.compile(r"[AEFHILMNORSX]")
_VOWEL = re.compile(
    r"(?!eu|ewe|one\b|once\b|uni(?!m|n)|u[bst][aeiou])[aeiou]|hour|hono|heir|honest|8",
    re.IGNORECASE,
)


def in_own_words(text: str, **values: object) -> str:
    """One of our texts as the program of this run says it; with standard words it is the same.

    `values` are put into it as `str.format` does, unchanged.
    """
    own = _SPOKEN.get()
    if own is not STANDARD or "{label:" in text:
        text = SAID.sub(lambda found: _instead(found, own), text)
    return text.format(**values) if values else text


def spoken() -> OwnWords:
    """What the program of this run calls things."""
    return _SPOKEN.get()


def own_word(key: str) -> str:
    """What the program of this run calls something: `person`, `people` and so on, as in [words]."""
    return str(getattr(_SPOKEN.get(), key))


def own_label(word: str) -> str:
    """What the program of this run calls a word of the rules: `on_track` is "on track"."""
    return _SPOKEN.get().label(word)


@contextmanager
def speaking(own: OwnWords) -> Iterator[None]:
    """Texts in this context are in the words of a program."""
    token = _SPOKEN.set(STANDARD if own == STANDARD else own)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def with_article(word: str) -> str:
    """The word after "a" or "an", by how it sounds: "an MVP", "a champion"."""
    is_vowel = _VOWEL_AS_A_LETTER if _ABBREVIATION.match(word) else _VOWEL
    return f"an {word}" if is_vowel.match(word) else f"a {word}"


def _instead(found: re.Match[str], own: OwnWords) -> str:
    """What to say in place of a word that was found in a text."""
    is_at_beginning = bool(_BEGINNING.search(found.string, 0, found.start()))
    if found["label"]:
        label = own.label(found["label"])
        return _capital(label) if is_at_beginning else label
    if not found["word"]:
        return found[0]
    word, key = found["word"], _KEYS[found["word"].lower()]
    instead = str(getattr(own, key))
    if instead == getattr(STANDARD, key):
        return found[0]
    owner = found["owner"] or ""
    if word.endswith("s") and len(owner) == 1 and not instead.endswith("s"):
        owner += "s"  # "MVPs' goals" are "staff's goals"
    article = found["article"]
    is_first = is_at_beginning and not article
    if is_first if word.startswith("MVP") else word[0].isupper():
        instead = _capital(instead)
    if article:
        instead = with_article(instead)
        instead = _capital(instead) if article[0] == "A" else instead
    return instead + owner


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
