"""Nominations and feedback: of people who became MVPs, and of others in every stage."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from data.sample.files import Row
from data.sample.names import invent_name, pick_country
from data.sample.people import Person
from data.sample.program import Program

NOMINATION_REASONS = (
    "Answers patiently, even the hard questions",
    'Always there on Sundays; "no question left behind"',
    "Organizes the meetup in our city",
    "The components, above all the connector, saved us weeks",
    "Explica muito bem, sempre disponível",
    "いつも丁寧に教えてくれます",
    None,
)
COMMENTS = {
    "yes": ("Solid, friendly, reliable", "Met at the last event, impressive", None, None),
    "no": ("Too early, let us look again next year", "Hardly known to us", None),
    "unsure": ("Good content, little forum so far", "Know the work, not the person", None),
}
REVIEWERS = tuple(f"reviewer{number}@example.com" for number in range(1, 9))
OPEN_STAGES = {"nominated": 0.03, "in_feedback": 0.03, "selected": 0.01, "not_selected": 0.16}


@dataclass
class Nominee:
    """A person with one or more nominations, their feedback and the decision."""

    name: str
    email: str
    using_since: date | None
    level: str | None
    nominated_on: list[date]
    stage: str
    decided_on: date | None = None
    mvp_id: str | None = None
    reviews: list[tuple[date, str, str]] = field(default_factory=list)


def invent_nominees(program: Program, people: list[Person]) -> list[Nominee]:
    """The MVPs who entered in the last three years, and other people in every stage."""
    rng, as_of = random.Random(f"{program.seed}/nominations"), program.as_of
    entered = [p for p in people if p.entered_on >= program.begins_on]
    nominees = [nominee_of(rng, program, person) for person in entered]
    for stage, share in OPEN_STAGES.items():
        for _ in range(max(1, round(share * len(people)))):
            nominees.append(open_nominee(rng, program, len(nominees) + 1, stage))
    for nominee in nominees:
        add_reviews(rng, nominee, as_of)
    return nominees


def nominee_of(rng: random.Random, program: Program, person: Person) -> Nominee:
    """The nominee that an MVP once was."""
    low, middle, high = levels_of(program)
    decided_on = min(person.entered_on - timedelta(days=rng.randint(12, 30)), program.as_of)
    first = decided_on - timedelta(days=rng.randint(50, 90))
    return Nominee(
        name=person.name,
        email=person.email if rng.random() < 0.8 else person.email.capitalize(),
        using_since=person.using_since,
        level=rng.choice((low, middle, middle, high, None)),
        nominated_on=nomination_days(rng, first),
        stage="selected",
        decided_on=decided_on,
        mvp_id=person.mvp_id,
    )


def levels_of(program: Program) -> tuple[str, str, str]:
    """The levels of certificates below, at and above the one that qualifies, or the nearest."""
    levels = program.settings.certification.levels
    rank = levels.index(program.settings.certification.qualifying_from)
    return levels[max(0, rank - 1)], levels[rank], levels[min(rank + 1, len(levels) - 1)]


def nomination_days(rng: random.Random, first: date) -> list[date]:
    """One to four days within a month."""
    more = rng.choice((0, 0, 0, 1, 1, 2, 3))
    return [first, *(first + timedelta(days=rng.randint(1, 28)) for _ in range(more))]


def open_nominee(rng: random.Random, program: Program, number: int, stage: str) -> Nominee:
    """A nominee who is not an MVP: undecided, just selected, or not selected."""
    as_of = program.as_of
    country = pick_country(rng, program.teams)
    decided_on = None
    first = as_of - timedelta(days=rng.randint(30, 75))
    if stage == "selected":
        decided_on = as_of - timedelta(days=rng.randint(0, 6))
        first = decided_on - timedelta(days=60)
    elif stage == "not_selected":
        span = (as_of - program.begins_on).days - 19
        decided_on = as_of - timedelta(days=rng.randint(2, span))
        first = decided_on - timedelta(days=60)
    nominated_on = nomination_days(rng, first)
    used = rng.randint(60, 350) if rng.random() < 0.2 else rng.randint(380, 2000)
    return Nominee(
        name=invent_name(rng, country),
        email=f"nominee{number:03d}@example.com",
        using_since=first - timedelta(days=used) if rng.random() < 0.9 else None,
        level=rng.choice((*levels_of(program)[:2], None)),
        nominated_on=nominated_on,
        stage=stage,
        decided_on=decided_on,
    )


def add_reviews(rng: random.Random, nominee: Nominee, as_of: date) -> None:
    """Add feedback that fits the decision, dated between the nominations and the decision."""
    if nominee.stage == "nominated":
        return
    last = nominee.decided_on or as_of
    begin = min(max(day for day in nominee.nominated_on), last - timedelta(days=1))
    weights = (1, 3, 2) if nominee.stage == "not_selected" else (6, 1, 2)
    for reviewer in rng.sample(REVIEWERS, rng.randint(1, 4)):
        given_on = begin + timedelta(days=rng.randint(1, max(1, (last - begin).days)))
        recommendation = rng.choices(("yes", "no", "unsure"), weights)[0]
        nominee.reviews.append((given_on, reviewer, recommendation))


def nomination_tables(
    seed: int, nominees: list[Nominee], people: list[Person]
) -> tuple[list[Row], list[Row]]:
    """The rows of `nominations` and of `feedback`, numbered by date."""
    rng = random.Random(f"{seed}/nomination rows")
    flat = sorted(
        (
            (day, index, turn)
            for index, nominee in enumerate(nominees)
            for turn, day in enumerate(nominee.nominated_on)
        ),
    )
    nominations: list[Row] = []
    feedback: list[Row] = []
    for number, (day, index, turn) in enumerate(flat, start=1):
        nominee, nomination_id = nominees[index], f"n{number:04d}"
        nominations.append(nomination_row(rng, nominee, nomination_id, day, people))
        if turn == 0:
            feedback += [
                {
                    "nomination_id": nomination_id,
                    "reviewer": reviewer,
                    "given_on": given_on,
                    "recommendation": recommendation,
                    "comment": rng.choice(COMMENTS[recommendation]),
                }
                for given_on, reviewer, recommendation in sorted(nominee.reviews)
            ]
    return nominations, feedback


def nomination_row(
    rng: random.Random, nominee: Nominee, nomination_id: str, day: date, people: list[Person]
) -> Row:
    """One row of `nominations`; all nominations of a nominee have the same decision."""
    by = (
        rng.choice(people).email
        if rng.random() < 0.6
        else f"member{rng.randint(1, 400)}@example.com"
    )
    return {
        "nomination_id": nomination_id,
        "nominee_name": nominee.name,
        "nominee_email": nominee.email,
        "nominated_by": by,
        "nominated_on": day,
        "reason": rng.choice(NOMINATION_REASONS),
        "using_since": nominee.using_since,
        "certification_level": nominee.level,
        "decision": nominee.stage if nominee.decided_on else None,
        "decided_on": nominee.decided_on,
        "mvp_id": nominee.mvp_id,
    }
