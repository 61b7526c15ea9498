"""The MVPs of the sample: who they are, when they enter, and which tracks they commit to."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from data.sample.files import Row
from data.sample.names import Country, invent_name, latin_letters, pick_country
from data.sample.program import Program

SHARE_OF_SECOND_TRACKS = 0.40
SHARE_WITHOUT_COMMITMENT = 0.025
SHARE_OF_FORMER_EMAILS = 0.04
# The fractional parts of its multiples are spread evenly from 0 to 1, however many there are.
GOLDEN = 0.6180339887498949

# How a year goes -> its probability, and the range of done/expected where something is expected
# often, as in a forum, and in other tracks. A "fading" year starts well and stops during the year.
FORMS = {
    "strong": (0.2, (1.15, 1.28), (2.0, 3.0)),
    "steady": (0.53, (1.05, 1.18), (1.4, 2.0)),
    "wavering": (0.14, (0.86, 1.0), (0.7, 1.0)),
    "fading": (0.09, (1.0, 1.15), (1.2, 1.6)),
    "dormant": (0.04, (0.02, 0.35), (0.05, 0.4)),
}

# The status of a certification on the as-of date -> the share of MVPs who get it.
STORIES = {
    "expiring": 0.01,
    "expired": 0.015,
    "second_chance": 0.012,
    "overdue": 0.012,
    "failed_twice": 0.008,
}
LEAVING_REASONS = ("Changed jobs", "Personal reasons", "Left at own request", "Works elsewhere now")


@dataclass
class Person:
    """One MVP of the sample, and what is known about them so far.

    `story` is how their certification goes, a key of STORIES or another; `form` how the year goes,
    a key of FORMS. `usual` are the tracks they normally commit to, `tracks` the commitments by
    year. `works` are contributions (kind, title, url) that a later row can repeat.
    """

    mvp_id: str
    name: str
    country: Country
    timezone: str | None
    team: str | None
    entered_on: date
    using_since: date | None
    nda_signed_on: date | None
    usual: tuple[str, ...]
    accepted_share: float
    eagerness: float
    story: str = ""
    form: str = ""
    left_on: date | None = None
    left_reason: str = ""
    tracks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    works: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def email(self) -> str:
        return f"{self.mvp_id}@example.org"

    @property
    def other_emails(self) -> str | None:
        """The former address; None for nearly all."""
        has_former = random.Random(f"{self.mvp_id}/{self.name}").random() < SHARE_OF_FORMER_EMAILS
        return f"{self.mvp_id}@former.example.net" if has_former else None

    def is_in(self, day: date) -> bool:
        """Whether they are an MVP on a day: from `entered_on` to the day before `left_on`."""
        return self.entered_on <= day and (self.left_on is None or day < self.left_on)


def invent_people(program: Program) -> list[Person]:
    """The MVPs in the order of entering; a few enter after the as-of date."""
    rng = random.Random(f"{program.seed}/people")
    days = sorted(entry_days(rng, program))
    prefix = latin_letters(program.settings.words.person) or "mvp"
    width = max(3, len(str(program.mvps)))
    people = [
        invent_person(rng, program, f"{prefix}{number:0{width}d}", entered_on, number * GOLDEN % 1)
        for number, entered_on in enumerate(days, start=1)
    ]
    choose_stories(rng, program, people)
    if "nda" in program.settings.has:
        choose_nda_dates(rng, people, program.as_of)
    choose_leaving_dates(rng, program, people)
    return people


def entry_days(rng: random.Random, program: Program) -> Iterator[date]:
    """The dates of entering: two thirds at or before the begin, most others after a selection."""
    count, first, as_of = program.mvps, program.begins_on, program.as_of
    some = 1 if count >= 10 else 0
    upcoming = max(some, round(0.013 * count))
    newcomers = max(some, round(0.035 * count))
    founders = round(0.64 * count)
    for _ in range(upcoming):
        yield as_of + timedelta(days=rng.randint(6, 40))
    for _ in range(newcomers):
        yield as_of - timedelta(days=rng.randint(4, 80))
    for _ in range(founders):
        year = first.year - 1 - int(9 * rng.random() ** 2)
        days = rng.choice((0, 0, 3, 7, 14, rng.randint(0, 320)))
        yield program.since or date(year, 2, 1) + timedelta(days=days)
    latest = as_of - timedelta(days=85)
    for _ in range(count - upcoming - newcomers - founders):
        day = first + timedelta(days=rng.randint(20, (latest - first).days))
        selection = date(day.year, 2, 1) + timedelta(days=rng.choice((0, 0, 2, 6)))
        yield selection if rng.random() < 0.4 and first <= selection <= latest else day


def invent_person(
    rng: random.Random, program: Program, mvp_id: str, entered_on: date, rank: float
) -> Person:
    """One MVP; `rank` (0 to 1) decides whether they have a second track.

    Their certification, NDA and leaving are chosen later, over all MVPs.
    """
    country = pick_country(rng, program.teams)
    has_second = rank < SHARE_OF_SECOND_TRACKS
    usual = pick_tracks(rng, program, has_second)
    least = [t.rules.solution_share for t in program.accepting if t.name in usual]
    middle, spread = (0.385, 0.11) if least else (0.33, 0.17)
    middle = min(0.95, middle * 3 * float(max(filter(None, least)))) if least else middle
    return Person(
        mvp_id=mvp_id,
        name=invent_name(rng, country),
        country=country,
        timezone=rng.choice(country.timezones) if rng.random() < 0.97 else None,
        team=country.team if rng.random() < 0.98 else None,
        entered_on=entered_on,
        using_since=pick_using_since(rng, entered_on),
        nda_signed_on=None,
        usual=usual,
        accepted_share=middle + spread * (rng.random() + rng.random() - 1),
        eagerness=rng.random(),
    )


def pick_using_since(rng: random.Random, entered_on: date) -> date | None:
    """Since when they use the platform: over a year for nearly all, unknown for a few."""
    if rng.random() < 0.05:
        return None
    days = rng.randint(120, 360) if rng.random() < 0.04 else rng.randint(400, 2600)
    return entered_on - timedelta(days=days)


def pick_tracks(rng: random.Random, program: Program, has_second: bool) -> tuple[str, ...]:
    """One or two tracks, in alphabetical order."""
    first = rng.choices(program.tracks, [track.style.first for track in program.tracks])[0]
    others = [track for track in program.tracks if track != first]
    if not has_second or not others:
        return (first.name,)
    weights = [0 if track == first else track.style.second for track in program.tracks]
    return tuple(sorted((first.name, rng.choices(program.tracks, weights)[0].name)))


def choose_stories(rng: random.Random, program: Program, people: list[Person]) -> None:
    """Choose the certification stories; most newcomers have no certificate yet."""
    newcomers = [p for p in people if program.as_of - timedelta(days=80) <= p.entered_on]
    for person in newcomers[: -(-len(newcomers) * 2 // 3)]:
        person.story = "uncertified"
    founders = [p for p in people if p.entered_on < program.founded_by]
    rng.shuffle(founders)
    for story, share in STORIES.items():
        for _ in range(round(share * len(people))):
            if founders:
                founders.pop().story = story
    joined = [p for p in people if p.entered_on >= program.founded_by]
    joiners = [p for p in joined if p not in newcomers]
    for person in rng.sample(joiners, round(0.3 * len(joiners))):
        person.story = "certified later"


def choose_nda_dates(rng: random.Random, people: list[Person], as_of: date) -> None:
    """Set when NDAs were signed: mostly around entering; some newcomers have not signed yet."""
    for person in people:
        early = rng.random() < 0.85
        days = -rng.randint(0, 14) if early else rng.randint(1, 25)
        person.nda_signed_on = person.entered_on + timedelta(days=days)
        if person.entered_on > as_of - timedelta(days=60) and rng.random() < 0.4:
            person.nda_signed_on = None
    if len(people) >= 20:
        people[len(people) // 9].nda_signed_on = None


def choose_leaving_dates(rng: random.Random, program: Program, people: list[Person]) -> None:
    """Let one MVP in fifty leave in the middle of each year."""
    for person in people:
        begin = program.begins_on + timedelta(days=40)
        first = max(begin, person.entered_on + timedelta(days=60))
        for year in range(first.year, program.as_of.year + 1):
            day = date(year, 2, 10) + timedelta(days=rng.randint(0, 290))
            if rng.random() < 0.02 and day > first and not person.story and not person.left_on:
                person.left_on = day
                person.left_reason = rng.choice(LEAVING_REASONS)


def choose_form(rng: random.Random, person: Person) -> None:
    """Choose how a year goes, often as the year before."""
    if person.form not in FORMS or rng.random() < 0.45:
        person.form = rng.choices(list(FORMS), [weight for weight, *_ in FORMS.values()])[0]


def commit(rng: random.Random, program: Program, person: Person, year: int) -> None:
    """Choose the commitments of a year, mostly those of the year before."""
    if rng.random() < 0.08:
        person.usual = pick_tracks(rng, program, len(person.usual) == 2)
    person.tracks[year] = () if rng.random() < SHARE_WITHOUT_COMMITMENT else person.usual


def mvp_rows(program: Program, people: list[Person]) -> Iterator[Row]:
    """The rows of `mvps` as of a date."""
    as_of = program.as_of
    for person in people:
        has_left = person.left_on and person.left_on <= as_of
        has_signed = person.nda_signed_on and person.nda_signed_on <= as_of
        yield {
            "mvp_id": person.mvp_id,
            "name": person.name,
            "email": person.email,
            "entered_on": person.entered_on,
            "team": person.team,
            "country": person.country.name,
            "timezone": person.timezone,
            "using_since": person.using_since,
            "nda_signed_on": person.nda_signed_on if has_signed else None,
            "left_on": person.left_on if has_left else None,
            "left_reason": person.left_reason if has_left else None,
            "other_emails": person.other_emails,
        }


def commitment_rows(people: list[Person]) -> Iterator[Row]:
    """The rows of `commitments`, by MVP, year and track."""
    for person in people:
        for year, tracks in person.tracks.items():
            for track in tracks:
                yield {"mvp_id": person.mvp_id, "year": year, "track": track}
