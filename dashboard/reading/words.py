"""The words of the program whose build a run reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from dashboard.reading.builds import build_of_run
from data.days.words import words_of
from data.errors import NoDatabaseError
from data.settings.own_words import OwnWords
from data.settings.saying import STANDARD, speaking
from data.store.locations import Build


@contextmanager
def words_of_run() -> Iterator[None]:
    """Texts in this context are in the words of the program; without a build, in standard ones."""
    try:
        own = _words_of(build_of_run())
    except NoDatabaseError:
        own = STANDARD
    with speaking(own):
        yield


@lru_cache(maxsize=8)
def _words_of(build: Build) -> OwnWords:
    return words_of(build.location)
