"""What is known of the address of something that seems to be missing."""

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pandas as pd

from dashboard.reading.cache import cached_answer
from dashboard.reading.days import current_date
from dashboard.reading.events import settings
from dashboard.reading.rows import ViewContext, read
from data.days.addresses import address, have_address
from data.days.span import FIRST_DAY
from data.events.kinds import Value
from data.events.values import LONGEST, is_one_line


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


class Known(NamedTuple):
    """What exports know of an address that is linked to nobody; a day that may be claimed."""

    title: str | None
    day: date | None


@cached_answer
def known_of(view: ViewContext, url: str) -> Known | None:
    """What rows of accounts that are linked to nobody say of `url`: a title, a day, or both.

    Never whose they are. None where they say nothing.
    """
    said = settings(view)
    compared = address(url, said.no_addresses, said.tracking_parameters)
    rows: Any = read(view, "requests/known_address", address=compared or "").itertuples()
    for row in rows:
        title = row.title if is_one_line(row.title, LONGEST[Value.LINE]) else None
        day = None if pd.isna(row.day) else row.day.date()
        if day is not None and not FIRST_DAY <= day <= current_date(view.build):
            day = None
        return Known(title, day) if title or day else None
    return None


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
