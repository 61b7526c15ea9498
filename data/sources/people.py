"""What is known about the names, addresses and accounts of the MVPs, to be looked up by account."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from data.sources.names import (
    WHOLE_WORD,
    beginnings,
    folded,
    is_part_of,
    is_shortened,
    names_alone,
    spellings,
    user_name_words,
    user_names,
    words,
)

Name = tuple[str, ...]  # folded words
_OF_NOBODY = frozenset(
    "admin contact hello info mail noreply office support team webmaster".split()
)
_SHORTEST_JOINED = 6  # letters of a word that alone is a user name made of a name
_SHORTEST_PART = 4  # letters of the part of an address before the @

# Why an account may be that of an MVP, the strongest reason first.
_REASONS = (
    "their own e-mail address",
    "theirs on other days",
    "their account on another source",
    "same name",
    "same name as in their e-mail address",
    "an address with the same part before the @",
    "user name is their e-mail address before the @",
    "user name made of the name",
    "user name made of the name in their e-mail address",
    "the name with further words",
    "the name in their e-mail address with further words",
    "the name with words shortened or left out",
    "the name in their e-mail address with words shortened or left out",
    "first or last name alone",
    "similar name",
)
SIMILAR = "similar name"
STRENGTH = {reason: number for number, reason in enumerate(_REASONS)}


@dataclass(frozen=True)
class Person:
    """An MVP: the name, all addresses, and the linked accounts as (source, account)."""

    mvp_id: str
    name: str
    emails: tuple[str, ...] = ()
    accounts: tuple[tuple[str, str], ...] = ()


@dataclass
class _Index:
    """Which MVPs have a key, such as a folded name."""

    found: dict[object, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, mvp_id: str, keys: Iterable[object]) -> None:
        for key in keys:
            self.found[key].add(mvp_id)

    def of(self, *keys: object) -> set[str]:
        return set().union(*(self.found.get(key, ()) for key in keys))


class People:
    """The MVPs of a program, found by what an account has in common with them."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.by_id = {person.mvp_id: person for person in people}
        self.names: dict[str, set[Name]] = {}
        self.names_in_addresses: dict[str, set[Name]] = {}
        self._indexes: dict[str, _Index] = defaultdict(_Index)
        for person in self.by_id.values():
            self._add(person)

    def _add(self, person: Person) -> None:
        mvp_id, parts = person.mvp_id, [_before_at(email) for email in person.emails]
        self.names[mvp_id] = spellings(person.name)
        in_addresses = {user_name_words(part) for part in parts}
        self.names_in_addresses[mvp_id] = {name for name in in_addresses if len(name) > 1}
        index = self._indexes
        index["address"].add(mvp_id, (email.lower() for email in person.emails))
        index["part"].add(mvp_id, (_letters(part) for part in parts if is_of_a_person(part)))
        for source, account in person.accounts:
            index["account"].add(mvp_id, [folded(account)])
            index["account of source"].add(mvp_id, [(folded(source), folded(account))])
        for kind, names in (("name", self.names), ("in address", self.names_in_addresses)):
            for name in names[mvp_id]:
                index[kind].add(mvp_id, [tuple(sorted(name))])
                index[f"user name, {kind}"].add(mvp_id, user_names(name))
                index[f"given, {kind}"].add(mvp_id, beginnings(name[0]))
                index[f"word, {kind}"].add(mvp_id, name)
                index["alone"].add(mvp_id, names_alone(name))

    def namesakes(self, mvp_id: str) -> int:
        """How many MVPs have the name of this one, without it."""
        keys = (tuple(sorted(name)) for name in self.names[mvp_id])
        return len(self._indexes["name"].of(*keys) - {mvp_id})

    def likely(self, source: str, account: str) -> dict[str, str]:
        """The MVPs who may have an account, each with the strongest reason; {} where there is none.

        A first or last name alone is a reason only where there is no other.
        """
        found: dict[str, str] = {}
        for reason, mvp_ids in self._matches(source, account):
            for mvp_id in mvp_ids:
                if mvp_id not in found or STRENGTH[reason] < STRENGTH[found[mvp_id]]:
                    found[mvp_id] = reason
        alone = user_name_words(_before_at(account))
        if not found and len(alone) == 1:
            found = dict.fromkeys(self._indexes["alone"].of(*alone), "first or last name alone")
        return found

    def _matches(self, source: str, account: str) -> Iterator[tuple[str, set[str]]]:
        index, text, is_address = self._indexes, _before_at(account), "@" in account
        yield "their own e-mail address", index["address"].of(account.lower())
        yield (
            "theirs on other days",
            index["account of source"].of((folded(source), folded(account))),
        )
        yield "their account on another source", index["account"].of(folded(account))
        if not is_address:
            yield "same name", index["name"].of(words(text))
            yield "same name as in their e-mail address", index["in address"].of(words(text))
        if is_of_a_person(text):
            same_part = index["part"].of(_letters(text))
            if is_address:
                yield "an address with the same part before the @", same_part
            else:
                yield "user name is their e-mail address before the @", same_part
        if len(text.split()) == 1:
            yield from self._made_of_names(user_name_words(text))
        yield from self._with_parts_of_names(user_name_words(text))

    def _made_of_names(self, account: Name) -> Iterator[tuple[str, set[str]]]:
        """The MVPs of whose name a user name of these words is made."""
        index, joined = self._indexes, "".join(account)
        for kind, ending, names in (
            ("name", "", self.names),
            ("in address", " in their e-mail address", self.names_in_addresses),
        ):
            long_words = (word for word in account if len(word) >= _SHORTEST_JOINED)
            made = index[kind].of(tuple(sorted(account)))
            made |= index[f"user name, {kind}"].of(joined, *long_words)
            begin = (joined[:end] for end in range(WHOLE_WORD, len(joined)))
            for mvp_id in index[f"given, {kind}"].of(*begin):
                if any(is_shortened(joined, name) for name in names[mvp_id]):
                    made.add(mvp_id)
            yield f"user name made of the name{ending}", made

    def _with_parts_of_names(self, account: Name) -> Iterator[tuple[str, set[str]]]:
        """The MVPs who have words of their name in common with an account."""
        for kind, ending, names in (
            ("name", "", self.names),
            ("in address", " in their e-mail address", self.names_in_addresses),
        ):
            for mvp_id in self._indexes[f"word, {kind}"].of(*account):
                for name in names[mvp_id]:
                    if len(name) > 1 and set(name) <= set(account):
                        yield f"the name{ending} with further words", {mvp_id}
                    elif is_part_of(account, name):
                        yield f"the name{ending} with words shortened or left out", {mvp_id}


def is_of_a_person(part: str) -> bool:
    """Whether the part of an address before the @ can tell people apart."""
    letters = _letters(part)
    return len(letters) >= _SHORTEST_PART and letters not in _OF_NOBODY


def _before_at(account: str) -> str:
    """What stands before the @ of an address, and before a + there; another account as it is."""
    part, at, _ = account.partition("@")
    return part.partition("+")[0] if at and part else account


def _letters(text: str) -> str:
    return "".join(character for character in folded(text) if character.isalnum())
