"""Who people are in the newest build, as of today."""

from datetime import date

from dashboard.reading.cache import cached_answer
from dashboard.reading.days import current_build, current_date, day
from data.days.identity import Identity
from data.store.locations import Build


def identity(email: str) -> Identity:
    """What the person with that e-mail address may see."""
    build = current_build()
    return _identity(build, current_date(build), email)


def people() -> dict[str, str]:
    """The leads and MVPs, in order: e-mail address -> label."""
    build = current_build()
    return dict(_people(build, current_date(build)))


@cached_answer
def _identity(build: Build, as_of: date, email: str) -> Identity:
    return day(build, as_of).identity(email)


@cached_answer
def _people(build: Build, as_of: date) -> dict[str, str]:
    return day(build, as_of).people()
