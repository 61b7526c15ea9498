"""An RSS or Atom feed as a raw table: one row for each author of an entry."""

import html
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import duckdb
import feedparser

from data.errors import ProgramError
from data.sources.formats.rows import RawRows, RowCollector

COLUMNS = ("title", "link", "author", "author_email", "published", "updated", "id", "categories")
MOST_BYTES = 64 << 20
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# The zones with one meaning in dates of feeds (RFC 822); others are left for a person to say.
_ZONES = "UT UTC GMT Z EST EDT CST CDT MST MDT PST PDT".split()
_TIME = re.compile(r"\d:\d\d(?::\d\d)?(?:[.,]\d+)?\s*(?P<zone>.*)")


def read(con: duckdb.DuckDBPyConnection, path: Path, place: str, table: str) -> RawRows:
    """Fill `table` with the COLUMNS of each author of each entry; `_line` counts the entries.

    `published` is the moment in UTC as ISO 8601, a day, or a time as written when it has no zone;
    the text as it is when it is not surely a date. Where it is missing, it is `updated`.

    Raises ProgramError when the file has no entries because it is damaged.
    """
    if path.stat().st_size > MOST_BYTES:
        raise ProgramError(f"is a feed of more than {MOST_BYTES >> 20} MB; split it")
    feed = feedparser.parse(BytesIO(path.read_bytes()), sanitize_html=False)
    rows = RowCollector(COLUMNS)
    for number, entry in enumerate(feed.entries, start=1):
        for author, email in _authors(entry, feed):
            rows.add(number, {**_cells(entry, feed), "author": author, "author_email": email})
    columns, names, count = rows.fill(con, table)
    notices = []
    if feed.bozo and not isinstance(
        feed.bozo_exception, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType
    ):
        if not count:
            raise ProgramError(f"is a feed that cannot be read ({_reason(feed)}); save it again")
        notices.append(
            f"{place}: is cut off or damaged ({_reason(feed)}); {len(feed.entries):,} entries were "
            "read, and more may be missing: save it again"
        )
    return RawRows(place, columns, names, count, notices, str(feed.encoding).upper())


def _reason(feed: Any) -> str:
    return str(feed.bozo_exception).removeprefix("<unknown>:")


def _cells(entry: Any, feed: Any) -> dict[str, str | None]:
    updated = _date(entry, "updated")
    return {
        "title": _title(entry),
        "link": _link(entry, feed),
        "published": _date(entry, "published") or updated,
        "updated": updated,
        "id": entry.get("id"),
        "categories": "; ".join(tag.term for tag in entry.get("tags", []) if tag.get("term")),
    }


def _title(entry: Any) -> str | None:
    """The title as plain text: of a title in HTML, without its tags and entities."""
    text: str | None = entry.get("title")
    if text and entry.title_detail.type != "text/plain":
        text = html.unescape(re.sub(r"</?\w[^<>]*>", "", text))
    return text and " ".join(text.split())


def _link(entry: Any, feed: Any) -> str | None:
    """The address of the entry itself, and never that of its comments or of a file."""
    links = [link.href for link in entry.get("links", []) if link.get("rel") == "alternate"]
    link = entry.get("feedburner_origlink") or next(iter(links), None)
    if link is None and not entry.get("links"):
        link = entry.get("link")
    return link and urljoin(feed.feed.get("link", ""), link)


def _authors(entry: Any, feed: Any) -> Iterator[tuple[str | None, str | None]]:
    """The names of the authors, each with an e-mail address if it is surely theirs.

    In Atom, an entry without authors has those of its source, or else those of the feed.
    """
    inherited = feed.feed.get("authors", []) if feed.version.startswith("atom") else []
    people = _named(entry) or _named(entry.get("source", {})) or _named({"authors": inherited})
    for name, email in people:
        yield name, email if len(people) == 1 else None
    if not people:
        yield None, None


def _named(part: Any) -> list[tuple[str | None, str | None]]:
    people = [(author.get("name"), author.get("email")) for author in part.get("authors", [])]
    return [(name or email, email) for name, email in people if name or email]


def _date(entry: Any, kind: str) -> str | None:
    """A date of the entry as ISO 8601, or its text when it is not surely a date."""
    # The library's own `get` gives the other date where one is missing.
    text: str | None = dict.get(entry, kind)
    parsed = dict.get(entry, f"{kind}_parsed")
    if not text or not parsed or _DATE.fullmatch(text.strip()):
        return text
    moment = datetime.fromtimestamp(timegm(parsed), UTC)
    time = _TIME.search(text)
    if not time:
        return moment.date().isoformat()
    zone = time["zone"].strip().upper()
    if not zone:
        return moment.replace(tzinfo=None).isoformat()
    return moment.isoformat() if zone in _ZONES or re.match(r"(GMT)?[+-]\d", zone) else text
