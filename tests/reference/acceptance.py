"""The chance of a goal, with the second criterion: docs/forecast.md."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, comb, exp, floor, fsum, inf, lgamma, log

from tests.reference.counting import counting_rows, is_in_window, repeats
from tests.reference.dates import ONE_DAY
from tests.reference.forecast import chance_of_count, size_and_exposure, steps_of, weight
from tests.reference.inputs import Contribution, Inputs, Mvp
from tests.reference.leaves import absence_of
from tests.reference.settings import Settings
from tests.reference.years import year_of


@dataclass(frozen=True)
class Ahead:
    """The answers to come, as docs/forecast.md names them: N*, z, y, and the share chance."""

    more: int
    answers: int
    accepted: int
    share_chance: float
    is_lost: bool


@dataclass(frozen=True)
class Outlook:
    """The chance of a goal by a day; `ahead` is None where acceptance is not judged."""

    chance: float
    is_certain: bool
    ahead: Ahead | None


def log_beta(a: float, b: float) -> float:
    """The logarithm of the beta function."""
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def chance_of_accepted(least: int, answers: int, alpha: float, beta: float) -> float:
    """1 - [Q(0) + ... + Q(least - 1)] of a beta-binomial."""
    below = fsum(
        exp(
            log(comb(answers, i))  # as a number, it is too large from about a thousand answers on
            + log_beta(alpha + i, beta + answers - i)
            - log_beta(alpha, beta)
        )
        for i in range(least)
    )
    return max(0.0, 1.0 - below)


def _answers(
    settings: Settings, inputs: Inputs, mvp: Mvp, track: str, as_of: date
) -> list[Contribution]:
    rows = inputs.contributions[mvp.mvp_id]
    found = counting_rows(settings, rows, track, repeats(settings, rows))
    return [row for row in found if row.day <= as_of]


def answers_ahead(
    settings: Settings,
    inputs: Inputs,
    mvp: Mvp,
    track: str,
    needed: int,
    mean: float,
    as_of: date,
    left: int,
) -> Ahead:
    """The answers up to a day that is `left` days away, in which `needed` more has to be done."""
    seen, measure = _answers(settings, inputs, mvp, track, as_of), settings.measures[track]
    share, most = measure.solution_share, left if measure.counts == "days" else inf
    window = year_of(settings, as_of)
    year = [row for row in seen if is_in_window(mvp, row.day, window, as_of)]
    n, s = len(year), sum(row.accepted is True for row in year)
    by_day = Counter(row.day for row in year)
    short = max(Fraction(0), share * n - s)
    if short > (1 - share) * left * max(by_day.values(), default=0):
        return Ahead(needed, 0, 0, 0.0, True)
    per_unit = Fraction(max(n, 1), max(measure.amount(year), 1))
    fewest = ceil(short / (1 - share)) if short else 0
    more = max(needed, min(most, ceil(fewest / per_unit)))
    expected = max(more, min(most, floor(mean + 0.5)))
    answers = max(fewest, ceil(expected * per_unit))
    accepted = max(0, ceil(share * (n + answers)) - s)
    fitted = settings.forecast[track]
    weights = [(weight(row.day, as_of, fitted.half_life_days), row.accepted) for row in seen]
    alpha = fitted.prior_accepted + fsum(w for w, yes in weights if yes is True)
    beta = fitted.prior_not_accepted + fsum(w for w, yes in weights if yes is not True)
    return Ahead(more, answers, accepted, chance_of_accepted(accepted, answers, alpha, beta), False)


def outlook(
    settings: Settings,
    inputs: Inputs,
    mvp: Mvp,
    track: str,
    count: int,
    as_of: date,
    horizon: date,
) -> Outlook:
    """The chance of `count` more after `as_of` up to `horizon`, and of the second criterion."""
    left = max(0, (horizon - as_of).days)
    open_days = absence_of(inputs, mvp.mvp_id, as_of).working_days(as_of + ONE_DAY, horizon)
    rate = size_and_exposure(settings, inputs, mvp, track, as_of)
    steps = steps_of(settings, inputs, mvp, track, as_of)
    if settings.measures[track].solution_share is None or not inputs.acceptance_is_tracked:
        likely = chance_of_count(settings, rate, track, steps, count, left, open_days)
        return Outlook(likely, count <= 0, None)
    mean = float(open_days) * rate[0] / rate[1] * steps.mean
    ahead = answers_ahead(settings, inputs, mvp, track, max(0, count), mean, as_of, left)
    likely = chance_of_count(settings, rate, track, steps, ahead.more, left, open_days)
    is_certain = not ahead.is_lost and ahead.more == 0 and ahead.accepted == 0
    return Outlook(likely * ahead.share_chance, is_certain, ahead)
