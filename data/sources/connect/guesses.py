"""Which column of a raw table is which column of an input, by its name and by its cells."""

from collections.abc import Collection, Iterable

from data.inputs.contract import Column, Kind
from data.inputs.dates import DATE_KINDS
from data.sources.connect import values
from data.sources.connect.columns import RawColumn
from data.sources.connect.words import likeness, words

_LEAST = 0.4  # how likely a guess must be, from 0 to 1


def best(
    column: Column, table: Collection[str], raw: Iterable[RawColumn], but: Collection[str] = ()
) -> RawColumn | None:
    """The raw column that is most likely the contract's `column`; None when none is likely.

    `table` are words for it. Columns whose names are in `but` are taken already.
    """
    scored = [
        (likeness(found.name, table), -number, found)
        for number, found in enumerate(raw)
        if found.name not in but and _can_be(column, found)
    ]
    scored = [score for score in scored if score[0] >= _LEAST]
    return max(scored, key=lambda score: score[:2])[2] if scored else None


def _can_be(column: Column, raw: RawColumn) -> bool:
    """Whether the cells of a raw column can be those of the contract's column."""
    if not raw.texts:  # an empty column can be anything but what decides about every row
        return not column.is_required
    if column.kind in DATE_KINDS:
        return raw.are_dates
    if column.kind == Kind.EMAIL:
        return raw.are_emails
    if column.kind == Kind.FLAG:
        return values.are_flags(raw)
    if raw.are_dates and not raw.unit and column.kind != Kind.YEAR:
        return False
    if column.name in ("name", "title", "team", "country", "certification"):
        return not raw.are_emails and not raw.are_urls and raw.share(str.isdecimal) < 0.5
    if column.name == "url":
        return raw.are_urls and not likeness(raw.name, words()["urls_of_people"])
    return True


def account(raw: Iterable[RawColumn], table: str) -> RawColumn | None:
    """The column that names the person of each row: `table` is `username` or `name`."""
    usable = [c for c in raw if c.texts and not (c.are_emails or c.are_urls or c.are_dates)]
    return best(Column("account"), words()["people"][table], usable)


def email(raw: Iterable[RawColumn]) -> RawColumn | None:
    """The column with the e-mail address of the person of each row."""
    columns = [column for column in raw if column.texts and column.are_emails]
    return best(Column("email"), words()["people"]["email"], columns) or next(iter(columns), None)


def mvp_id(raw: Iterable[RawColumn]) -> RawColumn | None:
    """The column that holds the ids of the list of MVPs."""
    return best(Column("mvp_id", Kind.ID), words()["people"]["mvp_id"], raw)


def is_timestamp(column: RawColumn) -> bool:
    """Whether it is when a form was sent: another date of the row says when something was."""
    return likeness(column.name, words()["timestamps"]) > 0.5
