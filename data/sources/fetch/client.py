"""Gets an address: with tries, waits and limits, and without telling a secret to anybody else."""

import asyncio
import os
import ssl
import time
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, TypeVar

import httpx

from data.errors import ProgramError
from data.sources.fetch.addresses import is_same_server, redirected, shown
from data.sources.fetch_table import VARIABLE, Fetch

_Result = TypeVar("_Result")
_MOST_REDIRECTS = 5
_NO_SUCH_HOST = ("Name or service not known", "nodename nor servname", "getaddrinfo failed")
_SHORTEST_SECRET = 6  # characters; a shorter value is found in any text


@dataclass(frozen=True)
class Limits:
    """What is waited for and taken, at most; in seconds where nothing else is said."""

    tries: int = 5
    wait: float = 300
    request: float = 120
    run: float = 3_600
    response_bytes: int = 64 * 1024 * 1024
    first_delay: float = 1.0  # before the second try; doubled before each further one


@dataclass(frozen=True)
class Response:
    """A response with the status 200; `next_link` is the next page by its header Link."""

    url: httpx.URL
    content: bytes
    next_link: str | None


class _TemporaryError(Exception):
    """A fault that may pass; `after` are the seconds that the server asks to wait."""

    def __init__(self, fault: str, after: float | None = None) -> None:
        super().__init__(fault)
        self.after = after


class Client:
    """Asks one server for pages, by GET only. A context manager; its errors are one line each."""

    def __init__(self, fetch: Fetch, limits: Limits, variables: Mapping[str, str]) -> None:
        """Raises ProgramError when an environment variable that a header names is not set."""
        self._secrets = {name: _value(name, variables) for name in fetch.variables}
        self._headers = {
            header: VARIABLE.sub(lambda found: self._secrets[found[1]], value)
            for header, value in fetch.headers.items()
        }
        self._limits = limits
        self._wait = fetch.wait
        self._ready_at = time.monotonic()
        self._ends_at = self._ready_at + limits.run
        self._runner = asyncio.Runner()
        self._thread = ThreadPoolExecutor(1)  # the caller's own thread may have an event loop
        self._client = httpx.AsyncClient(timeout=limits.request)

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        place: TracebackType | None,
    ) -> None:
        self._run(self._client.aclose())
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()

    def _run(self, task: Coroutine[Any, Any, _Result]) -> _Result:
        return self._thread.submit(self._runner.run, task).result()

    def get(self, url: httpx.URL) -> Response:
        """The response of an address. Raises ProgramError with the address and what to do."""
        delay = self._limits.first_delay
        for tries_left in reversed(range(self._limits.tries)):
            try:
                self._sleep()
                return self._try(url)
            except _TemporaryError as error:
                wait = delay if error.after is None else error.after
                self.pause(wait)
                delay *= 2
                if wait > self._limits.wait:
                    raise self._fault(
                        url, f"{error} and asks to wait {wait:,.0f} seconds; run it again then"
                    ) from None
                if not tries_left:
                    tries = f"{self._limits.tries} tries"
                    raise self._fault(url, f"{error} after {tries}; run it again later") from None
            except ProgramError as error:
                raise self._fault(url, str(error)) from None
        raise AssertionError("the last try returns or raises")

    def pause(self, seconds: float) -> None:
        """Wait at least `seconds` before the next request."""
        self._ready_at = max(self._ready_at, time.monotonic() + seconds)

    def _sleep(self) -> None:
        if self._ready_at > self._ends_at or time.monotonic() > self._ends_at:
            longest = f"{self._limits.run:,.0f} seconds"
            raise ProgramError(f"takes longer than {longest} in all; run it again with fewer days")
        time.sleep(max(0.0, self._ready_at - time.monotonic()))

    def _try(self, url: httpx.URL) -> Response:
        try:
            response, content = self._run(self._answer(url))
        except TimeoutError:
            raise _TemporaryError(
                f"does not answer within {self._limits.request:,.0f} seconds"
            ) from None
        except (httpx.RequestError, httpx.InvalidURL) as error:
            raise _connection_fault(error) from None
        self.pause(self._wait)
        _refuse_status(response, list(self._secrets))
        for name, secret in self._secrets.items():
            if len(secret) >= _SHORTEST_SECRET and secret.encode() in content:
                raise ProgramError(f"repeats the value of {name} in its answer, so it is not saved")
        return Response(url, content, response.links.get("next", {}).get("url"))

    async def _answer(self, home: httpx.URL) -> tuple[httpx.Response, bytes]:
        """The last response of a chain of redirects. Headers go to the first server only."""
        url = home
        left = max(0.0, self._ends_at - time.monotonic())
        async with asyncio.timeout(min(self._limits.request, left)):
            for _ in range(_MOST_REDIRECTS + 1):
                headers = self._headers if is_same_server(url, home) else {}
                async with self._client.stream("GET", url, headers=headers) as response:
                    if not response.has_redirect_location:
                        return response, await self._content(response)
                    url = redirected(url, response.headers["location"])
        raise ProgramError("redirects again and again; look at url")

    async def _content(self, response: httpx.Response) -> bytes:
        content = bytearray()
        async for chunk in response.aiter_bytes():
            content += chunk
            if len(content) > self._limits.response_bytes:
                most = f"{self._limits.response_bytes:,} bytes"
                raise ProgramError(f"answers with more than {most}; ask for smaller pages in url")
        return bytes(content)

    def _fault(self, url: httpx.URL, fault: str) -> ProgramError:
        text = f"{shown(url)} {fault}"
        for name, secret in self._secrets.items():
            text = text.replace(secret, f"({name})")
        return ProgramError(text)


def _value(name: str, variables: Mapping[str, str]) -> str:
    value = variables.get(name, "").strip()
    if not value:
        raise ProgramError(f"fetch.headers: the environment variable {name} is not set; set it")
    if not value.isascii() or not value.isprintable():
        raise ProgramError(f"fetch.headers: the value of {name} cannot be sent; set it again")
    return value


def environment() -> Mapping[str, str]:
    """The variables of this process."""
    return os.environ


def _connection_fault(error: Exception) -> Exception:
    """A failed connection as a ProgramError when it will fail again, else as _TemporaryError."""
    text = str(error) or type(error).__name__
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return ProgramError(f"has no valid certificate: {text}")
        cause = cause.__cause__ or cause.__context__
    if any(words in text for words in _NO_SUCH_HOST):
        return ProgramError(f"is at a server that does not exist ({text}); look at url")
    if isinstance(error, httpx.TimeoutException):
        return _TemporaryError("does not answer in time")
    return _TemporaryError(f"cannot be read: {text}")


def _refuse_status(response: httpx.Response, variables: list[str]) -> None:
    """Raise ProgramError or _TemporaryError unless the status is 200."""
    status = response.status_code
    said = f"answers {status} {response.reason_phrase}".rstrip()
    after = _retry_after(response.headers.get("retry-after"))
    if status == httpx.codes.OK:
        return
    if status == 429 or status >= 500 or (status == 403 and after is not None):
        raise _TemporaryError(said, after)
    if status in (401, 403):
        look_at = f"the value of {' and '.join(variables)}" if variables else "headers"
        raise ProgramError(f"{said}: it does not let you in; look at {look_at}")
    raise ProgramError(f"{said}; look at url")


def _retry_after(text: str | None) -> float | None:
    """The seconds that the header Retry-After asks to wait; None when it says nothing."""
    if text is None:
        return None
    if text.strip().isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
