"""The figures of the page Definitions."""

from dashboard.page.figures import Figure

SETTINGS = Figure("definitions/settings", "The settings, as the build holds them")
