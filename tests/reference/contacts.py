"""Flags with and without a contact, and Wilson's interval: docs/rules.md section 11."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from tests.reference import backtest

_FLAGGED_BELOW = 0.5
_DEVIATIONS = 1.96
_HALVINGS = 60


def flags(
    source: Path, days: Mapping[date, Iterable[date]], calls: Iterable[tuple[str, date]]
) -> list[tuple]:
    """The flags before checkpoints: `days` has the days before each one on which chances are seen.

    Each has the checkpoint, mvp_id and track, the first day flagged, whether it recovered, and
    whether it is with a contact.
    """
    calls, found = list(calls), {}
    for checkpoint, observed in days.items():
        if checkpoint < min(day for _, day in calls):
            continue
        for day in sorted(observed):
            for mvp_id, track, chance, _, is_reached in backtest.cases(source, day, checkpoint):
                if chance < _FLAGGED_BELOW:
                    found.setdefault((checkpoint, mvp_id, track), (day, is_reached))
    return sorted(
        (
            *flag,
            first,
            is_reached,
            any(who == flag[1] and first <= on <= flag[0] for who, on in calls),
        )
        for flag, (first, is_reached) in found.items()
    )


def likely(recovered: int, flagged: int) -> tuple[float, float]:
    """The limits of the interval of a share, found by halving."""
    share = recovered / flagged

    def is_in(x: float) -> bool:
        return (share - x) ** 2 <= _DEVIATIONS**2 * x * (1 - x) / flagged

    def limit(outside: float) -> float:
        inside = share
        for _ in range(_HALVINGS):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if is_in(middle) else (inside, middle)
        return inside

    return limit(0.0), limit(1.0)
