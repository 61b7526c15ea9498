"""What each MVP contributes in a year, day by day, and whether this meets the goals."""

import random
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from data.sample.people import FORMS, Person
from data.sample.program import Program, SampleTrack
from data.sample.season import Year

DAYS_BEFORE_ENTERING = 270


@dataclass(frozen=True)
class Activity:
    """The contributions of one MVP in a year, sorted by day, as arrays of equal length.

    `day` is 0 on the first day of the year, `kind` a code of the program's kinds. Contributions
    of tracks in which they are accepted or not can be `accepted`; `points` are 1 in tracks that do
    not count them.
    """

    day: np.ndarray
    kind: np.ndarray
    accepted: np.ndarray
    points: np.ndarray


def stream(seed: int, *names: object) -> np.random.Generator:
    """A random generator for each subject, the same on every machine."""
    words = "/".join(str(name) for name in (seed, *names))
    return np.random.Generator(np.random.PCG64(random.Random(words).getrandbits(128)))


def simulate(program: Program, person: Person, year: Year, on_leave: np.ndarray) -> Activity:
    """The contributions of one MVP in a year, in each track until the day its data ends."""
    rng = stream(program.seed, "activity", person.mvp_id, year.number)
    presence = presence_of(person, year) * np.where(on_leave, 0.06, 1.0)
    days, kinds = [], []
    since = year.day_index(program.since or year.first)
    for track in program.tracks:
        if track.is_of_days:
            day = days_of_answers(rng, person, year, presence, track)
        else:
            day = piece_days(rng, person, year, presence, track)
        kind = pick_kinds(rng, track, day.size)
        if track.shown:
            extra = shown_only_days(rng, person, presence, track, day.size)
            kind = np.concatenate([kind, pick_shown(rng, track, extra.size)])
            day = np.concatenate([day, extra])
        is_known = (day >= since) & (day <= year.day_index(program.ends_on(track)))
        days.append(day[is_known])
        kinds.append(kind[is_known])
    day, kind = np.concatenate(days), np.concatenate(kinds)
    order = np.argsort(day, kind="stable")
    day, kind = day[order], kind[order]
    accepted = is_accepted(rng, program, person, year, day, kind)
    return Activity(day, kind, accepted, points_of(rng, program, kind))


def pick_kinds(rng: np.random.Generator, track: SampleTrack, size: int) -> np.ndarray:
    """The codes of `size` contributions that count."""
    first, count = track.counted[0], len(track.counted)
    if track.is_of_days and count == 1:
        return np.full(size, first)
    shares = [track.style.kind_shares.get(kind, 1 / count) for kind in track.rules.counts]
    codes: np.ndarray = first + np.searchsorted(np.cumsum(shares)[:-1], rng.random(size))
    return codes


def pick_shown(rng: np.random.Generator, track: SampleTrack, size: int) -> np.ndarray:
    """The codes of `size` contributions that do not count."""
    first, count = track.shown[0], len(track.shown)
    if count == 1:
        return np.full(size, first)
    codes: np.ndarray = first + np.floor(count * rng.random(size)).astype(np.int64)
    return codes


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


def busyness(rng: np.random.Generator, track: SampleTrack, length: int) -> np.ndarray:
    """How busy an MVP is in a track on each day, 1 on average."""
    days, variance = track.style.busy_days, track.style.busy_variance
    if variance == 0:
        return np.ones(length)
    return np.repeat(rng.gamma(1 / variance, variance, -(-length // days)), days)[:length]


def between(rng: np.random.Generator, low: float, high: float) -> float:
    """A random number, uniform from low to high."""
    return low + (high - low) * rng.random()


def days_of_answers(
    rng: np.random.Generator, person: Person, year: Year, presence: np.ndarray, track: SampleTrack
) -> np.ndarray:
    """The days of a year's contributions in a track of days, such as the answers of a forum.

    There is one element per contribution; a fifth are on weekends.

    The chance of a day with an answer is averaged over busy and quiet times. A busy day is still
    one day, so the rate of answers must be higher than the chance of a day with an answer.
    """
    form = person.form or "steady"
    if track.name in person.usual:
        pace = between(rng, *FORMS[form][1])
    else:
        pace = min(0.35, 0.005 / (1 - rng.random()) ** 0.9)
    pace *= track.rules.weekday_share or 0
    on_weekdays = min(0.97, 0.8 * pace)
    on_weekends = min(0.97, 2.5 * (pace - on_weekdays))
    chance = np.where(year.is_weekday, on_weekdays, on_weekends)
    variance = track.style.busy_variance or 1
    answers_a_day = ((1 - chance) ** -variance - 1) / variance
    answers_a_day *= busyness(rng, track, year.length) * year.season
    presence = presence * fade(rng, form, year.length)
    active = np.flatnonzero(rng.random(year.length) < presence * (1 - np.exp(-answers_a_day)))
    further = min(4.0, 0.045 / (1 - person.eagerness) ** 0.7) * year.season[active]
    ratio = further / (1 + further)
    answers = 1 + np.floor(np.log(1 - rng.random(active.size)) / np.log(ratio))
    return np.repeat(active, answers.astype(np.int64))


def piece_days(
    rng: np.random.Generator, person: Person, year: Year, presence: np.ndarray, track: SampleTrack
) -> np.ndarray:
    """The days of a year's contributions in a track of pieces."""
    form = person.form or "steady"
    if track.name in person.usual:
        _, often, seldom = FORMS[form]
        rate = between(rng, *(often if track.is_often else seldom)) * track.a_year
    else:
        rate = min(5.0, 0.12 / (1 - rng.random()) ** 0.8)
    weight = year.season * presence * fade(rng, form, year.length)
    weight *= busyness(rng, track, year.length)
    count = rng.poisson(rate * weight.sum() / year.length)
    place = np.sort(rng.random(count)) * weight.sum()
    days: np.ndarray = np.minimum(np.searchsorted(np.cumsum(weight), place), year.length - 1)
    return days


def shown_only_days(
    rng: np.random.Generator, person: Person, presence: np.ndarray, track: SampleTrack, done: int
) -> np.ndarray:
    """The days of contributions that do not count: releases, moderation, meetups attended."""
    rate = track.style.shown_each * done + track.style.shown_a_year
    rate *= 2 * person.eagerness
    days = np.flatnonzero(presence >= 0.5)
    if days.size == 0:
        return days
    return days[(rng.random(int(rate + rng.random())) * days.size).astype(np.int64)]


def is_accepted(
    rng: np.random.Generator,
    program: Program,
    person: Person,
    year: Year,
    day: np.ndarray,
    kind: np.ndarray,
) -> np.ndarray:
    """Which contributions are accepted by the as-of date: most at once, some six weeks later."""
    delay = np.floor(45 * rng.random(day.size) ** 8)
    is_good = rng.random(day.size) < person.accepted_share
    accepted = np.zeros(day.size, dtype=bool)
    for track in program.accepting:
        limit = year.day_index(program.ends_on(track))
        accepted |= np.isin(kind, track.counted) & is_good & (day + delay <= limit)
    return accepted


def points_of(rng: np.random.Generator, program: Program, kind: np.ndarray) -> np.ndarray:
    """The points of contributions: around the usual ones in a track of points, elsewhere 1."""
    points = np.ones(kind.size, dtype=np.int64)
    for track in program.tracks:
        if usual := track.rules.usual_points:
            drawn = np.round(usual * (0.4 + 1.2 * rng.random(kind.size))).astype(np.int64)
            points = np.where(np.isin(kind, track.counted), np.maximum(1, drawn), points)
    return points
