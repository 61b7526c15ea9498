"""The accounts of the sample's MVPs on the sources of their contributions."""

import random
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from data.sample.files import Row
from data.sample.people import Person

SHARE_OF_RENAMED = 0.06  # whose user name in the forum has changed


def account_rows(seed: int, people: list[Person], as_of: date) -> Iterator[Row]:
    """The rows of `accounts`: everybody in the forum, authors of components by their name."""
    names = [person.name for person in people]
    for number, person in enumerate(people, start=1):
        rng = random.Random(f"{seed}/accounts/{person.mvp_id}")
        user_name = f"{_latin_letters(person.name) or 'user'}{number}"
        renamed_on = person.entered_on + timedelta(days=rng.randint(60, 200))
        account: Row = {"source": "forum", "mvp_id": person.mvp_id}
        if rng.random() < SHARE_OF_RENAMED and renamed_on < as_of:
            yield account | {
                "account": f"{user_name}_old",
                "to_on": renamed_on - timedelta(days=1),
            }
            yield account | {"account": user_name, "from_on": renamed_on}
        else:
            yield account | {"account": user_name}
        if "forge" in person.usual and names.count(person.name) == 1:
            yield {"source": "forge", "account": person.name, "mvp_id": person.mvp_id}


def _latin_letters(name: str) -> str:
    """The letters a to z of a name in lower case, without their accents."""
    letters = unicodedata.normalize("NFKD", name).lower()
    return "".join(letter for letter in letters if "a" <= letter <= "z")
