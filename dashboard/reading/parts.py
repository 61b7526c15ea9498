"""Which parts the program of a build has: the one place where pages ask."""

from functools import lru_cache

from dashboard.reading.days import current_build
from data.days.parts import parts_in
from data.errors import NoDatabaseError
from data.settings.parts import PARTS
from data.store.connect import attach
from data.store.locations import Build


@lru_cache(maxsize=8)
def parts_of(build: Build) -> frozenset[str]:
    """The parts that the program of `build` has, of data/settings/parts.py.

    Raises NoDatabaseError when the build cannot be read.
    """
    return parts_in(attach(build.location), "build.rule_settings")


def current_parts() -> frozenset[str]:
    """The parts of the program that this run shows; all of them while there is no build."""
    try:
        return parts_of(current_build())
    except NoDatabaseError:
        return frozenset(PARTS)
