"""What the page Requests asks of a build; what people said is in events, not in a build."""

from dashboard.page.figures import Figure

READ = Figure(
    "requests/read",
    "Which events the build has read",
    "An answer that is not among them is not yet counted: the next build counts it.",
    empty="The build has read no event.",
)
KINDS = Figure("requests/kinds", "Tracks and kinds that a request may be about")
SETTINGS = Figure("requests/settings", "Who decides about requests, and how addresses are compared")
