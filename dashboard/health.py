"""Whether this process can answer from its database, in one word: for pages and load balancers."""

import time
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse

from dashboard.builds import database, found
from data.connect import attach
from data.errors import NoDatabaseError

OK = "ok"


def state() -> str:
    """`ok`, or why there is nothing to answer from: `missing`, `unreadable` or `outdated`."""
    return _state(database(), int(time.monotonic()))


@lru_cache(maxsize=1)
def _state(database: Path, second: int) -> str:
    """The state in that second: many may ask, and the file is opened about once."""
    try:
        attach(found().path)
    except NoDatabaseError as error:
        return error.why
    return OK


def healthz(request: Request) -> PlainTextResponse:
    """The state for a load balancer: status 200 when there are figures to show, else 503."""
    word = state()
    return PlainTextResponse(word, 200 if word == OK else 503, {"Cache-Control": "no-store"})
