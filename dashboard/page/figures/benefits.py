"""The figures of the page Benefits."""

from dashboard.page.figures import Figure

HEADLINE = Figure("benefits/headline", "How many lack a benefit, in one sentence")
MATRIX = Figure(
    "benefits/matrix",
    "Active MVPs",
    "What each MVP has and lacks; those who lack most first.",
    empty="Nobody is active.",
    columns=("name", "team", "lacks"),
)
STANDARD_FINDING = Figure(
    "benefits/standard_finding", "What is missing most often, in one sentence"
)
STANDARD = Figure(
    "benefits/standard",
    "Standard benefits",
    "How many active MVPs have each, and how many lack it.",
    empty="Nobody is active.",
    columns=("benefit", "granted", "missing"),
    finding=STANDARD_FINDING.query,
)
TO_REVOKE = Figure(
    "benefits/to_revoke",
    "{label:to_revoke}",
    "Standard benefits of people who are not active MVPs now.",
    empty="There is nothing to revoke.",
    columns=("name", "benefit", "status", "granted_on", "team"),
    first_rows=10,
)
