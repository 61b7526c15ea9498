"""The accounts of the sample's MVPs on the sources of their contributions."""

import random
from collections.abc import Iterator
from datetime import timedelta

from data.sample.files import Row
from data.sample.names import latin_letters
from data.sample.people import Person
from data.sample.program import Program

SHARE_OF_RENAMED = 0.06  # whose user name has changed


def account_rows(program: Program, people: list[Person]) -> Iterator[Row]:
    """The rows of `accounts`: user names of everybody, and authors of works by their name."""
    tracks = program.tracks
    community = next((t for t in tracks if t.style.accounts == "everybody"), tracks[0]).name
    by_name = [track.name for track in tracks if track.style.accounts == "authors"]
    names = [person.name for person in people]
    for number, person in enumerate(people, start=1):
        rng = random.Random(f"{program.seed}/accounts/{person.mvp_id}")
        user_name = f"{latin_letters(person.name) or 'user'}{number}"
        renamed_on = person.entered_on + timedelta(days=rng.randint(60, 200))
        account: Row = {"source": community, "mvp_id": person.mvp_id}
        if rng.random() < SHARE_OF_RENAMED and renamed_on < program.as_of:
            yield account | {
                "account": f"{user_name}_old",
                "to_on": renamed_on - timedelta(days=1),
            }
            yield account | {"account": user_name, "from_on": renamed_on}
        else:
            yield account | {"account": user_name}
        for track in by_name:
            if track in person.usual and names.count(person.name) == 1:
                yield {"source": track, "account": person.name, "mvp_id": person.mvp_id}
