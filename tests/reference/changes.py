"""Settings that change on a date: docs/rules.md section 1."""

from datetime import date

from tests.reference.settings import Settings
from tests.reference.years import Year, year_of


def settings_on(settings: Settings, day: date) -> Settings:
    """Those of the program's settings that are in force on a day."""
    return [each for begins, each in settings.sets if begins <= day][-1]


def judging(settings: Settings, as_of: date) -> Settings:
    """The settings by which a day is judged; between two years, those of the year that ended."""
    return settings_on(settings, min(as_of, year_of(settings, as_of).final))


def judging_year(settings: Settings, year: Year, as_of: date) -> Settings:
    """The settings by which a year is judged as of a day: once it is over, those of its end."""
    return settings_on(settings, min(as_of, year.final))
