"""What was said before a checkpoint, and what came of it: docs/rules.md section 11."""

from datetime import date
from pathlib import Path

from tests.reference.inputs import read_inputs
from tests.reference.membership import roster, status_of
from tests.reference.progress import progress_of, progress_on
from tests.reference.risk import track_flag
from tests.reference.settings import PROGRAM_TOML, read_settings


def cases(source: Path, looked_on: date, checkpoint: date) -> list[tuple]:
    """The cases of a day before the checkpoint that comes next.

    Of each: mvp_id, track, chance given then, whether done was up to what was expected then, and
    whether it was at the checkpoint.
    """
    settings, inputs = read_settings(PROGRAM_TOML), read_inputs(source)
    found = []
    for mvp in roster(inputs, looked_on.year, looked_on):
        if status_of(mvp, looked_on) != "active":
            continue
        for then in progress_of(settings, inputs, mvp, looked_on):
            if then.committed:
                likely = track_flag(settings, inputs, mvp, then, looked_on).chance
                now = progress_on(settings, inputs, mvp, then.track, checkpoint)
                was_on_pace, is_reached = then.done >= then.expected, now.done >= now.expected
                found.append((mvp.mvp_id, then.track, likely, was_on_pace, is_reached))
    return sorted(found)
