"""Done compared with expected, levels and goals: docs/rules.md sections 2, 3 and 4."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tests.reference.counting import (
    counting_rows,
    expected_by,
    has_enough_solutions,
    is_in_window,
    repeats,
)
from tests.reference.inputs import Inputs, Mvp
from tests.reference.leaves import absence_of
from tests.reference.membership import start_of
from tests.reference.settings import Settings
from tests.reference.sources import is_known
from tests.reference.years import next_checkpoint, year_of

LEVELS = ("off_track", "behind", "unknown", "on_track", "ahead")  # from the worst to the best


@dataclass(frozen=True)
class Progress:
    """One MVP on one track in one year, as of a date."""

    track: str
    committed: bool
    done: int
    expected: int
    target: int
    next_checkpoint: date
    expected_at_checkpoint: int
    answers: int | None  # of tracks with answers only
    solutions: int | None  # of tracks with answers only
    enough_solutions: bool
    known: bool
    level: str
    goal_met: bool | None  # None: unknown

    @property
    def needed(self) -> int:
        """What is still missing for the next checkpoint: docs/rules.md section 7."""
        return max(0, self.expected_at_checkpoint - self.done)


def level_of(settings: Settings, done: int, expected: int, enough_solutions: bool) -> str:
    """The level of a track, compared as integers: docs/rules.md section 4."""
    if expected == 0:
        level = "ahead" if done > 0 else "on_track"
    else:
        level = "off_track"
        for name, least in reversed(settings.level_thresholds):
            if done * least.denominator >= expected * least.numerator:
                level = name
    return level if enough_solutions else min(level, "behind", key=LEVELS.index)


def progress_on(
    settings: Settings, inputs: Inputs, mvp: Mvp, track: str, as_of: date, seen_on: date
) -> Progress:
    """One MVP's progress on one track in the year of `as_of`: docs/rules.md sections 2 to 4.

    Leave is that which is seen as of `seen_on`.
    """
    year, rows = year_of(settings, as_of), inputs.contributions[mvp.mvp_id]
    first, checkpoint = start_of(mvp, year), next_checkpoint(settings, as_of)
    absence = absence_of(inputs, mvp.mvp_id, seen_on)
    counting = [
        row
        for row in counting_rows(settings, rows, track, repeats(settings, rows))
        if is_in_window(mvp, row.day, year, as_of)
    ]
    measure = settings.measures[track]
    done = measure.amount(counting)
    expected = expected_by(settings, track, first, min(as_of, year.final), absence)
    target = expected_by(settings, track, first, year.final, absence)
    answers = solutions = None
    enough = True
    if measure.has_answers:
        answers, solutions = len(counting), sum(row.accepted is True for row in counting)
        enough = not inputs.acceptance_is_tracked or has_enough_solutions(
            settings, track, answers, solutions
        )
    known = is_known(settings, inputs, mvp, track, year)
    return Progress(
        track=track,
        committed=(mvp.mvp_id, year.number, track) in inputs.commitments,
        done=done,
        expected=expected,
        target=target,
        next_checkpoint=checkpoint,
        expected_at_checkpoint=expected_by(settings, track, first, checkpoint, absence),
        answers=answers,
        solutions=solutions,
        enough_solutions=enough,
        known=known,
        level=level_of(settings, done, expected, enough) if known else "unknown",
        goal_met=(done >= target and enough) if known else None,
    )


def progress_of(
    settings: Settings, inputs: Inputs, mvp: Mvp, as_of: date, seen_on: date | None = None
) -> list[Progress]:
    """One MVP's progress on all tracks, in the order of their names: docs/rules.md section 2."""
    return [
        progress_on(settings, inputs, mvp, track, as_of, seen_on or as_of)
        for track in settings.tracks
    ]


def deciding(tracks: Iterable[Progress]) -> list[Progress]:
    """The judged tracks: the committed ones, or all without a commitment."""
    tracks = list(tracks)
    return [track for track in tracks if track.committed] or tracks


def is_judged_as_any(settings: Settings, tracks: Iterable[Progress]) -> bool:
    """Whether one track is enough, by the setting or without a commitment: section 3."""
    return settings.require == "any" or not any(track.committed for track in tracks)


def goals_met(settings: Settings, tracks: list[Progress]) -> bool | None:
    """Whether the year's goals are met, or None when that is unknown: docs/rules.md section 3."""
    met = [track.goal_met for track in deciding(tracks)]
    decisive = is_judged_as_any(settings, tracks)
    if decisive in met:
        return decisive
    return None if None in met else not decisive


def overall_level(settings: Settings, tracks: list[Progress]) -> str:
    """The MVP's level, the worst of the committed tracks or the best: docs/rules.md section 4."""
    ranks = [LEVELS.index(track.level) for track in deciding(tracks)]
    return LEVELS[max(ranks) if is_judged_as_any(settings, tracks) else min(ranks)]
