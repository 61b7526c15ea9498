"""One page after another, until there are no more."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import httpx

from data.errors import ProgramError
from data.sources.fetch.addresses import filled, next_page, shown
from data.sources.fetch.client import Client, Response
from data.sources.fetch_table import Fetch
from data.sources.formats import content

_NOTHING = object()


@dataclass(frozen=True)
class Page:
    """A page as it came. `items` is None when they cannot be counted; `format` as in content.py."""

    content: bytes
    items: int | None
    format: str


def pages(client: Client, fetch: Fetch, since: date, until: date) -> Iterator[Page]:
    """The pages of a source that hold anything.

    Raises ProgramError when a page cannot be read, comes twice, or is one too many.
    """
    url: httpx.URL | None = filled(fetch, since, until, fetch.first_page, None)
    seen = set()
    for number in range(fetch.most_pages):
        if url is None:
            return
        response = client.get(url)
        try:
            page, document = _read(response, fetch)
            digest = sha256(response.content).digest()
            if digest in seen:
                raise ProgramError("answers with a page that it gave before; look at paging")
            seen.add(digest)
            if page.items != 0:
                yield page
            elif fetch.paging == "page":
                return
            client.pause(_backoff(document))
            url = _next(response, document, fetch, since, until, fetch.first_page + number + 1)
        except ProgramError as error:
            raise ProgramError(f"{shown(response.url)} {error}") from None
    if url is not None:
        raise ProgramError(
            f"{shown(url)} has more than {fetch.most_pages:,} pages; "
            "ask for fewer days or larger pages, or state most_pages"
        )


def _read(response: Response, fetch: Fetch) -> tuple[Page, Any]:
    """A page, and what it holds where it is JSON."""
    needs_json = fetch.paging in ("page", "cursor") or fetch.items is not None
    try:
        kind = content.format_of(response.content[: content.SAMPLED])
    except ProgramError as error:
        raise ProgramError(f"answers with a file that {error}; look at url and headers") from None
    document = None
    if kind == "json" or needs_json:
        try:
            document = json.loads(response.content)
        except (ValueError, RecursionError):
            if needs_json:
                raise ProgramError("answers with something that is not JSON; look at url") from None
    items = None
    if document is not None:
        try:
            items = len(_items(document, fetch.items))
        except ProgramError:
            if needs_json:
                raise
    return Page(response.content, items, kind), document


def _items(document: Any, key: str | None) -> list[Any]:
    """The list of a page: at `key`, or the only one."""
    if key is not None:
        found = _at(document, key)
        if found is _NOTHING:
            known = ", ".join(document) if isinstance(document, dict) else "a list"
            raise ProgramError(f"answers without the key {key} that items names; it has {known}")
        if not isinstance(found, list | None):
            raise ProgramError(f"answers with no list at the key {key} that items names")
        return found or []
    if isinstance(document, list):
        return document
    lists = [part for part in document.values() if isinstance(part, list)] if document else []
    filled_lists = [part for part in lists if part and isinstance(part[0], dict)]
    if len(filled_lists) == 1:
        return filled_lists[0]
    if lists and not any(lists):
        return []
    raise ProgramError("answers without a list of records, or with several; state items")


def _at(document: Any, key: str) -> Any:
    """What is at a key such as `data.posts`; _NOTHING when it is not there."""
    if isinstance(document, dict) and key in document:
        return document[key]
    for part in key.split("."):
        if not isinstance(document, dict) or part not in document:
            return _NOTHING
        document = document[part]
    return document


def _backoff(document: Any) -> float:
    """The seconds that a page asks to wait, as Stack Exchange does."""
    seconds = document.get("backoff") if isinstance(document, dict) else None
    return float(seconds) if isinstance(seconds, int | float) and seconds > 0 else 0.0


def _next(
    response: Response, document: Any, fetch: Fetch, since: date, until: date, number: int
) -> httpx.URL | None:
    """The address of the next page; None after the last one."""
    if fetch.paging == "page":
        if fetch.more is not None and not _stated(document, fetch.more):
            return None
        return filled(fetch, since, until, number, None)
    if fetch.paging == "next-link":
        return next_page(response.url, response.next_link) if response.next_link else None
    if fetch.cursor is None:
        return None
    cursor = _at(document, fetch.cursor)
    if cursor is _NOTHING or cursor is None or cursor is False or cursor == "":
        return None
    if isinstance(cursor, bool | list | dict):
        raise ProgramError(f'has no cursor at {fetch.cursor}; for true, use paging = "page"')
    text = str(cursor)
    if text.startswith(("https://", "http://", "/", "?")):
        return next_page(response.url, text)
    if "{cursor}" not in fetch.url:
        raise ProgramError(f"names the cursor of a next page; write {{cursor}} into {fetch.url}")
    return filled(fetch, since, until, number, text)


def _stated(document: Any, key: str) -> Any:
    found = _at(document, key)
    if found is _NOTHING:
        raise ProgramError(f"answers without the key {key} that more names")
    return found
