"""Contributions that have the address of something that seems to be missing."""

from typing import Any
from urllib.parse import urlsplit

from dashboard.reading.cache import cached_answer
from dashboard.reading.events import settings
from dashboard.reading.rows import ViewContext, read
from data.inputs.addresses import have_address


@cached_answer
def with_same_address(view: ViewContext, url: str) -> tuple[Any, ...]:
    """The rows of queries/pages/mvp/addresses.sql with that address, the latest first."""
    rows = [*read(view, "mvp/addresses").itertuples()]
    are_same = have_same_address(view, [str(row.url) for row in rows], url)
    return tuple(row for row, is_same in zip(rows, are_same, strict=True) if is_same)


def have_same_address(view: ViewContext, urls: list[str], url: str) -> list[bool]:
    """Which of `urls` are the same address as `url`, as the rules compare them."""
    said = settings(view)
    return have_address(urls, url, said.no_addresses, said.tracking_parameters)


@cached_answer
def track_of_site(view: ViewContext, url: str) -> tuple[str, str] | None:
    """Track and kind of the latest contribution that counts and is on the site of `url`."""
    site = _site(url)
    rows = read(view, "mvp/addresses").itertuples()
    found = (row for row in rows if row.counted and site == _site(str(row.url)))
    latest = next(found, None)
    return latest and (str(latest.track), str(latest.kind))


def _site(url: str) -> str:
    """The server of an address; an empty text where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
