"""The cases of a track: what was known every some days of a program's past, and what came then."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.days.day import Day
from data.days.rows import Row, rows
from data.days.scope import Scope
from data.outputs.fit.likelihood import HALF_LIVES, Cases
from data.sql.files import sql

AHEAD = timedelta(days=60)  # a case is about the events of that many days
_EVERY = timedelta(days=30)
_EVERYBODY = Scope(everybody=True)


@dataclass(frozen=True)
class History:
    """Who was in the program when, what they did, and when they were on leave."""

    periods: list[Row]
    events: dict[tuple[str, str], dict[date, int]]
    leave: dict[str, dict[date, float]]

    def cases(self, track: str, until: date) -> dict[int, Cases]:
        """The cases of a track whose days ahead end on `until` or before, by half-life."""
        found = [
            case
            for period in self.periods
            if period["track"] == track
            for case in self._cases_of(period, until)
        ]
        table = np.array([case for case in found if case[0] > 0], dtype=float)
        table = table.reshape(-1, 2 + 2 * len(HALF_LIVES))
        return {
            half_life: Cases(
                ahead=table[:, 0],
                came=table[:, 1],
                events=table[:, 2 + 2 * place],
                days=table[:, 3 + 2 * place],
            )
            for place, half_life in enumerate(HALF_LIVES)
        }

    def _cases_of(self, period: Row, until: date) -> Iterator[list[float]]:
        """The days ahead, what came in them, and the weighted events and days by each half-life."""
        since, last = period["since"], min(period["to_on"], until)
        days = [since + timedelta(n) for n in range((last - since).days + 1)]
        events = self.events.get((period["mvp_id"], period["track"]), {})
        leave = self.leave.get(period["mvp_id"], {})
        happened = np.array([events.get(day, 0) for day in days], dtype=float)
        is_open = np.array([1 - leave.get(day, 0) for day in days], dtype=float)
        as_of = period["from_on"]
        while as_of + AHEAD <= last:
            now = (as_of - since).days + 1  # how many days have passed
            ahead = slice(now, now + AHEAD.days)
            case = [float(is_open[ahead].sum()), float(happened[ahead].sum())]
            back = np.arange(now)[::-1]
            for half_life in HALF_LIVES:
                weights = 2.0 ** (-back / half_life)
                case += [float(weights @ happened[:now]), float(weights @ is_open[:now])]
            yield case
            as_of += _EVERY


def history_of(day: Day) -> History:
    """What a day knows of the past of its program."""
    events: dict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    for row in rows(day, _EVERYBODY, sql("fit/events")):
        events[row["mvp_id"], row["track"]][row["day"]] = row["events"]
    leave: dict[str, dict[date, float]] = defaultdict(dict)
    for row in rows(day, _EVERYBODY, sql("fit/leave")):
        leave[row["mvp_id"]][row["day"]] = row["share"]
    return History(rows(day, _EVERYBODY, sql("fit/periods")), events, leave)
