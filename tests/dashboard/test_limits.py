"""How many requests or sessions may be open and come: of an address, and of all together."""

from contextlib import ExitStack

import pytest

from dashboard.server.limits import AddressRates, Most, Open

MANY = (1000.0, 1000)


def waits(open_now: Open, *addresses: str) -> list[float | None]:
    return [open_now.seconds_to_wait(address, longest=0) for address in addresses]


def test_so_many_are_open_of_an_address_and_of_all_together():
    sessions = Open(Most(open=3, open_of_address=2, rate=MANY, rate_of_address=MANY))
    with ExitStack() as opened:
        for _ in range(2):
            opened.enter_context(sessions.joined("a"))
        assert waits(sessions, "a", "b") == [None, 0]
        opened.enter_context(sessions.joined("b"))
        assert waits(sessions, "c") == [None]
        assert sessions.is_full()
    assert waits(sessions, "a") == [0]
    assert not sessions.is_full()


def test_so_many_come_of_an_address_and_of_all_together():
    sessions = Open(
        Most(open=100, open_of_address=100, rate=(0.001, 3), rate_of_address=(0.001, 2))
    )
    assert waits(sessions, "a", "a", "a") == [0, 0, None]
    assert waits(sessions, "b", "b") == [0, None]
    assert sessions.is_full()


def test_one_that_waits_too_long_counts_nowhere():
    sessions = Open(
        Most(open=100, open_of_address=100, rate=(0.001, 2), rate_of_address=(0.001, 1))
    )
    assert waits(sessions, "a", "a", "a") == [0, None, None]
    assert waits(sessions, "b") == [0]


def test_a_quiet_address_is_forgotten_when_there_are_many(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(AddressRates, "_MOST_ADDRESSES", 2)
    rates = AddressRates(MANY, (0.001, 2))
    _, busy = rates.of("busy")
    busy.wait(0)
    rates.of("quiet")
    rates.of("new")
    assert set(rates._rates) == {"busy", "new"}
    assert rates.of("busy")[1] is busy
