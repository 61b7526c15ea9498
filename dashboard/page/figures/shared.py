"""What the head of every page asks."""

from dashboard.page.figures import Figure

CHECKPOINT = Figure("shared/checkpoint", "The as-of date and the next checkpoint, in one sentence")
REACH = Figure("shared/reach", "How far the data reaches, and what is dated after the as-of date")
RULE_CHANGES = Figure(
    "shared/rule_changes", "When rules changed since the days that are compared, and change next"
)
ABSENT = Figure("shared/absent", "What is not there, each in one sentence")
UNLINKED = Figure("shared/unlinked", "MVPs whom no export of their track knows")
PATTERNS_ON = Figure("shared/patterns_on", "Patterns that the program has switched on")
TEAMS = Figure("shared/teams", "The teams to choose from")
TRACKS = Figure("shared/tracks", "The tracks to choose from")
PEOPLE = Figure("shared/people", "The MVPs to choose from")
EVERYBODY = Figure("shared/everybody", "Everybody in the data, with names that tell people apart")
