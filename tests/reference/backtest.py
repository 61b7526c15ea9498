"""The chances before a checkpoint, and what happened: docs/rules.md section 11."""

from datetime import date
from pathlib import Path

from tests.reference.changes import judging
from tests.reference.inputs import read_inputs
from tests.reference.membership import roster, status_of
from tests.reference.progress import progress_of, progress_on
from tests.reference.risk import track_flag
from tests.reference.settings import PROGRAM_TOML, read_settings
from tests.reference.years import year_of


def cases(source: Path, observed_on: date, checkpoint: date) -> list[tuple]:
    """The cases of the day `observed_on` for the next checkpoint.

    Each has mvp_id, track, the chance on that day, and whether done was at least what was expected:
    on that day, and on the checkpoint.
    """
    every = read_settings(PROGRAM_TOML, source / "program.toml")
    settings, of_outcome = judging(every, observed_on), judging(every, checkpoint)
    inputs = read_inputs(source, settings)
    found = []
    for mvp in roster(inputs, year_of(settings, observed_on), observed_on):
        if status_of(settings, inputs, mvp, observed_on) != "active":
            continue
        for before in progress_of(settings, inputs, mvp, observed_on):
            if before.committed and before.known and before.track in of_outcome.tracks:
                chance = track_flag(settings, inputs, mvp, before, observed_on).chance
                after = progress_on(
                    of_outcome, inputs, mvp, before.track, checkpoint, seen_on=checkpoint
                )
                was_on_pace = before.done >= before.expected and before.enough_solutions
                is_reached = after.done >= after.expected and after.enough_solutions
                found.append((mvp.mvp_id, before.track, chance, was_on_pace, is_reached))
    return sorted(found)
