"""What is kept of answers: by all that was asked, bounded, counted, and worked out once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from dashboard.reading import cache


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.forget_answers()


def test_an_answer_is_worked_out_again_for_any_other_argument_and_for_no_other_reason():
    worked_out = count(1)

    @cache.cached_answer
    def number(build: str, **parameters: object) -> int:
        return next(worked_out)

    assert [number("a"), number("b"), number("a", by="all"), number("a", by="year")] == [1, 2, 3, 4]
    assert [number("a"), number("b"), number("a", by="all"), number("a", by="year")] == [1, 2, 3, 4]


def test_two_questions_with_the_same_arguments_have_an_answer_each():
    @cache.cached_answer
    def rows(build: str) -> str:
        return f"rows of {build}"

    @cache.cached_answer
    def text(build: str) -> str:
        return f"text of {build}"

    assert (rows("a"), text("a")) == ("rows of a", "text of a")


def test_answers_never_take_more_than_the_bound_and_the_oldest_go_first():
    worked_out = []

    @cache.cached_answer
    def large(number: int) -> bytes:
        worked_out.append(number)
        return bytes(cache.MOST_BYTES // 4)

    for number in (1, 2, 3, 1, 4):  # three fit: the fourth takes the place of 2, asked longest ago
        large(number)
        assert cache.use().bytes <= cache.MOST_BYTES
    for number in (1, 3, 4, 2):
        large(number)
    assert worked_out == [1, 2, 3, 4, 2]


def test_an_answer_larger_than_the_bound_is_given_and_not_kept():
    @cache.cached_answer
    def too_large() -> bytes:
        return bytes(cache.MOST_BYTES + 1)

    assert len(too_large()) == cache.MOST_BYTES + 1
    assert cache.use().bytes == 0


def test_it_is_counted_how_often_an_answer_was_there():
    @cache.cached_answer
    def square(number: int) -> int:
        return number * number

    before = cache.use()
    for number in (1, 2, 1, 1):
        square(number)
    after = cache.use()
    assert (after.asked - before.asked, after.answered - before.answered) == (4, 2)


def test_who_asks_what_is_being_worked_out_waits_for_it():
    worked_out, may_end = count(1), threading.Event()

    @cache.cached_answer
    def slow() -> int:
        may_end.wait(timeout=30)
        return next(worked_out)

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(slow) for _ in range(8)]
        may_end.set()
        assert [answer.result() for answer in asked] == [1] * 8


def test_an_error_is_not_kept():
    answers = iter([ValueError("not now"), "an answer"])

    @cache.cached_answer
    def ask() -> str:
        if isinstance(answer := next(answers), ValueError):
            raise answer
        return answer

    with pytest.raises(ValueError, match="not now"):
        ask()
    assert ask() == "an answer"
