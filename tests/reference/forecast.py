"""The chance of reaching a count by a date: docs/forecast.md, without the second criterion.

The formulas as they stand there, as sums with a term a day, an event, or a count.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, exp, fsum, lgamma, log, log1p

from tests.reference.counting import counting_rows, events, repeats
from tests.reference.dates import ONE_DAY, days
from tests.reference.inputs import Contribution, Inputs, Mvp
from tests.reference.leaves import absence_of
from tests.reference.measures import points_of
from tests.reference.settings import Settings
from tests.reference.sources import span_of


def weight(day: date, as_of: date, half_life_days: float) -> float:
    """w(d) = 2^(-(D - d) / h)."""
    return 2.0 ** (-(as_of - day).days / half_life_days)


def chance_of_at_least(count: int, size: float, success: float) -> float:
    """P(at least `count` events) of a negative binomial, term by term."""
    below = fsum(
        exp(
            lgamma(size + i)
            - lgamma(size)
            - lgamma(i + 1)
            + size * log(success)
            + i * log1p(-success)
        )
        for i in range(count)
    )
    return max(0.0, 1.0 - below)


def size_and_exposure(
    settings: Settings, inputs: Inputs, mvp: Mvp, track: str, as_of: date
) -> tuple[float, float]:
    """r and q: the gamma distribution as of a date."""
    absence = absence_of(inputs, mvp.mvp_id, as_of)
    rows = inputs.contributions[mvp.mvp_id]
    repeated = repeats(settings, rows)
    happened = {
        name: [day for day in events(settings, rows, name, repeated) if day <= as_of]
        for name in settings.tracks
    }
    since = min([mvp.spells[0].from_on, *(day for found in happened.values() for day in found)])
    fitted = settings.forecast[track]
    begins = span_of(settings, inputs, track).complete_from
    since = max(since, begins) if begins else as_of + ONE_DAY
    weighted_events = fsum(
        weight(day, as_of, fitted.half_life_days) for day in happened[track] if day >= since
    )
    weighted_days = fsum(
        weight(day, as_of, fitted.half_life_days) * float(1 - absence.share(day))
        for day in days(since, as_of)
    )
    size = fitted.prior_events + weighted_events / fitted.overdispersion
    return size, fitted.prior_days + weighted_days / fitted.overdispersion


@dataclass(frozen=True)
class Steps:
    """How points come, as docs/forecast.md names it: A, c, ω; 1 where none are counted."""

    mean: float = 1.0
    points: float = 1.0
    an_event: float = 1.0


def steps_of(settings: Settings, inputs: Inputs, mvp: Mvp, track: str, as_of: date) -> Steps:
    """How many points a contribution of an MVP has, as of a date."""
    measure = settings.measures[track]
    if measure.counts != "points":
        return Steps()

    def seen(rows: list[Contribution]) -> list[Contribution]:
        found = counting_rows(settings, rows, track, repeats(settings, rows))
        return [row for row in found if row.day <= as_of]

    everybody = [points_of(row) for rows in inputs.contributions.values() for row in seen(rows)]
    mean, square = measure.usual_points, measure.usual_points**2
    if any(everybody):
        mean = fsum(everybody) / len(everybody)
        square = fsum(points**2 for points in everybody) / len(everybody)
    half_life = settings.forecast[track].half_life_days
    own = [
        (weight(row.day, as_of, half_life), points_of(row))
        for row in seen(inputs.contributions[mvp.mvp_id])
    ]
    together = 1 + fsum(w for w, _ in own)
    a = (mean + fsum(w * points for w, points in own)) / together
    b = (square + fsum(w * points**2 for w, points in own)) / together
    return Steps(a, b / a, a * a / b)


def chance_of_count(
    settings: Settings,
    rate: tuple[float, float],
    track: str,
    steps: Steps,
    count: int,
    days_left: int,
    days_ahead: Fraction,
) -> float:
    """The chance of at least `count` more in the days ahead, `days_left` with leave."""
    if count <= 0:
        return 1.0
    if days_ahead == 0 or (settings.measures[track].counts == "days" and count > days_left):
        return 0.0
    size, exposure = rate
    least = ceil(round(count / steps.points, 6))
    return chance_of_at_least(
        least, size, exposure / (exposure + float(days_ahead) * steps.an_event)
    )
