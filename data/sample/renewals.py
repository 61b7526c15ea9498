"""The renewal after each year: who is invited, decides, is renewed, and who leaves."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data.sample.files import Row
from data.sample.people import STORIES, Person
from data.sample.season import Year, add_months

# Dates of a cycle as (month, day) of the year after it, where the first month is 1.
EARLY_BATCH, BATCH, LATE = (1, 15), (1, 31), (2, 28)
DECIDE_EARLY_BY = (1, 12)


@dataclass(frozen=True)
class Renewal:
    """How the renewal of one MVP went, with all its dates, also those after the as-of date."""

    mvp_id: str
    year: int
    invited_on: date | None = None
    decision: str | None = None
    decided_on: date | None = None
    renewed_on: date | None = None

    def row(self, as_of: date) -> Row | None:
        """The row of `renewals` as of a date; None when nothing had happened by then."""
        invited, decided, renewed = (
            day if day and day <= as_of else None
            for day in (self.invited_on, self.decided_on, self.renewed_on)
        )
        if not (invited or decided or renewed):
            return None
        return {
            "mvp_id": self.mvp_id,
            "year": self.year,
            "invited_on": invited,
            "decision": decided and self.decision,
            "decided_on": decided,
            "renewed_on": renewed,
        }


def close_year(
    rng: random.Random,
    year: Year,
    members: list[Person],
    outcomes: dict[str, tuple[bool, float]],
    certified: set[str],
) -> list[Renewal]:
    """The renewals of `members`, who were MVPs at the end of the year; sets when some leave.

    `outcomes` has (goals met, attainment) by mvp_id. `certified` are certified in mid-January.
    """
    held_back = [p for p in members if outcomes[p.mvp_id][0] and p.mvp_id not in certified]
    waiting = {p.mvp_id for p in held_back if p.story in STORIES}
    free = [p for p in members if p.mvp_id not in waiting]
    leaving = pick_leaving(rng, year, free, outcomes)
    renewals = []
    for person in free:
        is_met = outcomes[person.mvp_id][0] and person.mvp_id in certified
        if person.mvp_id in leaving:
            renewals.append(end_membership(rng, person, year, leaving[person.mvp_id]))
        else:
            renewals.append(renew(rng, person, year, is_met))
    return renewals


def pick_leaving(
    rng: random.Random, year: Year, free: list[Person], outcomes: dict[str, tuple[bool, float]]
) -> dict[str, str]:
    """Who is not renewed, with the reason: one in seven, mostly those furthest from their goals."""
    quota = round((0.135 + 0.03 * rng.random()) * len(free))
    recent = add_months(year.first, 8)
    eligible = [p for p in free if not p.story and p.entered_on < recent]
    met = [p for p in eligible if outcomes[p.mvp_id][0]]
    rng.shuffle(met)
    few = -(-quota // 10)
    by_choice = dict(
        zip(
            [p.mvp_id for p in met],
            ["early"] * few + ["declined"] * few + ["silent"] * few,
            strict=False,
        )
    )
    missed = sorted((p for p in eligible if not outcomes[p.mvp_id][0]), key=lambda p: p.mvp_id)
    missed.sort(key=lambda p: outcomes[p.mvp_id][1] + 0.15 * rng.random())
    asked_to_leave = {p.mvp_id: "goals" for p in missed[: max(0, quota - len(by_choice))]}
    return by_choice | asked_to_leave


def first_month(rng: random.Random, year: Year, first: int, last: int) -> date:
    """A random day of the first month after a year."""
    return year.after(1, rng.randint(first, last))


def renew(rng: random.Random, person: Person, year: Year, is_met: bool) -> Renewal:
    """A renewal: invited in December or January; late, as an exception, when goals are not met."""
    if not is_met:
        invited_on = first_month(rng, year, 21, 26)
        decided_on = invited_on + timedelta(days=rng.randint(0, 4))
    elif rng.random() < 0.12:
        invited_on = first_month(rng, year, 21, 24)
        decided_on = invited_on + timedelta(days=rng.randint(1, 5))
    else:
        is_early = rng.random() < 0.4
        invited_on = (
            year.next_first - timedelta(days=32 - rng.randint(10, 22))
            if is_early
            else first_month(rng, year, 4, 11)
        )
        decided_on = invited_on + timedelta(days=int(1 + 19 * rng.random() ** 2))
    is_in_early_batch = decided_on <= year.after(*DECIDE_EARLY_BY)
    renewed_on = year.after(*(EARLY_BATCH if is_in_early_batch else BATCH))
    return Renewal(person.mvp_id, year.number, invited_on, "extend", decided_on, renewed_on)


def end_membership(rng: random.Random, person: Person, year: Year, reason: str) -> Renewal:
    """A renewal that ends the membership: declined early or late, not answered, or goals missed."""
    person.left_on = year.after(*BATCH)
    if reason == "goals":
        person.left_reason = "Goals not reached"
        if rng.random() < 0.2:
            person.left_on = year.after(2, rng.randint(18, 27))
        return Renewal(person.mvp_id, year.number)
    invited_on = first_month(rng, year, 4, 10)
    if reason == "silent":
        person.left_on = year.after(*LATE)
        person.left_reason = "No answer to the invitation"
        return Renewal(person.mvp_id, year.number, invited_on)
    person.left_reason = "Stepped down"
    if reason == "early":
        decided_on = add_months(year.first, rng.choice((8, 9))) + timedelta(days=rng.randint(0, 29))
        return Renewal(person.mvp_id, year.number, None, "decline", decided_on)
    decided_on = invited_on + timedelta(days=rng.randint(2, 9))
    return Renewal(person.mvp_id, year.number, invited_on, "decline", decided_on)


def renewal_rows(renewals: list[Renewal], as_of: date) -> Iterator[Row]:
    """The rows of `renewals` as of a date, by year and MVP."""
    return (row for renewal in renewals if (row := renewal.row(as_of)))
