"""What the cells of each column of a raw table look like."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import duckdb

from data.sources.formats.rows import RawRows
from data.sql.files import quoted_name

MOST_DISTINCT = 2_000  # distinct texts of a column that are looked at
_MONTH_NAME = r"[A-Za-z\u00c0-\u017f]{3,}"
_DATES = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*|\d{1,2}[-/.] ?\d{1,2}[-/.] ?\d{2,4}( .*)?"
    rf"|\d{{1,2}}(st|nd|rd|th|[.º°]|er)?[ -]?(de )?{_MONTH_NAME}\.?,?[ -](de )?\d{{4}}.*"
    rf"|{_MONTH_NAME}\.? \d{{1,2}}(st|nd|rd|th)?,? \d{{4}}.*",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(r"(\d{1,2})[-/.] ?(\d{1,2})[-/.] ?(\d{4}|\d{2})(\D.*)?")
_DOTTED = re.compile(r"\d{1,2}\. ?\d{1,2}\.")
_EMAIL = re.compile(r"(mailto:)?[^@\s]+@[^@\s]+\.[^@\s]+", re.IGNORECASE)
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_LAST_FIRST = re.compile(r"[^,\d]{2,}, [^,\d]{2,}")
# What a number stands for when it is a date: the numbers of the years 2001 to 2033.
_UNITS = {"milliseconds": (10**12, 2 * 10**12), "seconds": (10**9, 2 * 10**9)}
_UNITS["days"] = (36_526, 48_580)


@dataclass(frozen=True)
class RawColumn:
    """A column: its name as written, and its distinct texts with how often each is there.

    `filled` counts its cells that are not empty, and `rows` all of them.
    """

    name: str
    rows: int
    filled: int
    texts: dict[str, int] = field(repr=False)

    def share(self, is_one: Callable[[str], object]) -> float:
        """The share of the distinct texts of which `is_one` is true; 0 for an empty column."""
        return sum(bool(is_one(text)) for text in self.texts) / max(len(self.texts), 1)

    @property
    def are_emails(self) -> bool:
        return self.share(_EMAIL.fullmatch) >= 0.7

    @property
    def are_urls(self) -> bool:
        return self.share(_URL.match) >= 0.4

    @property
    def are_dates(self) -> bool:
        return self.unit is not None or self.share(_DATES.fullmatch) >= 0.5

    @property
    def are_last_first(self) -> bool:
        """Whether they are names such as `Lovelace, Ada`."""
        return self.share(_LAST_FIRST.fullmatch) >= 0.6

    @property
    def is_unique(self) -> bool:
        """Whether nearly every row has a text of its own."""
        return bool(self.filled) and len(self.texts) >= min(0.9 * self.filled, MOST_DISTINCT)

    @property
    def is_choice(self) -> bool:
        """Whether its rows have a few texts again and again, as the answers of a list."""
        return 0 < len(self.texts) <= 60 and (
            len(self.texts) <= 3 or 2 * len(self.texts) <= self.filled + 2
        )

    @property
    def unit(self) -> str | None:
        """What its numbers count, when they are dates: see `unit` in docs/sources.md."""
        for unit, (first, last) in _UNITS.items():
            if self.share(partial(_is_between, first=first, last=last)) >= 0.95:
                return unit
        return None

    @property
    def orders(self) -> set[str]:
        """The orders of day and month that its unmistakable dates have."""
        found = set()
        for text in self.texts:
            if (match := _SHORT_DATE.fullmatch(text)) and not _DOTTED.match(text):
                first, second = int(match[1]), int(match[2])
                if first > 12 >= second:
                    found.add("day-first")
                elif second > 12 >= first:
                    found.add("month-first")
        return found

    @property
    def ambiguous_date(self) -> str | None:
        """A date that could have the month or the day first, or the year in two places."""
        for text in self.texts:
            if (match := _SHORT_DATE.fullmatch(text)) and not _DOTTED.match(text):
                first, second = int(match[1]), int(match[2])
                if max(first, second) <= 12 and (first != second or len(match[3]) == 2):
                    return text
        return None

    @property
    def example(self) -> str:
        """One of its usual texts, in one line; "" when it is empty."""
        text = next(iter(self.texts), "")
        line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return line if len(line) <= 60 else f"{line[:57]}…"


def _is_between(text: str, first: int, last: int) -> bool:
    match = re.fullmatch(r"(\d{4,14})(\.0+)?", text)
    return match is not None and first <= int(match[1]) < last


def raw_columns(con: duckdb.DuckDBPyConnection, table: str, raw: RawRows) -> list[RawColumn]:
    """The columns of the raw `table`, with their most frequent texts first."""
    columns = []
    for written, name in zip(raw.columns, raw.names, strict=True):
        cell = f"trim({quoted_name(name)}, ' \t\r\n\u00a0')"
        found = con.execute(f"""
            select {cell}, count(*)
            from {table}
            where {cell} <> ''
            group by all
            order by count(*) desc, min(_row)
            limit {MOST_DISTINCT}""").fetchall()
        (filled,) = con.execute(f"select count(*) from {table} where {cell} <> ''").fetchone() or (
            0,
        )
        columns.append(RawColumn(written, raw.count, filled, dict(found)))
    return columns
