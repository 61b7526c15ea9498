"""The figures of the page Bring data."""

from dashboard.page.figures import Figure

INPUTS = Figure(
    "bring_data/inputs",
    "What the dashboard shows now",
    "The rows of the newest build, as of today, by what they are of.",
    empty="No file was read.",
)
