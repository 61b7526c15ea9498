"""The numbers of a forecast under which a track's own history is most likely.

The number of events in some days ahead follows a negative binomial distribution (docs/forecast.md).
For each half-life, the other numbers are found by trying all neighbors of them, in smaller and
smaller steps.
"""

from dataclasses import dataclass
from itertools import product
from math import exp, inf, log

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
HALF_LIVES = (30, 45, 60, 90, 120, 180)  # days
_LEAST, _MOST = 0.001, 10_000  # the limits of these settings
_FIRST_STEP, _LAST_STEP = 1.0, 0.01  # of the logarithms


@dataclass(frozen=True)
class Cases:
    """What was known on a day and what came then, one number per case.

    `events` and `days` are weighted with one half-life; `ahead` are the days ahead that are not on
    leave, and `came` the events in them.
    """

    events: Array
    days: Array
    ahead: Array
    came: Array


@dataclass(frozen=True)
class Numbers:
    """The numbers of `[forecast.X]` for the count."""

    half_life_days: float
    prior_events: float
    prior_days: float
    overdispersion: float


def fitted(cases_of: dict[int, Cases]) -> Numbers:
    """The most likely numbers; `cases_of` has the same cases by each half-life in days."""
    best, most = None, -inf
    for half_life, cases in cases_of.items():
        found, likelihood = _climb(cases)
        if likelihood > most:
            best, most = Numbers(half_life, *found), likelihood
    if best is None:
        raise ValueError("there is no half-life")
    return best


def log_likelihood(cases: Cases, prior_events: float, prior_days: float, spread: float) -> float:
    """The logarithm of how likely `came` is, without the terms that the numbers leave alone."""
    size = prior_events + cases.events / spread
    rate = prior_days + cases.days / spread
    terms = size * (np.log(rate) - np.log(rate + cases.ahead))
    terms -= cases.came * np.log(rate + cases.ahead)
    for earlier in range(int(cases.came.max(initial=0))):
        terms += np.where(cases.came > earlier, np.log(size + earlier), 0)
    return float(terms.sum())


def _climb(cases: Cases) -> tuple[tuple[float, float, float], float]:
    best, step = (0.1, 10.0, 3.0), _FIRST_STEP
    most = log_likelihood(cases, *best)
    while step > _LAST_STEP:
        near = [
            tuple(_within(v * exp(sign * step)) for v, sign in zip(best, signs, strict=True))
            for signs in product((-1, 0, 1), repeat=len(best))
        ]
        likelihoods = [log_likelihood(cases, *numbers) for numbers in near]
        if max(likelihoods) > most:
            most = max(likelihoods)
            a, b, k = near[likelihoods.index(most)]
            best = (a, b, k)
        else:
            step /= 2
    return best, most


def _within(value: float) -> float:
    return exp(min(log(_MOST), max(log(_LEAST), log(value))))
