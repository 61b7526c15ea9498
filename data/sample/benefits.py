"""Benefits that were granted, are missing, or have to be revoked."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from data.sample.files import Row
from data.sample.people import Person
from data.sample.program import Program

OTHERS = {"meetup_sponsorship": 0.15, "event_sponsorship": 0.08, "bootcamp": 0.12}
SHARE_MISSING = {"swag": 0.06, "badge": 0.03}


def benefit_rows(program: Program, people: list[Person]) -> Iterator[Row]:
    """The rows of `benefits` that are known on the as-of date, by MVP and benefit."""
    for person in people:
        rng = random.Random(f"{program.seed}/benefits/{person.mvp_id}")
        for benefit, granted_on in granted(rng, program, person):
            revoked_on = revoked(rng, person, benefit, granted_on, program.as_of)
            yield {
                "mvp_id": person.mvp_id,
                "benefit": benefit,
                "granted_on": granted_on,
                "revoked_on": revoked_on,
            }


def granted(
    rng: random.Random, program: Program, person: Person
) -> Iterator[tuple[str, date | None]]:
    """The benefits of one MVP by the as-of date, with None for those that are only requested.

    Some people get the first and the last benefit of the list before they sign the NDA.
    """
    as_of, standard = program.as_of, program.settings.standard_benefits
    begin = max(person.entered_on, person.nda_signed_on or person.entered_on)
    is_early = begin > as_of or person.nda_signed_on is None
    for benefit in standard:
        granted_on = begin + timedelta(days=rng.randint(0, 15))
        if is_early:
            if benefit in {standard[0], standard[-1]} and rng.random() < 0.5:
                yield benefit, min(granted_on, as_of - timedelta(days=rng.randint(0, 4)))
        elif granted_on <= as_of and rng.random() >= SHARE_MISSING.get(benefit, 0.01):
            yield benefit, granted_on
        elif rng.random() < 0.3:
            yield benefit, None
    for benefit, share in OTHERS.items():
        granted_on = begin + timedelta(days=rng.randint(30, 900))
        if rng.random() < share and granted_on <= as_of and person.is_in(granted_on):
            yield benefit, granted_on


def revoked(
    rng: random.Random, person: Person, benefit: str, granted_on: date | None, as_of: date
) -> date | None:
    """When a benefit was revoked: mostly soon after leaving, for a few moderators earlier."""
    if granted_on is None:
        return None
    if person.left_on is None:
        is_revoked = benefit == "moderator" and rng.random() < 0.012
        return max(granted_on, as_of - timedelta(days=rng.randint(20, 90))) if is_revoked else None
    revoked_on = person.left_on + timedelta(days=rng.randint(0, 12))
    is_forgotten = rng.random() < 0.05 and benefit not in OTHERS
    return None if is_forgotten or revoked_on > as_of else revoked_on
