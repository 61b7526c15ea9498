"""From and up to which day a track's data is complete: docs/rules.md section 13."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tests.reference.dates import add_months
from tests.reference.inputs import Inputs, Mvp
from tests.reference.membership import start_of
from tests.reference.settings import Settings
from tests.reference.years import Year, year_of

YEAR = 12  # months


@dataclass(frozen=True)
class Span:
    """The data of one track; `longest_pause` is in days, and 0 where the end is stated."""

    complete_from: date | None
    complete_until: date | None
    longest_pause: int


def span_of(settings: Settings, inputs: Inputs, track: str) -> Span:
    """What sources.csv states about a track, or what the contributions and raw exports show."""
    days, exported = inputs.data_days.get(track, []), inputs.export_days.get(track, [])
    begins = inputs.complete_from.get(track)
    if begins is None and exported:
        begins = year_of(settings, min([*exported, *days])).first
    elif begins is None and inputs.data_days:
        begins = year_of(settings, min(days[0] for days in inputs.data_days.values())).first
    if stated := inputs.complete_until.get(track):
        return Span(begins, min(stated, inputs.built_as_of), 0)
    if not days and not exported:
        return Span(begins, None, 0)
    until = max([*exported, *days])
    year_before = add_months(until, -YEAR)
    last_year = [day for day in days if day > year_before]
    pauses = [(after - before).days for before, after in pairwise(last_year)]
    return Span(begins, until, max(pauses, default=0))


def is_stale(settings: Settings, inputs: Inputs, track: str, as_of: date) -> bool:
    """Whether the data of a track is too old to flag anybody on it."""
    span = span_of(settings, inputs, track)
    if span.complete_until is None:
        return True
    allowed = max(settings.stale_days, span.longest_pause)
    return as_of - span.complete_until > timedelta(days=allowed)


def is_known(settings: Settings, inputs: Inputs, mvp: Mvp, track: str, year: Year) -> bool:
    """Whether the data of a track covers the MVP's year from its start on."""
    begins = span_of(settings, inputs, track).complete_from
    return begins is not None and begins <= start_of(mvp, year)


def no_data_words(settings: Settings, begins: date | None) -> str:
    """Before which day, or year, there is no data."""
    if begins is None:
        return "no data"
    year = year_of(settings, begins)
    return "no data before " + (
        year.label if begins == year.first else f"{begins:%B} {begins.day}, {begins.year}"
    )
