"""Names of people in a form that can be compared, and user names that are made of them."""

import re
import unicodedata
from collections.abc import Callable

# Letters of their own that have no accent to strip, and how they are written without them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "\u0131": "i", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"}
    | {"ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "ĸ": "k", "\u017f": "s"}
)
# How some letters with an accent are written where there is no key for them.
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
# Accents of Latin, Greek and Cyrillic, and vowel points of Hebrew and Arabic. The vowels of other
# scripts are letters of their own.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0640\u064b-\u065f\u0670]")
# Apostrophes, and characters that nobody sees.
_NOT_WRITTEN = re.compile("['`\u00b4\u02bc\u2018\u2019\u00ad\u200b-\u200f\u2060\ufeff]")
_NEW_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
# What people put before or after their name in a user name.
_AFFIXES = frozenset("mvp dev codes code coder official old new blog the real hq tech".split())
_SHORTENED = 3  # letters to which a family name is shortened in a user name, at most
_SHORTEST_ALONE = 4  # letters of a first or last name that stands for the person alone
WHOLE_WORD = 3  # letters of a word from which it is more than an initial


def folded(text: str) -> str:
    """The text without case, accents and apostrophes; letters such as ø, ß and ł become o, ss, l.

    Blanks and signs stay. Scripts other than Latin stay as they are.
    """
    plain = _NOT_WRITTEN.sub("", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", plain.translate(_LETTERS)))


def without_accents(name: str) -> list[str]:
    """How else a name is typed: without accents, and with umlauts spelled out; empty if not at all.

    Müller is also Muller and Mueller. Upper and lower case, blanks and signs stay as they are, and
    so do scripts other than Latin.
    """
    composed = unicodedata.normalize("NFC", name)
    ways = (_letter_by_letter(composed, folded), _letter_by_letter(composed, _spelled_out))
    return [way for way in dict.fromkeys(ways) if way != composed]


def _spelled_out(letter: str) -> str:
    return folded(letter.casefold().translate(_SPELLED_OUT))


def _letter_by_letter(text: str, written: Callable[[str], str]) -> str:
    """The text with each Latin letter beyond ASCII as it is `written`, in the case that it had."""
    plain = ""
    for letter in text:
        other = written(letter) if letter.isalpha() else letter
        is_latin = other.isascii() and not letter.isascii()
        plain += (other.capitalize() if letter.isupper() else other) if is_latin else letter
    return plain


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name, sorted, so that "Last, First" is "First Last"."""
    return tuple(sorted(_words(folded(text))))


def spellings(name: str) -> set[tuple[str, ...]]:
    """The folded words of a name in its order; twice where an umlaut is often spelled out."""
    composed = unicodedata.normalize("NFC", name).casefold()
    return {tuple(_words(folded(text))) for text in (name, composed.translate(_SPELLED_OUT))}


def _words(text: str) -> list[str]:
    """What stands between signs and blanks. Vowel marks, as in Hindi, belong to their word."""
    is_in_word = (unicodedata.category(character)[0] in "LMN" for character in text)
    return "".join(
        character if inside else " " for character, inside in zip(text, is_in_word, strict=True)
    ).split()


def user_name_words(account: str) -> tuple[str, ...]:
    """The folded words of a user name such as `Anneli_B2`, without digits at the ends of words.

    Words that say what somebody does, such as `dev`, are left out.
    """
    found = [word.strip("0123456789") for word in _words(folded(_NEW_WORD.sub(" ", account)))]
    return tuple(word for word in found if word and word not in _AFFIXES)


def user_names(name: tuple[str, ...]) -> set[str]:
    """User names that are made of the words of a name, without blanks and signs."""
    made = set()
    for first, *further in (name, (*name[1:], *name[:1])) if len(name) > 1 else ():
        made.add("".join((first, *further)))
        made.add("".join(word[0] for word in (first, *further[:-1])) + further[-1])
        for other in further:
            made |= {first + other, first[0] + other, other + first[0]}
    return {each for each in made if len(each) > WHOLE_WORD}


def is_shortened(user_name: str, name: tuple[str, ...]) -> bool:
    """Whether a user name is a first name and the beginning of another, as in `juergengk`.

    The first name may be shortened to four letters. What follows it begins another name, is made of
    a few of its letters in their order, or is the initials of all others.
    """
    given, *further = name
    different = (one != other for one, other in zip(user_name, given, strict=False))
    common = next((at for at, is_other in enumerate(different) if is_other), len(given))
    rest = user_name[common:]
    if not rest or common < min(len(given), _SHORTEST_ALONE) or common < WHOLE_WORD:
        return False
    return rest == "".join(word[0] for word in further) or any(
        word.startswith(rest)
        or (len(rest) <= _SHORTENED and word[0] == rest[0] and _has_in_order(word, rest))
        for word in further
    )


def _is_longer(word: str, other: str) -> bool:
    return len(other) > _SHORTEST_ALONE and word.startswith(other)


def _has_in_order(word: str, letters: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


def beginnings(given: str) -> set[str]:
    """A first name, and its beginnings that are long enough to stand for it."""
    return {given, *(given[:end] for end in range(_SHORTEST_ALONE, len(given)))}


def names_alone(name: tuple[str, ...]) -> set[str]:
    """The words of a name that can stand for the person, also without their last letters."""
    cut = (word[: len(word) - less] for word in name for less in range(_SHORTENED))
    return {word for word in cut if len(word) >= _SHORTEST_ALONE}


def is_part_of(some: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether every word of `some` is a word of `name`, its beginning or its initial.

    Each is used once; there are at least two words, and one of them is whole.
    """
    if len(some) < 2 or not any(len(word) >= WHOLE_WORD and word in name for word in some):
        return False
    left = list(name)
    for word in sorted(some, key=len, reverse=True):
        fitting = [each for each in left if each == word] or [
            each
            for each in left
            if len(word) != WHOLE_WORD - 1 and (each.startswith(word) or _is_longer(word, each))
        ]
        if not fitting:
            return False
        left.remove(fitting[0])
    return True
