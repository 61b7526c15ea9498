"""The chance of reaching a count by a date: docs/forecast.md, without the second criterion.

The formulas as they stand there, as sums with a term a day, an event, or a count.
"""

from datetime import date
from fractions import Fraction
from math import exp, fsum, lgamma, log, log1p

from tests.reference.counting import events, repeats
from tests.reference.dates import ONE_DAY, days
from tests.reference.inputs import Inputs, Mvp
from tests.reference.leaves import absence_of
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


def chance_of_count(
    rate: tuple[float, float], track: str, count: int, days_left: int, days_ahead: Fraction
) -> float:
    """The chance of at least `count` more events in the days ahead, `days_left` with leave."""
    if count <= 0:
        return 1.0
    if days_ahead == 0 or (track == "forum" and count > days_left):
        return 0.0
    size, exposure = rate
    return chance_of_at_least(count, size, exposure / (exposure + float(days_ahead)))
