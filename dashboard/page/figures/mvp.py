"""The figures of the page of one MVP."""

from dashboard import charts
from dashboard.page.figures import Figure

_FROZEN = ("frozen checkpoints",)

SUMMARY = Figure("mvp/summary", "Progress and next step, in one sentence")
NEXT_STEPS = Figure(
    "mvp/next_steps",
    "Next steps",
    "What cannot wait, then the earliest first; the chance is that of doing it in time.",
    empty="Nothing is due.",
    columns=("due_on", "step", "risk", "chance"),
)
TRACKS = Figure("mvp/tracks", "Tracks")
SOLUTIONS = Figure("mvp/solutions", "Share of accepted answers")
RISKS = Figure(
    "mvp/risks",
    "Before the next checkpoint",
    "What is due by then, and the chance of doing what is missing in time.",
    empty="Nothing is due before the next checkpoint.",
    columns=("about", "risk", "chance", "reason"),
)
JUDGED = Figure("mvp/judged", "Tracks that have a burn-up")
PLANNING = Figure("mvp/planning", "Tracks in which something can be planned")
TARGETS = Figure("mvp/targets", "Why a target is another one than that of a whole year")
BURN_UP = Figure(
    "mvp/burn_up",
    "Burn-up of a track",
    "Thick line: done. Steps: expected, with checkpoints. Band: the likely range of the forecast.",
    chart=charts.burn_up,
    parameters={"track": "forum"},  # one of those that the page draws
)
CALENDAR = Figure(
    "mvp/calendar",
    "The year, day by day",
    "One square per day, darker when more of it counted. Weeks run from left to right.",
    needs=("contributions",),
    chart=charts.calendar,
)
YEARS = Figure(
    "mvp/years",
    "Compared with last year",
    "What counted this year, on the same days of last year, and in all of last year.",
    empty="There is nothing yet.",
    needs=("contributions",),
    columns=("track", "this_year", "same_days_before", "year_before"),
)
NOT_COUNTED = Figure("mvp/not_counted", "How many did not count, in one sentence")
CONTRIBUTIONS = Figure(
    "mvp/contributions",
    "Every contribution of the year",
    "The latest first, with the reason why one did not count.",
    empty="There is no such contribution this year up to this day.",
    needs=("contributions",),
    columns=("title", "day", "track", "kind", "counts", "why", "url"),
    finding=NOT_COUNTED.query,
    parameters={"only": None},
)
PATTERNS = Figure(
    "mvp/patterns",
    "Worth a look",
    "Contributions that belong together, perhaps because one thing was entered twice. A person may "
    "look at these. Most have a plain reason, and nothing follows from them.",
    columns=("title", "group_number", "reason", "day", "track", "kind", "url"),
    first_rows=6,
)
ADDRESSES = Figure("mvp/addresses", "Contributions with an address")
TOLD = Figure(
    "mvp/told",
    "What was told at past checkpoints",
    "The latest first, with what is known about the same day today.",
    empty="Nothing was published about this MVP.",
    needs=_FROZEN,
    columns=("checkpoint", "told"),
)
PUBLISHED = Figure(
    "mvp/published",
    "Published at past checkpoints",
    "Published: frozen at the checkpoint, and unchanged since. Known today: the same day by "
    "today's data and rules.",
    empty="Nothing was published about this MVP.",
    needs=_FROZEN,
    columns=("checkpoint", "version", "track", "published", "known", "difference"),
)
ARRIVED = Figure(
    "mvp/arrived",
    "Arrived after publication",
    "Contributions dated up to the checkpoint, and first seen after it was published.",
    empty="Nothing dated up to a frozen checkpoint has arrived since.",
    needs=_FROZEN,
    columns=("title", "checkpoint", "day", "track", "kind", "not_counted_because"),
)
TITLE = Figure(
    "mvp/title",
    "Title",
    "The commitment, and what follows for it.",
    empty="Nothing is known.",
    columns=("fact", "says"),
)
BENEFITS = Figure(
    "mvp/benefits",
    "Benefits",
    "What comes with the title.",
    empty="No benefit is recorded.",
    columns=("benefit", "state", "granted_on"),
    needs=("benefits",),
    parts=("benefits",),
)
ACCOUNTS = Figure(
    "mvp/accounts",
    "Accounts that count for this MVP",
    "What they did by the exports of their sources counts here; contributions are those of the "
    "whole source. If an account is missing or somebody else's, the MVP says so below.",
    empty="No account of an export is linked to this MVP.",
    columns=("source", "account", "from_on", "to_on", "contributions"),
)
