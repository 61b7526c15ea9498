"""What is kept of answers for whoever asks again: bounded in memory, and counted."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Condition
from typing import ParamSpec, TypeVar

import pandas as pd
from cachetools import LRUCache, cached
from cachetools.keys import hashkey

MOST_BYTES = 128_000_000
_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class Use:
    """How much the kept answers were of use since this process began, and what they take."""

    asked: int
    answered: int  # without working the answer out again
    bytes: int

    def __str__(self) -> str:
        return f"{self.asked} asked, {self.answered} at hand, {self.bytes} bytes kept"


def _size(answer: object) -> int:
    """The bytes that an answer takes in memory."""
    if isinstance(answer, pd.DataFrame):
        return sum(column.array.nbytes for _, column in answer.items())
    return sys.getsizeof(answer)


_answers = LRUCache(MOST_BYTES, getsizeof=_size)
_asking = Condition()  # who asks what is being worked out waits for it
_keepers: list[Callable[..., object]] = []


def cached_answer(ask: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """Keep what `ask` answers, by all its arguments; the answers that were used last are let go.

    An answer serves everybody who asks the same, so every argument that changes it is in its key,
    and nobody may change it.
    """
    keeper = cached(_answers, key=partial(hashkey, ask), condition=_asking, info=True)(ask)
    _keepers.append(keeper)
    return keeper


def forget_answers() -> None:
    """Forget all answers; the counting goes on."""
    with _asking:
        _answers.clear()


def use() -> Use:
    """How much the kept answers are of use."""
    counts = [keeper.cache_info() for keeper in _keepers]
    hits, misses = sum(c.hits for c in counts), sum(c.misses for c in counts)
    return Use(hits + misses, hits, int(_answers.currsize))
