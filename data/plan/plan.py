"""What an MVP intends, and what follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal
from typing import Any

WHOLE = ""  # the track that stands for the MVP as a whole
MOST_PIECES = 999  # of a track, by a horizon
MOST_POINTS = 999_999  # the same; those of a day are one contribution
DAYS_A_WEEK = 7
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Intent:
    """How much is intended in a track: so many by the next checkpoint and by the final one, both
    counted from D on; or so many a week."""

    checkpoint: int = 0
    final: int = 0
    a_week: Decimal | None = None


@dataclass(frozen=True)
class Plan:
    """What is intended by track, and perhaps days of leave, from the first to the last one."""

    tracks: tuple[tuple[str, Intent], ...] = ()
    leave: tuple[date, date] | None = None


@dataclass(frozen=True)
class Ahead:
    """What follows from a plan.

    `outlook` has the rows of queries/plan/outlook.sql, `whole` those of plan/whole.sql by whether
    they are with the plan. `then` has those of plan/then.sql, by horizon and track, and `rows` are
    the planned contributions. All are empty for an MVP who is not on the roster of the year, or
    when the year is over.
    """

    outlook: Sequence[Mapping[str, Any]]
    whole: Mapping[bool, Mapping[str, Any]]
    then: Mapping[str, Mapping[str, Mapping[str, Any]]]
    rows: Sequence[Mapping[str, Any]]


def a_week(pieces: int, days: float) -> Decimal:
    """The smallest number a week, in hundredths, that gives so many pieces on so many days."""
    exact = Decimal(pieces * DAYS_A_WEEK) / Decimal(days)
    return exact.quantize(_CENT, ROUND_UP)
