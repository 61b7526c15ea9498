"""What counts, and what is expected: docs/rules.md section 2."""

from datetime import date
from math import ceil, floor

from tests.reference.addresses import address_of
from tests.reference.dates import ONE_DAY, days, is_weekday, whole_months
from tests.reference.inputs import Contribution, Mvp
from tests.reference.leaves import Absence
from tests.reference.settings import Settings
from tests.reference.years import Year, year_of


def is_counting_kind(settings: Settings, row: Contribution) -> bool:
    """Whether the row's kind is one that counts on its track, which these settings may lack."""
    return row.kind in settings.counts.get(row.track, ())


def repeats(settings: Settings, rows: list[Contribution]) -> set[str]:
    """The ids of one MVP's rows that repeat an earlier one: docs/rules.md section 2.

    Same track and same address, of kinds that count, whatever the year; the first by day, then by
    contribution_id, is the one that stands. In some tracks only rows of the same day are repeats.
    Where days are counted, every contribution stands.
    """
    seen, repeated = set(), set()
    for row in sorted(rows, key=lambda row: (row.day, row.contribution_id)):
        address = address_of(settings, row.url)
        if address is None or not is_counting_kind(settings, row):
            continue
        measure = settings.measures[row.track]
        if not measure.has_repeats:
            continue
        if row.is_own_question:
            continue
        thing = (row.track, address, row.day if measure.repeats == "same_day" else None)
        if thing in seen:
            repeated.add(row.contribution_id)
        seen.add(thing)
    return repeated


def not_counted_because(
    settings: Settings, mvp: Mvp, row: Contribution, repeated: set[str]
) -> str | None:
    """Why a row does not count in its own year, or None when it does: docs/rules.md section 2."""
    if row.day < mvp.spells[0].from_on:
        return "before_start"
    if mvp.spells[-1].to_on is not None and row.day >= mvp.spells[-1].to_on:
        return "after_leaving"
    if not is_in_spell(mvp, row.day):
        return "between_spells"
    if row.day > year_of(settings, row.day).final:
        return "between_years"
    if not is_counting_kind(settings, row):
        return "kind"
    if row.is_own_question:
        return "own_question"
    if row.contribution_id in repeated:
        return "repeat"
    return None


def is_in_spell(mvp: Mvp, day: date) -> bool:
    """Whether the MVP was in the program on a day: docs/rules.md section 5."""
    return any(
        spell.from_on <= day and (spell.to_on is None or day < spell.to_on) for spell in mvp.spells
    )


def is_in_window(mvp: Mvp, day: date, year: Year, as_of: date) -> bool:
    """Whether a day lies in the year, up to D, and in a spell: docs/rules.md section 2."""
    return year.first <= day <= min(as_of, year.final) and is_in_spell(mvp, day)


def counting_rows(
    settings: Settings, rows: list[Contribution], track: str, repeated: set[str]
) -> list[Contribution]:
    """One MVP's rows that count on a track, of whatever days: docs/rules.md section 2."""
    return [
        row
        for row in rows
        if row.track == track
        and is_counting_kind(settings, row)
        and not row.is_own_question
        and row.contribution_id not in repeated
    ]


def events(
    settings: Settings, rows: list[Contribution], track: str, repeated: set[str]
) -> list[date]:
    """The days of one MVP's events on a track, in order: docs/forecast.md.

    A day stands once for every counting contribution; where days are counted, once.
    """
    found = [row.day for row in counting_rows(settings, rows, track, repeated)]
    return sorted(set(found) if settings.measures[track].counts == "days" else found)


def has_enough_solutions(settings: Settings, track: str, answers: int, solutions: int) -> bool:
    """The second criterion, compared as integers: docs/rules.md section 2."""
    share = settings.measures[track].solution_share
    return share is None or share.denominator * solutions >= share.numerator * answers


def expected_by(settings: Settings, track: str, first: date, last: date, absence: Absence) -> int:
    """What a track expects from `first` (the start) to `last`: docs/rules.md section 2."""
    measure = settings.measures[track]
    if measure.weekday_share is not None:
        weekdays = sum(is_weekday(day) for day in days(first, last))
        on_leave = ceil(absence.weekdays_on_leave(first, last))
        return floor((weekdays - on_leave) * measure.weekday_share)
    moved_start = first + ceil(absence.days_on_leave(first, last)) * ONE_DAY
    months = whole_months(moved_start, last + ONE_DAY)
    return floor(months * measure.pieces / measure.cadence_months)
