"""How often something may happen: a number per second, and more at once after a quiet time."""

import time
from collections.abc import Callable


class Rate:
    """Allows `per_second` events per second in the long run, and `at_once` after a quiet time."""

    def __init__(
        self, per_second: float, at_once: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_second = per_second
        self._at_once = at_once
        self._clock = clock
        self._free = float(at_once)  # below 0 while events wait
        self._counted_at = clock()

    def seconds_to_wait(self) -> float:
        """How many seconds one more event would have to wait for its turn."""
        now = self._clock()
        earned = (now - self._counted_at) * self._per_second
        self._free = min(float(self._at_once), self._free + earned)
        self._counted_at = now
        return max(0.0, (1 - self._free) / self._per_second)

    def is_quiet(self) -> bool:
        """Whether so little happened lately that as many as ever may happen at once."""
        self.seconds_to_wait()
        return self._free >= self._at_once

    def wait(self, longest: float) -> float | None:
        """Count one event; returns how many seconds it has to wait for its turn.

        None when that is more than `longest` seconds: then it does not happen and does not count.
        """
        seconds = self.seconds_to_wait()
        if seconds > longest:
            return None
        self._free -= 1
        return seconds
