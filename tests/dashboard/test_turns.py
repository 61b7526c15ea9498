"""Whose day is computed next, and who has asked for too many: hand-counted turns and seconds."""

import time
from contextlib import ExitStack, suppress
from threading import Event, Thread

import pytest

from dashboard.reading import builds, days
from dashboard.reading.turns import (
    DAYS_PER_MINUTE,
    MOST_WAITING,
    PEOPLE_AT_ONCE,
    TooManyDaysError,
    Turns,
)


class Runs:
    """Runs of pages in threads, each of which keeps its turn until it is told to end."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._end: dict[str, Event] = {}
        self.begun: list[str] = []  # the names of runs in the order of their turns

    def start(self, name: str) -> None:
        """Start the run `name`, which waits for its turn; its first letter is the person."""
        self._end[name] = Event()
        Thread(target=self._run, args=(name,), daemon=True).start()
        wait_until(lambda: name in self.begun or self._turns._waiting[name[0]] > 0)

    def end(self, name: str) -> None:
        self._end[name].set()

    def has_begun(self, *names: str) -> bool:
        wait_until(lambda: list(names) == self.begun)
        return True

    def _run(self, name: str) -> None:
        with suppress(TooManyDaysError), self._turns.turn(name[0]):
            self.begun.append(name)
            self._end[name].wait(10)


def wait_until(holds) -> None:
    deadline = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.001)


@pytest.fixture
def runs() -> Runs:
    return Runs(Turns())


def test_a_person_has_one_turn_at_a_time_and_only_so_many_people_have_one(runs):
    assert PEOPLE_AT_ONCE == 2
    runs.start("a1")
    runs.start("a2")
    runs.start("b1")
    runs.start("c1")
    assert runs.has_begun("a1", "b1")


def test_many_requests_of_one_person_do_not_delay_the_first_of_another(runs):
    for name in ("a1", "b1", "a2", "a3", "a4", "b2", "c1", "d1"):
        runs.start(name)
    assert runs.has_begun("a1", "b1")
    runs.end("a1")  # c and d have had no turn, so both come before the second turn of a
    assert runs.has_begun("a1", "b1", "c1")
    runs.end("c1")
    assert runs.has_begun("a1", "b1", "c1", "d1")
    runs.end("d1")
    assert runs.has_begun("a1", "b1", "c1", "d1", "a2")
    runs.end("b1")
    assert runs.has_begun("a1", "b1", "c1", "d1", "a2", "b2")


def test_who_waits_too_long_is_told_whether_it_is_for_their_own_requests():
    turns = Turns(longest_wait=0.05)
    with turns.turn("a"), pytest.raises(TooManyDaysError) as own, turns.turn("a"):
        pass
    with ExitStack() as others:
        others.enter_context(turns.turn("b"))
        others.enter_context(turns.turn("c"))
        with pytest.raises(TooManyDaysError) as of_others, turns.turn("a"):
            pass
    assert (own.value.is_own, of_others.value.is_own) == (True, False)
    with turns.turn("a"):  # whoever gave up leaves no trace in the queue
        pass


def test_more_waiting_runs_of_one_person_are_refused_at_once(runs):
    turns = runs._turns
    runs.start("a0")
    for number in range(1, MOST_WAITING + 1):
        Thread(target=runs._run, args=(f"a{number}",), daemon=True).start()
        runs._end[f"a{number}"] = Event()
    wait_until(lambda: turns._waiting["a"] == MOST_WAITING)
    begin = time.monotonic()
    with pytest.raises(TooManyDaysError), turns.turn("a"):
        pass
    assert time.monotonic() - begin < 1
    with turns.turn("b"):
        pass


def test_a_person_asks_for_so_many_days_a_minute_and_others_for_theirs():
    now = 0.0
    turns = Turns(clock=lambda: now)
    for _ in range(DAYS_PER_MINUTE):
        turns.count_day("a")
    with pytest.raises(TooManyDaysError) as error:
        turns.count_day("a")
    assert error.value.seconds == 60 / DAYS_PER_MINUTE
    turns.count_day("b")
    now = 60 / DAYS_PER_MINUTE
    turns.count_day("a")
    with pytest.raises(TooManyDaysError):
        turns.count_day("a")


def test_a_run_keeps_its_turn_until_it_ends_also_by_an_error(monkeypatch):
    turns = Turns(longest_wait=0.05)
    monkeypatch.setattr(builds, "TURNS", turns)

    def failing_run() -> None:
        with builds.one_run():
            builds.set_person("a")
            with builds.turn():
                pass
            assert turns._working == {"a"}
            with builds.turn():  # the same turn
                pass
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        failing_run()
    assert turns._working == set()


def test_a_cached_day_and_today_are_never_refused(tiny_program, monkeypatch):
    monkeypatch.setenv("MVP_DATABASE", str(tiny_program.database))
    turns = Turns()
    monkeypatch.setattr(builds, "TURNS", turns)
    build = days.current_build()
    earlier = tiny_program.as_of.replace(day=1)
    with builds.one_run():
        days.day(build, earlier)
    for _ in range(DAYS_PER_MINUTE - 1):
        turns.count_day("")
    with builds.one_run(), pytest.raises(TooManyDaysError):
        days.day(build, earlier.replace(day=2))
    with builds.one_run():
        days.day(build, earlier)
        days.day(build, days.current_date(build))
