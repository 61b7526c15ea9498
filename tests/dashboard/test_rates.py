"""How often something may happen: hand-counted seconds."""

import pytest

from dashboard.rates import Rate


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_as_many_as_allowed_at_once_do_not_wait_and_then_each_waits_its_turn(clock: Clock) -> None:
    rate = Rate(2, at_once=3, clock=clock)
    assert [rate.wait(30) for _ in range(5)] == [0, 0, 0, 0.5, 1.0]


def test_a_quiet_time_makes_room_again_but_not_for_more_than_at_once(clock: Clock) -> None:
    rate = Rate(2, at_once=3, clock=clock)
    for _ in range(3):
        rate.wait(30)
    clock.now = 0.5
    assert [rate.wait(30), rate.wait(30)] == [0, 0.5]
    clock.now = 3600
    assert [rate.wait(30) for _ in range(4)] == [0, 0, 0, 0.5]


def test_what_would_wait_too_long_does_not_happen_and_delays_nobody(clock: Clock) -> None:
    rate = Rate(1, at_once=1, clock=clock)
    assert [rate.wait(2) for _ in range(5)] == [0, 1, 2, None, None]
    clock.now = 1
    assert rate.wait(2) == 2
