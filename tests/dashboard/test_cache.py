"""The cache of answers: keyed by all arguments, bounded, counted, and each computed once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from dashboard.reading import cache


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.forget_answers()


def test_an_answer_is_computed_once_for_each_set_of_arguments():
    computed = count(1)

    @cache.cached_answer
    def number(build: str, **parameters: object) -> int:
        return next(computed)

    assert [number("a"), number("b"), number("a", by="all"), number("a", by="year")] == [1, 2, 3, 4]
    assert [number("a"), number("b"), number("a", by="all"), number("a", by="year")] == [1, 2, 3, 4]


def test_two_functions_with_the_same_arguments_have_separate_answers():
    @cache.cached_answer
    def rows(build: str) -> str:
        return f"rows of {build}"

    @cache.cached_answer
    def text(build: str) -> str:
        return f"text of {build}"

    assert (rows("a"), text("a")) == ("rows of a", "text of a")


def test_a_full_cache_evicts_the_answer_that_was_not_used_for_the_longest_time():
    computed = []

    @cache.cached_answer
    def large(number: int) -> bytes:
        computed.append(number)
        return bytes(cache.MOST_BYTES // 4)

    for number in (1, 2, 3, 1, 4):  # three fit; 2 is evicted for 4
        large(number)
        assert cache.use().bytes <= cache.MOST_BYTES
    for number in (1, 3, 4, 2):
        large(number)
    assert computed == [1, 2, 3, 4, 2]


def test_an_answer_that_is_larger_than_the_cache_is_not_cached():
    @cache.cached_answer
    def too_large() -> bytes:
        return bytes(cache.MOST_BYTES + 1)

    assert len(too_large()) == cache.MOST_BYTES + 1
    assert cache.use().bytes == 0


def test_the_cache_counts_how_often_it_had_an_answer():
    @cache.cached_answer
    def square(number: int) -> int:
        return number * number

    before = cache.use()
    for number in (1, 2, 1, 1):
        square(number)
    after = cache.use()
    assert (after.asked - before.asked, after.answered - before.answered) == (4, 2)


def test_threads_that_ask_for_an_answer_that_is_being_computed_wait_for_it():
    computed, may_finish = count(1), threading.Event()

    @cache.cached_answer
    def slow() -> int:
        may_finish.wait(timeout=30)
        return next(computed)

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(slow) for _ in range(8)]
        may_finish.set()
        assert [answer.result() for answer in asked] == [1] * 8


def test_an_error_is_not_cached():
    answers = iter([ValueError("not now"), "an answer"])

    @cache.cached_answer
    def ask() -> str:
        if isinstance(answer := next(answers), ValueError):
            raise answer
        return answer

    with pytest.raises(ValueError, match="not now"):
        ask()
    assert ask() == "an answer"
