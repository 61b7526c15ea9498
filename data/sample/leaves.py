"""Leaves: one MVP in ten has one, and the whole program has one."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from data.sample.files import Row
from data.sample.people import Person
from data.sample.program import Program
from data.sample.season import Year

REASONS = ("Parental leave", "Sick leave", "Sabbatical", "Caring for family", None)
FORUM_REASON = "Forums read-only while the community site moves"
PROGRAM_REASON = "The community site moves"

# This is more than one in ten: a leave is dropped when its MVP leaves the program before it.
SHARE = 0.13

# mvp_id (or * for everybody) -> from_on, to_on (None: no end), reason
Leaves = dict[str, tuple[date, date | None, str | None]]


def invent_leaves(program: Program, people: list[Person]) -> Leaves:
    """A leave for one MVP in ten, and, unless it is new, one for the whole program in June.

    One in twelve of the leaves covers the as-of date; every other of these has no end.
    """
    rng, as_of = random.Random(f"{program.seed}/leaves"), program.as_of
    has_forum = any(track.name == "forum" for track in program.tracks)
    reason = FORUM_REASON if has_forum else PROGRAM_REASON
    leaves: Leaves = {} if program.since else {"*": (*program_leave(as_of), reason)}
    first = program.begins_on + timedelta(days=14)
    eligible = [p for p in people if p.entered_on < as_of - timedelta(days=60) and not p.left_on]
    for number, person in enumerate(rng.sample(eligible, round(SHARE * len(eligible)))):
        begin = max(first, person.entered_on)
        is_now = number % 12 == 0
        back = rng.randint(3, 45) if is_now else rng.randint(46, (as_of - begin).days)
        from_on = as_of - timedelta(days=back)
        days = rng.randint(60, 140) if is_now else rng.randint(10, 120)
        is_open = is_now and number % 24 == 0
        to_on = None if is_open else from_on + timedelta(days=days)
        leaves[person.mvp_id] = (from_on, to_on, rng.choice(REASONS))
    return leaves


def program_leave(as_of: date) -> tuple[date, date]:
    """Five days in June, of the last year in which they ended a month before the as-of date."""
    year = as_of.year if as_of >= date(as_of.year, 7, 12) else as_of.year - 1
    return date(year, 6, 8), date(year, 6, 12)


def days_on_leave(leaves: Leaves, mvp_id: str, year: Year) -> np.ndarray:
    """For each day of a year, whether a leave of the MVP or of the whole program covers it."""
    covered = np.zeros(year.length, dtype=bool)
    for key in ("*", mvp_id):
        if key in leaves:
            covered |= year.mask(*leaves[key][:2])
    return covered


def leave_rows(leaves: Leaves, people: list[Person]) -> Iterator[Row]:
    """The rows of `leaves`, without those that begin after the MVP has left."""
    left_on = {person.mvp_id: person.left_on for person in people if person.left_on}
    for mvp_id, (from_on, to_on, reason) in leaves.items():
        if from_on < left_on.get(mvp_id, date.max):
            yield {"mvp_id": mvp_id, "from_on": from_on, "to_on": to_on, "reason": reason}
