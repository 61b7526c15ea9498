"""Whether this process can show figures, in one word: for pages and load balancers."""

import time
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse

from dashboard.reading import cache
from dashboard.reading.builds import database, newest_build
from dashboard.viewers.audit_file import AuditError, check
from data.errors import NoDatabaseError
from data.store.connect import attach
from data.store.locations import Build, DatabaseUrl, Location

OK = "ok"


def state() -> str:
    """`ok`, or a word that says why there are no figures (NoDatabaseError, AuditError)."""
    return _state(database(), int(time.monotonic()))


@lru_cache(maxsize=1)
def _state(location: Location, second: int) -> str:
    """The state in that second: however many ask, the database is opened once."""
    try:
        check()
        build = newest_build()
        if isinstance(build.location, DatabaseUrl):
            _attach_once(build)
        else:
            attach(build.location)
    except (AuditError, NoDatabaseError) as error:
        return error.why
    return OK


@lru_cache(maxsize=1)
def _attach_once(build: Build) -> None:
    """Open a build at an address: this takes long, and a build there does not change."""
    attach(build.location)


def healthz(request: Request) -> PlainTextResponse:
    """The state for a load balancer: status 200 when there are figures, else 503.

    The header X-Figures says how often figures came from the cache.
    """
    word = state()
    headers = {"Cache-Control": "no-store", "X-Figures": str(cache.use())}
    return PlainTextResponse(word, 200 if word == OK else 503, headers)
