"""The figures of the page Rehearsal."""

from dashboard.page.figures import Figure

SETTINGS = Figure(
    "rehearsal/settings",
    "Settings in force",
    "Every setting as of this day, by its key in program.toml.",
)
