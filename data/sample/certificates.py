"""Exam attempts: certificates that follow each other, and stories around the as-of date."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data.sample.files import Row
from data.sample.people import Person
from data.sample.program import Program
from data.sample.season import add_months
from data.settings.model import Settings

COLUMNS = ("certification", "level", "taken_on", "passed", "expires_on")
# The values of COLUMNS.
Attempt = tuple[str, str, date, str, date | None]

SHARE_WITH_VALIDITY = 0.55


def exam_of(level: str) -> tuple[str, str]:
    """The exam of a level: its name and the level."""
    return f"{level.capitalize()} Developer", level


@dataclass(frozen=True)
class Exams:
    """The exam that qualifies, and those of the levels below and above it, if there are any.

    Where none `are_required`, nobody has to leave for failing.
    """

    are_required: bool
    qualifying: tuple[str, str]
    lower: tuple[str, str] | None
    higher: tuple[str, str] | None

    @classmethod
    def of(cls, settings: Settings) -> "Exams":
        """The exams of a program."""
        levels = settings.certification.levels
        rank = levels.index(settings.certification.qualifying_from)
        return cls(
            are_required="exams" in settings.has,
            qualifying=exam_of(levels[rank]),
            lower=exam_of(levels[rank - 1]) if rank else None,
            higher=exam_of(levels[rank + 1]) if rank + 1 < len(levels) else None,
        )


def invent_attempts(program: Program, people: list[Person]) -> dict[str, list[Attempt]]:
    """The exam attempts of every MVP up to the as-of date, by mvp_id, sorted by date.

    Some of those without a certificate fail twice and leave: this sets their `left_on`.
    """
    exams, as_of = Exams.of(program.settings), program.as_of
    attempts = {}
    for person in people:
        rng = random.Random(f"{program.seed}/certificates/{person.mvp_id}")
        taken = sorted(attempts_of(rng, exams, person, as_of), key=lambda attempt: attempt[2])
        attempts[person.mvp_id] = [attempt for attempt in taken if attempt[2] <= as_of]
    return attempts


def attempts_of(rng: random.Random, exams: Exams, person: Person, as_of: date) -> Iterator[Attempt]:
    """The attempts that fit the story of an MVP, for some with an earlier exam of a lower level."""
    if rng.random() < 0.3 or (person.story == "uncertified" and rng.random() < 0.6):
        taken_on = person.entered_on - timedelta(days=rng.randint(720, 1100))
        yield from passed(exams.lower, taken_on, None)
    if person.story == "certified later":
        yield from certified_later(rng, exams, person)
    elif person.story == "":
        yield from certified_all_along(rng, exams, person, as_of)
    elif person.story != "uncertified":
        yield from ending_around(rng, exams, person, as_of)


def passed(exam: tuple[str, str] | None, taken_on: date, years: int | None) -> Iterator[Attempt]:
    """A passed exam that is valid for some years, or without end (`years` is None).

    Nothing when the program has no such exam.
    """
    if exam:
        yield *exam, taken_on, "yes", None if years is None else add_months(taken_on, 12 * years)


def failed(exams: Exams, taken_on: date) -> Attempt:
    """A failed attempt at the exam that qualifies."""
    return (*exams.qualifying, taken_on, "no", None)


def certified_all_along(
    rng: random.Random, exams: Exams, person: Person, as_of: date
) -> Iterator[Attempt]:
    """A certificate from before entering: without end, or renewed every two years."""
    taken_on = person.entered_on - timedelta(days=rng.randint(20, 600))
    if rng.random() < 0.15:
        expert_on = taken_on + timedelta(days=rng.randint(100, 900))
        yield from passed(exams.higher, expert_on, None)
    if rng.random() >= SHARE_WITH_VALIDITY:
        yield from passed(exams.qualifying, taken_on, None)
        return
    while taken_on <= as_of:
        yield from passed(exams.qualifying, taken_on, 2)
        is_in_time = rng.random() < 0.9
        days = -rng.randint(5, 150) if is_in_time else rng.randint(5, 70)
        taken_on = add_months(taken_on, 24) + timedelta(days=days)
        if rng.random() < 0.12:
            yield failed(exams, taken_on - timedelta(days=rng.randint(12, 30)))


def certified_later(rng: random.Random, exams: Exams, person: Person) -> Iterator[Attempt]:
    """A first certificate some months after entering, for one in three after a failed attempt."""
    taken_on = person.entered_on + timedelta(days=rng.randint(15, 80))
    if rng.random() < 0.35:
        yield failed(exams, taken_on)
        taken_on += timedelta(days=rng.randint(30, 85))
        if rng.random() < 0.3 and exams.are_required:
            yield failed(exams, taken_on)
            leave_after_failing(person, taken_on + timedelta(days=rng.randint(7, 25)))
            return
    years = 2 if rng.random() < SHARE_WITH_VALIDITY else None
    yield from passed(exams.qualifying, taken_on, years)


def leave_after_failing(person: Person, left_on: date) -> None:
    """End the membership of an MVP who failed twice, unless they left earlier."""
    if person.left_on is None or person.left_on > left_on:
        person.left_on, person.left_reason = left_on, "Failed the certification exam twice"


def ending_around(
    rng: random.Random, exams: Exams, person: Person, as_of: date
) -> Iterator[Attempt]:
    """Two certificates, the later of which ends near the as-of date, and failed attempts since."""
    ended = {
        "expiring": -rng.randint(3, 85),
        "expired": rng.randint(6, 80),
        "second_chance": rng.randint(70, 110),
        "overdue": rng.randint(100, 150),
        "failed_twice": rng.randint(70, 120),
    }[person.story]
    for months, days in ((24, ended), (48, ended - 20)):
        taken_on = add_months(as_of - timedelta(days=days), -months)
        yield from passed(exams.qualifying, taken_on, 2)
    if person.story in {"second_chance", "failed_twice"}:
        yield failed(exams, as_of - timedelta(days=rng.randint(30, 60)))
    if person.story == "failed_twice":
        yield failed(exams, as_of - timedelta(days=rng.randint(3, 20)))


def is_certified(exams: Exams, attempts: list[Attempt], day: date) -> bool:
    """Whether a certificate of the qualifying level or above is valid on a day."""
    below = exams.lower and exams.lower[1]
    return any(
        level != below and passed == "yes" and taken_on <= day <= (expires_on or day)
        for _, level, taken_on, passed, expires_on in attempts
    )


def certification_rows(people: list[Person], attempts: dict[str, list[Attempt]]) -> Iterator[Row]:
    """The rows of `certifications`, by MVP and date; attempts after leaving are left out."""
    for person in people:
        for attempt in attempts[person.mvp_id]:
            if person.left_on is None or attempt[2] < person.left_on:
                yield {"mvp_id": person.mvp_id, **dict(zip(COLUMNS, attempt, strict=True))}
