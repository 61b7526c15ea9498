"""What an MVP intends, and what follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

HORIZONS = ("checkpoint", "final")
WHOLE = ""  # the track that stands for the MVP as a whole
MOST_PIECES = 999  # of a track, by a horizon


@dataclass(frozen=True)
class Intent:
    """How much is intended in a track: so many a week or, without that, so many by each horizon."""

    by: Mapping[str, int] = field(default_factory=dict)
    a_week: Decimal | None = None


@dataclass(frozen=True)
class Plan:
    """What is intended by track, and perhaps days of leave, from the first to the last one."""

    tracks: Mapping[str, Intent] = field(default_factory=dict)
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
