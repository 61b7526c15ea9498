"""The addresses that are asked: how they are filled in, and which of them are allowed."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

import httpx

from data.errors import ProgramError
from data.sources.fetch_table import PLACEHOLDER, Fetch, is_encrypted, is_loopback


def filled(fetch: Fetch, since: date, until: date, page: int, cursor: str | None) -> httpx.URL:
    """The address of a page; without a cursor, the parameter that would hold it is left out."""
    values = {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "since_seconds": str(_seconds(since)),
        "until_seconds": str(_seconds(until + timedelta(days=1))),
        "page": str(page),
        "page_size": str(fetch.page_size),
        "cursor": quote(cursor or "", safe=""),
    }
    start, mark, query = fetch.url.partition("?")
    if cursor is None:
        query = "&".join(part for part in query.split("&") if "{cursor}" not in part)
    text = start + mark + query
    return httpx.URL(PLACEHOLDER.sub(lambda found: values[found[1]], text))


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def is_same_server(url: httpx.URL, other: httpx.URL) -> bool:
    """Whether both have the same scheme, host and port, so that one may get what the other gets."""
    return (url.scheme, url.host, _port(url)) == (other.scheme, other.host, _port(other))


def _port(url: httpx.URL) -> int | None:
    return url.port or {"https": 443, "http": 80}.get(url.scheme)


def redirected(url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads; raises ProgramError unless it is the same server, or https."""
    target = _joined(url, location)
    is_into_machine = is_loopback(target) and not is_loopback(url)
    if is_same_server(url, target) or (target.scheme == "https" and not is_into_machine):
        return target
    raise ProgramError(f"redirects to {shown(target)}, which is another server without https")


def next_page(url: httpx.URL, link: str) -> httpx.URL:
    """The address of the next page that a page names; raises ProgramError for other servers."""
    target = _joined(url, link)
    if not is_same_server(url, target) or not is_encrypted(target):
        raise ProgramError(f"names a next page on another server, {shown(target)}")
    return target


def _joined(url: httpx.URL, link: str) -> httpx.URL:
    try:
        return url.join(link)
    except (httpx.InvalidURL, ValueError):
        raise ProgramError("names another address that cannot be read") from None


def shown(url: httpx.URL) -> str:
    """An address for people, without its parameters."""
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme}://{url.host}{port}{url.path}"
