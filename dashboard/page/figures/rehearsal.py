"""The figures of the page Rehearsal."""

from dashboard.page.figures import Figure

SETTINGS = Figure("rehearsal/settings", "The settings in force, by their keys in program.toml")
