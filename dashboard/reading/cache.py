"""The answers to questions, cached for all viewers: bounded in memory, with counts of their use."""

import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from threading import Condition
from typing import Any, ParamSpec, TypeVar

import pandas as pd
from cachetools import LRUCache, cached
from cachetools.keys import hashkey

MOST_BYTES = 128_000_000
_Parameters = ParamSpec("_Parameters")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class Use:
    """How often answers came from the cache since this process started, and its size."""

    asked: int
    answered: int  # from the cache
    bytes: int

    def __str__(self) -> str:
        return f"{self.asked} asked, {self.answered} from the cache, {self.bytes} bytes cached"


def _size(answer: object) -> int:
    """The memory that an answer takes, in bytes."""
    if isinstance(answer, pd.DataFrame):
        return sum(column.array.nbytes for _, column in answer.items())
    return sys.getsizeof(answer)


_answers: LRUCache[Hashable, object] = LRUCache(MOST_BYTES, getsizeof=_size)
_condition = Condition()  # those who ask for an answer that is being computed wait for it
_cached_functions: list[Any] = []  # with cache_info of cachetools


def cached_answer(function: Callable[_Parameters, _Answer]) -> Callable[_Parameters, _Answer]:
    """Cache the answers of `function` by all its arguments.

    When the cache is full, it evicts the answers that were not used for the longest time. An answer
    is shared by all who ask the same, so each argument that changes the answer must be among the
    arguments of `function`, and nobody may change an answer.
    """
    key = partial(hashkey, function)
    cached_function = cached(_answers, key=key, condition=_condition, info=True)(function)
    _cached_functions.append(cached_function)
    return cached_function


def forget_answers() -> None:
    """Empty the cache; the counts go on."""
    with _condition:
        _answers.clear()


def use() -> Use:
    """How often the cache was of use."""
    counts = [function.cache_info() for function in _cached_functions]
    hits, misses = sum(c.hits for c in counts), sum(c.misses for c in counts)
    return Use(hits + misses, hits, int(_answers.currsize))
