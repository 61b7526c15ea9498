"""The figures of the page Definitions."""

from dashboard.page.figures import Figure

VALUES = Figure("definitions/values", "The settings, as in program.toml")
SETTINGS = Figure("definitions/settings", "The settings, as the build holds them")
CHANGES = Figure("definitions/changes", "The settings that change on a date")
CHANCE = Figure("definitions/chance", "The numbers behind the chances of one MVP")
