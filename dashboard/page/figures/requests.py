"""What the page Requests asks of a build; what people said is in events, not in a build."""

from dashboard.page.figures import Figure

READ = Figure(
    "requests/read",
    "Which events the build has read",
    "An answer that is not among them is not yet counted: the next build counts it.",
    empty="The build has read no event.",
)
KINDS = Figure("requests/kinds", "Tracks and kinds that a request may be about")
KNOWN_ADDRESS = Figure(
    "requests/known_address",
    "What exports know of an address that is linked to nobody",
    parameters={"address": ""},
)
SETTINGS = Figure("requests/settings", "Who decides about requests, and how addresses are compared")
RENEWAL = Figure(
    "requests/renewal", "Which renewals can be answered, and until when", parts=("renewal",)
)
LEAVE = Figure(
    "requests/leave",
    "Days of leave in the year, and what a request adds",
    parameters={"mvp_id": "nobody", "from_on": "2026-07-01", "to_on": "2026-07-14"},
)
CONTRIBUTIONS = Figure(
    "requests/contributions",
    "Contributions that may be somebody else's",
    parameters={"contribution_id": None},
)
ACCOUNTS = Figure(
    "requests/accounts",
    "Accounts that may be somebody else's",
    parameters={"source": None, "account": None},
)
SOURCES = Figure("requests/sources", "Sources of which an account may be missing")
FIGURES = Figure(
    "requests/figures",
    "Figures of checkpoints that may be wrong",
    parameters={"checkpoint": None, "track": None},
)
