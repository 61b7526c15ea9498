"""Who may compute a day now: a few people at once, each one day at a time, in turns.

Computing a day takes memory and a processor for a second or more, so nobody may have many days
computed at once. Days in the cache, and today's, need no turn.
"""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

from dashboard.rates import Rate

PEOPLE_AT_ONCE = 2  # who have a day computed
DAYS_PER_MINUTE = 20  # of one person
MOST_WAITING = 5  # runs of one person, such as tabs: more are refused at once
LONGEST_WAIT = 20  # seconds for a turn
_MINUTE = 60


class TooManyDaysError(Exception):
    """A day is not computed now: the person has asked for many, or others are before them.

    `seconds` says when to try again, and `is_own` whether it is for what the person asked before.
    """

    def __init__(self, seconds: float, is_own: bool) -> None:
        super().__init__(f"try again in {seconds:.0f} s")
        self.seconds = max(1, math.ceil(seconds))
        self.is_own = is_own


class Turns:
    """Gives people their turn, however much each of them asks for.

    Nobody has two turns at once. The next turn goes to the person in the queue whose last turn was
    the longest time ago.
    """

    def __init__(
        self, longest_wait: float = LONGEST_WAIT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._longest_wait = longest_wait
        self._clock = clock
        self._condition = Condition()
        self._rates: dict[str, Rate] = {}  # bounded by the number of people in the program
        self._working: set[str] = set()
        self._waiting: Counter[str] = Counter()
        self._queue: list[tuple[str, object]] = []  # a person, and one of their runs
        self._turns: Counter[str] = Counter()  # the number of the last turn of each person
        self._given = 0

    def count_day(self, person: str) -> None:
        """Count a day that `person` wants computed; raises TooManyDaysError after too many."""
        with self._condition:
            rate = self._rates.get(person)
            if rate is None:
                rate = Rate(DAYS_PER_MINUTE / _MINUTE, DAYS_PER_MINUTE, self._clock)
                self._rates[person] = rate
            if rate.wait(0) is None:
                raise TooManyDaysError(rate.seconds_to_wait(), is_own=True)

    @contextmanager
    def turn(self, person: str) -> Iterator[None]:
        """Wait for a turn of `person`, and keep it in the context.

        Raises TooManyDaysError when the person has too many runs waiting, or waits too long.
        """
        self._wait(person)
        try:
            yield
        finally:
            with self._condition:
                self._working.remove(person)
                self._condition.notify_all()

    def _wait(self, person: str) -> None:
        entry = (person, object())
        with self._condition:
            if self._waiting[person] >= MOST_WAITING:
                raise TooManyDaysError(self._longest_wait, is_own=True)
            self._waiting[person] += 1
            self._queue.append(entry)
            try:
                if not self._condition.wait_for(lambda: self._is_next(entry), self._longest_wait):
                    raise TooManyDaysError(self._longest_wait, is_own=person in self._working)
                self._working.add(person)
                self._given += 1
                self._turns[person] = self._given
            finally:
                self._queue.remove(entry)
                self._waiting[person] -= 1
                self._condition.notify_all()  # with two turns free, another one may be next

    def _is_next(self, entry: tuple[str, object]) -> bool:
        if len(self._working) >= PEOPLE_AT_ONCE:
            return False
        able = [other for other in self._queue if other[0] not in self._working]
        return bool(able) and entry is min(able, key=lambda other: self._turns[other[0]])


TURNS = Turns()  # of this process
