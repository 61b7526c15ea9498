"""What is behind each cause in words, but for contributions: these are rows of their own."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from data.explain.causes import (
    CERTIFICATIONS,
    COMMITMENTS,
    DATE,
    LEAVE,
    MEMBERSHIP,
    REACH,
    SETTINGS,
)
from data.explain.seen import Seen

Row = dict[str, Any]


class Detail(NamedTuple):
    """A sentence without a full stop, and the one track that it is about; None: about more."""

    text: str
    track: str | None = None


_SHOWN_KEYS = (  # the tables of settings that decide on figures here
    "addresses.",
    "certification.",
    "commitments.",
    "data.",
    "forecast.",
    "leaves.",
    "levels.",
    "membership.",
    "risk.",
    "tracks.",
    "year.",
)
_OF_TRACKS = ("forecast.", "tracks.")  # then the key goes on with a track


def details(a: Seen, b: Seen, mvp_id: str, cause: str) -> list[Detail]:
    """What a cause is for an MVP; [] for contributions."""
    find = _FINDERS.get(cause)
    found = find(a, b, mvp_id) if find else ()
    return [each if isinstance(each, Detail) else Detail(each) for each in found]


def on(day: date) -> str:
    """Aug 20, 2026."""
    return f"{day:%b} {day.day}, {day.year}"


def _date(a: Seen, b: Seen, mvp_id: str) -> Iterator[str]:
    days = (b.day - a.day).days
    yield f"{days:,} {'day' if days == 1 else 'days'}, from {on(a.day)} to {on(b.day)}"
    for year in b.tables["program_years"].to_pylist():
        if a.day < year["first_day"] <= b.day:
            yield f"{year['year_label']} began on {on(year['first_day'])}"


def _settings(a: Seen, b: Seen, mvp_id: str) -> Iterator[Detail]:
    before, after = (
        {row["key"]: row["value"] for row in side.tables["rule_values"].to_pylist()}
        for side in (a, b)
    )
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old != new and key.startswith(_SHOWN_KEYS):
            text = f"{key} is {new or 'not set'}, and was {old or 'not set'}"
            yield Detail(text, key.split(".")[1] if key.startswith(_OF_TRACKS) else None)


def _reach(a: Seen, b: Seen, mvp_id: str) -> Iterator[Detail]:
    labels = _labels(a, b)
    for row in _newer(a, b, "data_spans"):
        if until := row["complete_until"]:
            label = labels.get(row["track"], row["track"])
            yield Detail(f"{label}: data up to {on(until)}", row["track"])


def _membership(a: Seen, b: Seen, mvp_id: str) -> Iterator[str]:
    for row in _newer(a, b, "spells", mvp_id):
        yield f"in the program {_span(row)}"
    for row in _newer(b, a, "spells", mvp_id):
        yield f"before: {_span(row)}"
    signed = [
        row["nda_signed_on"]
        for side in (a, b)
        for row in side.tables["mvps"].to_pylist()
        if row["mvp_id"] == mvp_id
    ]
    if signed and signed[-1] and signed[0] != signed[-1]:
        yield f"NDA signed on {on(signed[-1])}"


def _commitments(a: Seen, b: Seen, mvp_id: str) -> Iterator[str]:
    labels, years = _labels(a, b), _years(a, b)
    for said, rows in (
        ("committed to", _newer(a, b, "commitments", mvp_id)),
        ("no longer committed to", _newer(b, a, "commitments", mvp_id)),
    ):
        for row in rows:
            track, year = labels.get(row["track"], row["track"]), years[row["year"]]
            yield f"{said} {track} in {year}"


def _certifications(a: Seen, b: Seen, mvp_id: str) -> Iterator[str]:
    for row in _newer(a, b, "certifications", mvp_id):
        yield _exam(row)
    for row in _newer(b, a, "certifications", mvp_id):
        yield f"no longer there: {_exam(row)}"


def _leave(a: Seen, b: Seen, mvp_id: str) -> Iterator[str]:
    for row in _newer(a, b, "leaves", mvp_id):
        if row["cancelled_on"]:
            yield f"{_span(row)}, cancelled on {on(row['cancelled_on'])}"
        else:
            yield _span(row)
    still = {row["from_on"] for row in b.tables["leaves"].to_pylist() if row["mvp_id"] == mvp_id}
    for row in _newer(b, a, "leaves", mvp_id):
        yield f"{'before' if row['from_on'] in still else 'no longer there'}: {_span(row)}"


_FINDERS: dict[str, Callable[[Seen, Seen, str], Iterator[str] | Iterator[Detail]]] = {
    SETTINGS: _settings,
    DATE: _date,
    REACH: _reach,
    MEMBERSHIP: _membership,
    COMMITMENTS: _commitments,
    CERTIFICATIONS: _certifications,
    LEAVE: _leave,
}


def _newer(a: Seen, b: Seen, table: str, mvp_id: str | None = None) -> list[Row]:
    """The rows that B has and A has not, of an MVP or of all."""
    known = _of(a.tables[table], mvp_id)
    return [row for row in _of(b.tables[table], mvp_id) if row not in known]


def _of(table: pa.Table, mvp_id: str | None) -> list[Row]:
    return [row for row in table.to_pylist() if mvp_id is None or row["mvp_id"] == mvp_id]


def _labels(a: Seen, b: Seen) -> dict[str, str]:
    """What people call each track that one of the settings knows."""
    rows = [row for side in (a, b) for row in side.tables["rule_tracks"].to_pylist()]
    return {row["track"]: row["track_label"] for row in rows}


def _years(a: Seen, b: Seen) -> dict[int, str]:
    """What people call each year of the two sides: "2025/26"."""
    rows = [row for side in (a, b) for row in side.tables["program_years"].to_pylist()]
    return {row["year"]: row["year_label"] for row in rows}


def _span(row: Row) -> str:
    return f"from {on(row['from_on'])}" + (f" to {on(row['to_on'])}" if row["to_on"] else " on")


def _exam(row: Row) -> str:
    return f"{row['level']} {'passed' if row['passed'] else 'failed'} on {on(row['taken_on'])}"
