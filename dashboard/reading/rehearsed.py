"""Whom other settings would change, for the program team alone."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dashboard.reading.builds import count_day, turn
from dashboard.reading.rows import ViewContext
from data.rehearse.overlay import Overlay
from data.rehearse.rehearsal import Rehearsal, days_of, rehearse_on
from data.settings.changes import laid_over
from data.settings.files import plain_text
from data.settings.stored import nested
from data.settings.text import toml_of
from data.settings.toml import read_toml
from data.store.locations import Build

OTHERS = "Other settings"  # the field for those that have none of their own
_ALL = "These settings"  # how errors name them together with those of fields


class Typed(NamedTuple):
    """What somebody wrote to try: the values of fields by their keys, as TOML, and the text with
    other settings, which is read as it is."""

    fields: tuple[tuple[str, str], ...]
    others: str

    def overlay(self) -> Overlay:
        """All of it as settings to try; raises ProgramError where the text cannot be read."""
        text = plain_text(self.others, OTHERS)
        tables = laid_over(nested(dict(self.fields)), read_toml(text, OTHERS))
        return Overlay(tables, text, _ALL if self.fields else OTHERS)

    def as_file(self) -> str:
        """The same as the text of a file in the form of program.toml."""
        return toml_of(self.overlay().tables)


def rehearsed(view: ViewContext, typed: Typed) -> Rehearsal | None:
    """What these settings would change on the day of `view`; None for a viewer who does not see
    everybody.

    Raises ProgramError when they cannot be tried, NoDatabaseError when the build cannot be read any
    more, and TooManyDaysError when this person has asked for many.
    """
    if not view.scope.everybody:
        return None
    day, _ = days_of(view.build, view.as_of)
    return _rehearsed(view.build, (day,), typed)


def rehearsed_before(view: ViewContext, typed: Typed) -> Rehearsal | None:
    """The same at the checkpoints of the two years before it; None also where there is none."""
    if not view.scope.everybody:
        return None
    _, past = days_of(view.build, view.as_of)
    return _rehearsed(view.build, past, typed) if past else None


@lru_cache(maxsize=4)  # the last ones, while somebody looks at other days of their list
def _rehearsed(build: Build, days: tuple[date, ...], typed: Typed) -> Rehearsal:
    overlay = typed.overlay()
    count_day()
    with turn():
        return rehearse_on(days, build, overlay)
