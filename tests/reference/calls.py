"""By when to call, and how many calls a week it takes: docs/rules.md section 7."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from tests.reference.acceptance import outlook
from tests.reference.changes import judging
from tests.reference.dates import ONE_DAY, days
from tests.reference.forecast import size_and_exposure, steps_of
from tests.reference.inputs import Inputs, Mvp, read_inputs
from tests.reference.leaves import absence_of
from tests.reference.membership import roster
from tests.reference.parts import with_its_inputs
from tests.reference.progress import Progress
from tests.reference.reasons import is_share_short
from tests.reference.risk import Flag, flags_of
from tests.reference.settings import PROGRAM_TOML, Settings, read_settings
from tests.reference.years import year_of

NOTHING_DONE = "nothing done so far"
NOT_ENOUGH = "at the usual pace it is not enough"
NEXT_ANSWERS = "it is about the next answers"


@dataclass(frozen=True)
class Call:
    """A row of the call list: by when to call, and why at once, None where it is not."""

    mvp_id: str
    track: str
    call_by: date
    why_now: str | None


def pace(settings: Settings, inputs: Inputs, mvp: Mvp, track: str, as_of: date) -> float | None:
    """The usual pace a day; None where nothing was done."""
    size, exposure = size_and_exposure(settings, inputs, mvp, track, as_of)
    if size == settings.forecast[track].prior_events:
        return None
    a_day = size / exposure * steps_of(settings, inputs, mvp, track, as_of).mean
    return min(a_day, 1.0) if settings.measures[track].counts == "days" else a_day


def call_of(settings: Settings, inputs: Inputs, mvp: Mvp, track: Progress, as_of: date) -> Call:
    """By when to call about a track."""
    checkpoint, needed = track.next_checkpoint, track.needed
    a_day = pace(settings, inputs, mvp, track.track, as_of)
    absence = absence_of(inputs, mvp.mvp_id, as_of)
    if a_day is None:
        return Call(mvp.mvp_id, track.track, as_of, NOTHING_DONE)
    enough = [
        day
        for day in days(as_of, checkpoint)
        if round(float(absence.working_days(day + ONE_DAY, checkpoint)) * a_day, 6) >= needed
    ]
    likely = outlook(settings, inputs, mvp, track.track, needed, as_of, checkpoint)
    if not enough:
        return Call(mvp.mvp_id, track.track, as_of, NOT_ENOUGH)
    if is_share_short(settings, track, likely.ahead):
        return Call(mvp.mvp_id, track.track, as_of, NEXT_ANSWERS)
    return Call(mvp.mvp_id, track.track, max(enough), None)


def tracks_to_call_about(flags: list[Flag]) -> list[Progress]:
    """The tracks of an MVP on the call list; none where no exam attempt is left."""
    if any(not flag.track and flag.risk == "out_of_reach" for flag in flags):
        return []
    return [flag.track for flag in flags if flag.track and flag.risk in ("medium", "high")]


def calls(source: Path, as_of: date, built_as_of: date = date.max) -> list[Call]:
    """Everybody whom to call as of a date, with each track."""
    settings = judging(read_settings(PROGRAM_TOML, source / "program.toml"), as_of)
    inputs = with_its_inputs(settings, read_inputs(source, settings, built_as_of))
    found = [
        call_of(settings, inputs, mvp, track, as_of)
        for mvp in roster(inputs, year_of(settings, as_of), as_of)
        for track in tracks_to_call_about(flags_of(settings, inputs, mvp, as_of))
    ]
    return sorted(found, key=lambda call: (call.mvp_id, call.track))


def calls_a_week(weeks: Iterable[int]) -> int:
    """The fewest calls a week, made one after another, that are all in time.

    `weeks` has for each call the week in which it is due, from 1 on.
    """
    due = sorted(weeks)
    return next(
        number
        for number in count(1)
        if all(made // number + 1 <= week for made, week in enumerate(due))
    )
