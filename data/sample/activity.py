"""What each MVP contributes in a year, day by day, and whether this meets the goals."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.sample.people import FORMS, Person
from data.sample.season import Year, months_between

# Kinds of contribution by code. The first ten count.
KINDS = (
    ("forum", "answer"),
    ("forge", "component"),
    ("content", "article"),
    ("content", "howto"),
    ("content", "documentation"),
    ("content", "tutorial"),
    ("content", "video"),
    ("content", "other"),
    ("meetup", "organized"),
    ("meetup", "spoke"),
    ("forum", "moderation"),
    ("forge", "release"),
    ("meetup", "attended"),
)
COUNTED = 10  # the number of kinds that count
CODES = {
    track: [code for code, (of, _) in enumerate(KINDS[:COUNTED]) if of == track]
    for track in ("forum", "forge", "content", "meetup")
}
SHOWN_ONLY = {"forum": 10, "forge": 11, "meetup": 12}
CONTENT_SHARES = (0.45, 0.2, 0.07, 0.14, 0.1, 0.04)
MONTHS_PER_PIECE = {"forge": 1, "content": 2, "meetup": 2}
# People are more or less busy for some days at a time: track -> the number of days, and the
# variance of how busy they are (1 on average). The monthly counts are then as uneven as real ones.
BUSY_SPELLS = {"forum": (28, 2.5), "forge": (14, 4.0), "content": (14, 1.5), "meetup": (14, 0)}
DAYS_BEFORE_ENTERING = 270


@dataclass(frozen=True)
class Activity:
    """The contributions of one MVP in a year, sorted by day, as arrays of equal length.

    `day` is 0 on January 1, `kind` a code of KINDS; only answers can be `accepted`.
    """

    day: np.ndarray
    kind: np.ndarray
    accepted: np.ndarray


def stream(seed: int, *names: object) -> np.random.Generator:
    """A random generator for each subject, the same on every machine."""
    words = "/".join(str(name) for name in (seed, *names))
    return np.random.Generator(np.random.PCG64(random.Random(words).getrandbits(128)))


def simulate(
    seed: int, person: Person, year: Year, on_leave: np.ndarray, ends: dict[str, date]
) -> Activity:
    """The contributions of one MVP in a year, in each track until the day its data `ends`."""
    rng = stream(seed, "activity", person.mvp_id, year.number)
    presence = presence_of(person, year) * np.where(on_leave, 0.06, 1.0)
    days, kinds = [], []
    for track, codes in CODES.items():
        limit = year.day_index(ends[track])
        if track == "forum":
            day = answer_days(rng, person, year, presence)
            kind = np.zeros(day.size, dtype=np.int64)
        else:
            day = piece_days(rng, person, year, presence, track)
            shares = CONTENT_SHARES if track == "content" else np.full(len(codes), 1 / len(codes))
            kind = codes[0] + np.searchsorted(np.cumsum(shares)[:-1], rng.random(day.size))
        if track in SHOWN_ONLY:
            extra = shown_only_days(rng, person, presence, track, day.size)
            kind = np.concatenate([kind, np.full(extra.size, SHOWN_ONLY[track])])
            day = np.concatenate([day, extra])
        days.append(day[day <= limit])
        kinds.append(kind[day <= limit])
    day, kind = np.concatenate(days), np.concatenate(kinds)
    order = np.argsort(day, kind="stable")
    day, kind = day[order], kind[order]
    accepted = is_accepted(rng, person.accepted_share, day, year.day_index(ends["forum"]))
    return Activity(day, kind, accepted & (kind == CODES["forum"][0]))


def presence_of(person: Person, year: Year) -> np.ndarray:
    """How active an MVP is on each day, 0 to 1: half before entering, a little after leaving."""
    before = person.entered_on - timedelta(days=DAYS_BEFORE_ENTERING)
    present = 0.5 * year.mask(before) + 0.5 * year.mask(person.entered_on)
    if person.left_on:
        present[year.mask(person.left_on)] = 0.08
        present[year.mask(person.left_on + timedelta(days=120))] = 0
    return present


def fade(rng: np.random.Generator, form: str, length: int) -> np.ndarray:
    """A factor for each day: 1, except in a fading year, where it halves every 40 days."""
    start = 40 + 220 * rng.random()
    if form != "fading":
        return np.ones(length)
    halved: np.ndarray = 0.5 ** (np.maximum(0, np.arange(length) - start) / 40)
    return halved


def busyness(rng: np.random.Generator, track: str, length: int) -> np.ndarray:
    """How busy an MVP is in a track on each day, 1 on average."""
    days, variance = BUSY_SPELLS[track]
    if variance == 0:
        return np.ones(length)
    return np.repeat(rng.gamma(1 / variance, variance, -(-length // days)), days)[:length]


def between(rng: np.random.Generator, low: float, high: float) -> float:
    """A random number, uniform from low to high."""
    return low + (high - low) * rng.random()


def answer_days(
    rng: np.random.Generator, person: Person, year: Year, presence: np.ndarray
) -> np.ndarray:
    """The days of the answers of a year, one element per answer; a fifth are on weekends.

    The chance of a day with an answer is averaged over busy and quiet times. A busy day is still
    one day, so the rate of answers must be higher than the chance of a day with an answer.
    """
    form = person.form or "steady"
    if "forum" in person.usual:
        pace = between(rng, *FORMS[form][1])
    else:
        pace = min(0.35, 0.005 / (1 - rng.random()) ** 0.9)
    on_weekdays = min(0.97, 0.8 * pace)
    on_weekends = min(0.97, 2.5 * (pace - on_weekdays))
    chance = np.where(year.is_weekday, on_weekdays, on_weekends)
    variance = BUSY_SPELLS["forum"][1]
    answers_a_day = ((1 - chance) ** -variance - 1) / variance
    answers_a_day *= busyness(rng, "forum", year.length) * year.season
    presence = presence * fade(rng, form, year.length)
    active = np.flatnonzero(rng.random(year.length) < presence * (1 - np.exp(-answers_a_day)))
    further = min(4.0, 0.045 / (1 - person.eagerness) ** 0.7) * year.season[active]
    ratio = further / (1 + further)
    answers = 1 + np.floor(np.log(1 - rng.random(active.size)) / np.log(ratio))
    return np.repeat(active, answers.astype(np.int64))


def piece_days(
    rng: np.random.Generator, person: Person, year: Year, presence: np.ndarray, track: str
) -> np.ndarray:
    """The days of the contributions of a year in another track than the forum."""
    form = person.form or "steady"
    if track in person.usual:
        pace = between(rng, *FORMS[form][2])
        rate = pace * 12 / MONTHS_PER_PIECE[track]
    else:
        rate = min(5.0, 0.12 / (1 - rng.random()) ** 0.8)
    weight = year.season * presence * fade(rng, form, year.length)
    weight *= busyness(rng, track, year.length)
    count = rng.poisson(rate * weight.sum() / year.length)
    place = np.sort(rng.random(count)) * weight.sum()
    days: np.ndarray = np.minimum(np.searchsorted(np.cumsum(weight), place), year.length - 1)
    return days


def shown_only_days(
    rng: np.random.Generator, person: Person, presence: np.ndarray, track: str, done: int
) -> np.ndarray:
    """The days of contributions that do not count: releases, moderation, meetups attended."""
    rate = {"forum": 0.02 * done, "forge": 0.7 * done, "meetup": 1.4}[track]
    rate *= 2 * person.eagerness
    days = np.flatnonzero(presence >= 0.5)
    if days.size == 0:
        return days
    return days[(rng.random(int(rate + rng.random())) * days.size).astype(np.int64)]


def is_accepted(rng: np.random.Generator, share: float, day: np.ndarray, limit: int) -> np.ndarray:
    """Which answers are accepted by the day `limit`: most at once, some up to six weeks later."""
    delay = np.floor(45 * rng.random(day.size) ** 8)
    return (rng.random(day.size) < share) & (day + delay <= limit)


def attainment(
    person: Person, year: Year, activity: Activity, on_leave: np.ndarray
) -> tuple[bool, float]:
    """Whether the goals of a year are met, and done/target of the worst committed track.

    Without a commitment, the best of the four tracks decides.
    """
    first = max(0, year.day_index(person.entered_on))
    met, ratios = [], []
    for track in person.tracks.get(year.number) or CODES:
        counted = np.isin(activity.kind, CODES[track]) & (activity.day >= first)
        days, target = activity.day[counted], target_of(track, year, first, on_leave)
        done = np.unique(days).size if track == "forum" else days.size
        solved = int(activity.accepted[counted].sum())
        met.append(done >= target and (track != "forum" or 3 * solved >= days.size))
        ratios.append(done / max(1, target))
    if person.tracks.get(year.number):
        return all(met), min(ratios)
    return any(met), max(ratios)


def target_of(track: str, year: Year, first: int, on_leave: np.ndarray) -> int:
    """The target of a year in a track from the day `first` on, without the days on leave."""
    if track == "forum":
        return int((year.is_weekday & ~on_leave)[first:].sum())
    start = year.day(first + int(on_leave[first:].sum()))
    return months_between(start, year.day(year.length)) // MONTHS_PER_PIECE[track]
