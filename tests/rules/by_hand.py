"""The chance of docs/forecast.md, computed as written there: sums with one term per day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

# Half-life h in days, prior events a, prior days b, overdispersion k.
NUMBERS = {
    "forum": (45, 0.152, 0.554, 3.01),
    "forge": (90, 0.0901, 6.24, 12.3),
    "content": (45, 0.157, 4.54, 1.67),
    "meetup": (90, 0.243, 30.2, 1.04),
}


def days(first: str, last: str) -> Iterator[date]:
    """Every day from `first` to `last`, both included."""
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        yield day
        day += timedelta(days=1)


def size_and_days(
    track: str, as_of: str, since: str, events: Iterable[str], leave: Iterable[date] = ()
) -> tuple[float, float]:
    """The size r, and q in days, of the gamma distribution as of a date."""
    half_life, prior_events, prior_days, overdispersion = NUMBERS[track]
    today, on_leave = date.fromisoformat(as_of), set(leave)
    weighted_events = sum(
        2 ** (-(today - date.fromisoformat(day)).days / half_life) for day in events
    )
    weighted_days = sum(
        2 ** (-(today - day).days / half_life) for day in days(since, as_of) if day not in on_leave
    )
    return (
        prior_events + weighted_events / overdispersion,
        prior_days + weighted_days / overdispersion,
    )


def days_ahead(as_of: str, horizon: str, leave: Iterable[date] = ()) -> int:
    """m: the days after `as_of` up to `horizon` that are not on leave."""
    return len(set(days(as_of, horizon)) - set(leave) - {date.fromisoformat(as_of)})


def chance_of(missing: int, size: float, q: float, m: int) -> float:
    """1 - [P(0) + … + P(missing - 1)], each term from the one before it."""
    p = q / (q + m)
    term, below = p**size, 0.0
    for i in range(missing):
        below += term
        term *= (1 - p) * (size + i) / (i + 1)
    return 1 - below


def accepted_and_not(
    as_of: str, answers: Iterable[tuple[str, bool]], prior: tuple[float, float] = (0.732, 3.28)
) -> tuple[float, float]:
    """alpha and beta of the share chance, from the day of each answer and whether accepted."""
    today, (alpha, beta) = date.fromisoformat(as_of), prior
    for day, is_accepted in answers:
        weight = 2 ** (-(today - date.fromisoformat(day)).days / 45)
        alpha, beta = alpha + weight * is_accepted, beta + weight * (not is_accepted)
    return alpha, beta


def share_chance_of(least: int, answers: int, alpha: float, beta: float) -> float:
    """1 - [Q(0) + … + Q(least - 1)], with Q(0) as a product and each term from the one before."""
    term, below = 1.0, 0.0
    for j in range(answers):
        term *= (beta + j) / (alpha + beta + j)
    for i in range(least):
        below += term
        term *= (answers - i) / (i + 1) * (alpha + i) / (beta + answers - i - 1)
    return 1 - below
