"""Whether this process can answer from its database, in one word: for pages and load balancers."""

import time
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse

from dashboard.reading import cache
from dashboard.reading.builds import database, newest_build
from data.errors import NoDatabaseError
from data.store.connect import attach
from data.store.locations import Build, DatabaseUrl, Location

OK = "ok"


def state() -> str:
    """`ok`, or in a word why there is nothing to answer from (data.errors.NoDatabaseError)."""
    return _state(database(), int(time.monotonic()))


@lru_cache(maxsize=1)
def _state(database: Location, second: int) -> str:
    """The state in that second: many may ask, and the database is asked about once."""
    try:
        build = newest_build()
        if isinstance(build.location, DatabaseUrl):
            _opened_once(build)
        else:
            attach(build.location)
    except NoDatabaseError as error:
        return error.why
    return OK


@lru_cache(maxsize=1)
def _opened_once(build: Build) -> None:
    """Open a build at an address: what is there does not change, and opening it takes long."""
    attach(build.location)


def healthz(request: Request) -> PlainTextResponse:
    """The state for a load balancer: status 200 when there are figures to show, else 503.

    The header X-Figures says how often figures came from the cache.
    """
    word = state()
    headers = {"Cache-Control": "no-store", "X-Figures": str(cache.use())}
    return PlainTextResponse(word, 200 if word == OK else 503, headers)
