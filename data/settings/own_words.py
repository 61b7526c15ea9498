"""What a program calls its people, leads and checkpoints, and the labels of words of the rules."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from data.settings import words
from data.settings.counting import Table
from data.settings.faults import nearest

_LONGEST = 40  # characters
_LETTERS_AND_DIGITS = re.compile(r"[^\W_](?:[^\W_]|[-'’]| (?=[^\W_]))*")
_PAIRS = (("person", "people"), ("lead", "leads"), ("checkpoint", "checkpoints"))


def _plain(text: str) -> str:
    if not _LETTERS_AND_DIGITS.fullmatch(text):
        raise ValueError(
            f"{text!r} is no word to show: it may have letters, digits, spaces, hyphens and "
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

    @model_validator(mode="after")
    def _fit_together(self) -> "OwnWords":
        if faults := [*self._lone_words(), *self._shared_words(), *self._shared_labels()]:
            raise ValueError("; ".join(faults))
        return self

    def _lone_words(self) -> Iterator[str]:
        """One and several are two settings; with one of them, pages would mix two words."""
        standard = OwnWords.model_fields
        for pair in _PAIRS:
            own = [getattr(self, name) != standard[name].default for name in pair]
            if any(own) and not all(own):
                yield f"{pair[0]} and {pair[1]} go together: write both"

    def _shared_words(self) -> Iterator[str]:
        said = Counter(getattr(self, one).lower() for one, _ in _PAIRS)
        for word in (word for word, times in said.items() if times > 1):
            yield f"person, lead and checkpoint must differ; {word} is two of them"

    def _shared_labels(self) -> Iterator[str]:
        """No two words of a list may read the same."""
        for meanings in words.LISTS:
            word_of: dict[str, str] = {}
            for word in meanings:
                other = word_of.setdefault(self.label(word).lower(), word)
                if other != word and {word, other} & self.labels.keys():
                    yield f"labels: {other} and {word} both read {self.label(word)!r}"
