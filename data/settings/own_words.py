"""What a program calls its people, leads and checkpoints, and the labels of words of the rules."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from data.nearest import nearest
from data.settings import words
from data.settings.counting import Contradiction, Table
from data.settings.toml import as_toml

_LONGEST = 40  # characters
_LETTERS_AND_DIGITS = re.compile(r"[^\W_](?:[^\W_]|[-'’]| (?=[^\W_]))*")
_PAIRS = (("person", "people"), ("lead", "leads"), ("checkpoint", "checkpoints"))
# What pages speak of beside people, leads and checkpoints.
_OF_PAGES = {
    f"{word}{ending}"
    for word in ("track", "team", "contribution", "commitment", "goal", "target", "level", "risk")
    for ending in ("", "s")
}


def _plain(text: str) -> str:
    if not _LETTERS_AND_DIGITS.fullmatch(text):
        raise ValueError(
            f"{as_toml(text)} is no word to show: it may have letters, digits, spaces, hyphens and "
            "apostrophes, such as team captain"
        )
    return text


def _word_of_the_rules(word: str) -> str:
    known = [word for meanings in words.LISTS for word in meanings]
    if word not in known:
        raise ValueError(f"the rules have no such word{nearest(word, dict.fromkeys(known))}")
    return word


OwnWord = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=_LONGEST), AfterValidator(_plain)
]
RuleWord = Annotated[str, AfterValidator(_word_of_the_rules)]


class OwnWords(Table):
    """The table `[words]`; `labels` maps a word of the rules (`on_track`) to what people read."""

    program: OwnWord = "MVP program"
    person: OwnWord = "MVP"
    people: OwnWord = "MVPs"
    lead: OwnWord = "lead"
    leads: OwnWord = "leads"
    checkpoint: OwnWord = "checkpoint"
    checkpoints: OwnWord = "checkpoints"
    labels: dict[RuleWord, OwnWord] = Field(default_factory=dict)

    def label(self, word: str) -> str:
        """What people read for a word of the rules; the last stage of a nominee is the person."""
        if word == "mvp" and self.person != OwnWords.model_fields["person"].default:
            return self.labels.get(word, self.person)
        return self.labels.get(word, words.label(word))

    def __hash__(self) -> int:
        return hash(self.model_dump_json())

    def contradictions(self) -> Iterator[Contradiction]:
        """Words that pages would mix, or that could not be told apart."""
        yield from self._lone_words()
        yield from self._shared_words()
        yield from self._shared_labels()

    def _lone_words(self) -> Iterator[Contradiction]:
        """One and several are two settings; with one of them, pages would mix two words."""
        standard = OwnWords.model_fields
        for pair in _PAIRS:
            own = [getattr(self, name) != standard[name].default for name in pair]
            if any(own) and not all(own) and len({getattr(self, name) for name in pair}) > 1:
                yield (pair[own.index(True)],), f"{pair[0]} and {pair[1]} go together: write both"

    def _shared_words(self) -> Iterator[Contradiction]:
        """Two things with one name could not be told apart in a sentence.

        One and several of a thing may be one word, and a program may have the name of its people.
        """
        named: dict[str, str] = {}
        for thing in (("program",), *_PAIRS):
            words = {name: getattr(self, name) for name in thing}
            for name, word in words.items():
                other = named.get(word.casefold(), name)
                if other != name and (other, name) != ("program", "people"):
                    said = f"{other} and {name} are both {as_toml(word)}; call them differently"
                    yield (self._written(name, other),), said
                elif name != "program" and word.casefold() in _OF_PAGES:
                    said = f"{as_toml(word)} is what pages call something else; take another word"
                    yield (name,), said
            named |= {word.casefold(): name for name, word in words.items()}

    def _written(self, name: str, other: str) -> str:
        """The one of two keys that the program has written, the first when it has both."""
        standard = type(self).model_fields[name].default
        return other if getattr(self, name) == standard else name

    def _shared_labels(self) -> Iterator[Contradiction]:
        """No two words of a list may read the same."""
        for meanings in words.LISTS:
            word_of: dict[str, str] = {}
            for word in meanings:
                other = word_of.setdefault(self.label(word).lower(), word)
                own = [each for each in (word, other) if self.label(each) != words.label(each)]
                if other != word and own:
                    said = f"{other} and {word} both read {as_toml(self.label(word))}"
                    at = next((each for each in own if each in self.labels), None)
                    yield ("labels", at) if at else ("person",), said
