"""The days that letters and frozen checkpoints can be about: checkpoints that have passed."""

from datetime import date

from data.days.day import Day
from data.days.rows import rows
from data.days.scope import Scope
from data.errors import ProgramError
from data.settings.saying import in_own_words
from data.sql.files import sql


def refuse_unless_past(day: Day, checkpoint: date, today: date) -> None:
    """Raise ProgramError unless `checkpoint` is one by the settings of `day`, and has come."""
    text = sql("letters/checkpoints")
    found = rows(day, Scope(everybody=True), text, {"day": checkpoint})
    of_year = [row["checkpoint"] for row in found]  # none of a year far ahead
    if of_year and checkpoint not in of_year:
        listed = ", ".join(map(str, of_year))
        text = "{day} is not a checkpoint; those of its year are {listed}"
        raise ProgramError(in_own_words(text, day=checkpoint, listed=listed))
    if checkpoint > today:
        raise ProgramError(f"{checkpoint} has not come yet; try again on that day")
