"""How much people may ask of the server at once and in a second: strangers less than the others.

People who are signed in come first: everybody else together gets `STRANGERS`, and waits for their
turn.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from dashboard.rates import Rate
from dashboard.server.cookies import user_of
from dashboard.viewers.access import has_sign_in


@dataclass(frozen=True)
class Most:
    """How many may be open at once, and how many may come: per second, and after a quiet time."""

    open: int
    open_of_address: int  # an office may share one address
    rate: tuple[float, int]
    rate_of_address: tuple[float, int]


@dataclass(frozen=True)
class Limits:
    """How much a group of people may ask for."""

    requests: Most
    sockets: Most
    messages: tuple[float, int]  # of a session
    messages_of_address: tuple[float, int]
    messages_of_all: tuple[float, int]
    message_bytes: int
    bytes_in_ten_seconds: int  # of a session
    frames: tuple[float, int]  # of a session: parts of messages, and pings


SIGNED_IN = Limits(
    requests=Most(1000, 500, (1000, 10_000), (500, 5000)),
    sockets=Most(2000, 500, (100, 1000), (50, 500)),
    messages=(10, 60),
    messages_of_address=(200, 2000),
    messages_of_all=(400, 4000),
    message_bytes=1_000_000,  # the filters of a page take a few thousand
    bytes_in_ten_seconds=5_000_000,
    frames=(50, 500),
)
STRANGERS = Limits(
    requests=Most(300, 200, (40, 100), (20, 60)),
    sockets=Most(200, 100, (5, 40), (5, 30)),
    messages=(2, 10),
    messages_of_address=(5, 15),
    messages_of_all=(5, 20),
    message_bytes=32_000,
    bytes_in_ten_seconds=64_000,
    frames=(5, 50),
)
LONGEST_WAIT = 30  # seconds: whoever would wait longer for their turn is sent away


def limits_of(connection: HTTPConnection) -> Limits:
    """The limits of a browser: of people who have signed in, or need not. Pages check who it is."""
    if not has_sign_in():
        return SIGNED_IN
    return STRANGERS if user_of(connection) is None else SIGNED_IN


def address_and_limits(connection: HTTPConnection) -> tuple[str, Limits]:
    """The address of a request or a session, "" without one, and the limits of who asks."""
    return connection.client.host if connection.client else "", limits_of(connection)


class AddressRates:
    """Rates of all addresses together and of each; those of quiet addresses are forgotten."""

    _MOST_ADDRESSES = 10_000

    def __init__(self, of_all: tuple[float, int], of_address: tuple[float, int]) -> None:
        self.of_all = Rate(*of_all)
        self._of_address = of_address
        self._rates: dict[str, Rate] = {}

    def of(self, address: str) -> tuple[Rate, Rate]:
        """The rates that an event of `address` counts in."""
        if address not in self._rates and len(self._rates) >= self._MOST_ADDRESSES:
            self._rates = {a: rate for a, rate in self._rates.items() if not rate.is_quiet()}
        return self.of_all, self._rates.setdefault(address, Rate(*self._of_address))


class Open:
    """What people with the same limits have open: requests, or sessions."""

    def __init__(self, most: Most) -> None:
        self._most = most
        self._open: Counter[str] = Counter()
        self._rates = AddressRates(most.rate, most.rate_of_address)

    def is_full(self) -> bool:
        """Whether one more is too many at this moment, whatever its address."""
        is_too_early = self._rates.of_all.seconds_to_wait() > 0
        return is_too_early or self._open.total() >= self._most.open

    def seconds_to_wait(self, address: str, longest: float = LONGEST_WAIT) -> float | None:
        """How long one more of `address` has to wait for its turn; None when it is too many."""
        if (
            self._open.total() >= self._most.open
            or self._open[address] >= self._most.open_of_address
        ):
            return None
        return longest_wait(self._rates.of(address), longest)

    @contextmanager
    def joined(self, address: str) -> Iterator[None]:
        """Count one while it is open."""
        self._open[address] += 1
        try:
            yield
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]


def longest_wait(rates: tuple[Rate, ...], longest: float = LONGEST_WAIT) -> float | None:
    """Count an event in all `rates`; returns the seconds to wait, or None when it is too many."""
    if any(rate.seconds_to_wait() > longest for rate in rates):
        return None
    return max(rate.wait(longest) or 0.0 for rate in rates)


SESSIONS = {limits: Open(limits.sockets) for limits in (SIGNED_IN, STRANGERS)}
REQUESTS = {limits: Open(limits.requests) for limits in (SIGNED_IN, STRANGERS)}
