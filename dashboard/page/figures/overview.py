"""The figures of the page Overview."""

from dashboard import charts
from dashboard.page.figures import Figure, KeyFigure, certifications, progress

_EVERY_LEVEL = {"level": "All levels", "track": "All tracks", "name": ""}

HEADLINE = Figure(
    "overview/headline",
    "Key figures, with their change since the last checkpoint",
    needs=("contributions", "certifications", "renewals", "nda", "known risks"),
    key_figures=(
        KeyFigure(
            "Active MVPs",
            "MVPs who have entered and not left.",
            more=(("nda", "Where NDAs are tracked, they have signed one."),),
            list_on="progress",
            filters=_EVERY_LEVEL,
        ),
        KeyFigure(
            "On track or better",
            "Active MVPs whose level today is {label:on_track} or {label:ahead}. Unknown levels "
            "are left out.",
            shown=progress.ON_TRACK,
            list_on="progress",
            filters=_EVERY_LEVEL | {"level": progress.ON_TRACK},
        ),
        KeyFigure(
            "At risk",
            "Active MVPs whose risk of missing the next checkpoint is {label:high} or "
            "{label:out_of_reach}.",
            is_good_when_falling=True,
            list_on="at_risk",
        ),
        KeyFigure(
            "Exams needed",
            "Active MVPs without a valid qualifying certificate.",
            is_good_when_falling=True,
            part="exams",
            list_on="certifications",
            filters={"status": certifications.EXAM_NEEDED},
        ),
        KeyFigure(
            "Decisions pending",
            "MVPs who met the goals of the year and have not yet decided whether to renew.",
            is_good_when_falling=True,
            part="renewal",
            list_on="renewals",
        ),
    ),
)
LEVELS_FINDING = Figure("overview/levels_finding", "The track that is furthest behind, in words")
LEVELS = Figure(
    "overview/levels",
    "Committed MVPs by track and level",
    "Active MVPs by track and today's level; those who need most help are on the left.",
    empty="No active MVP has committed to a track this year.",
    needs=("commitments", "active MVPs"),
    chart=charts.levels_by_track,
    finding=LEVELS_FINDING.query,
)
EARLIER_LEVELS_FINDING = Figure(
    "overview/earlier_levels_finding", "How many are {label:on_track} or better, in one sentence"
)
EARLIER_LEVELS = Figure(
    "overview/earlier_levels",
    "Levels at each checkpoint",
    "One column per checkpoint and one for today: all MVPs who were active that day. The numbers "
    "count them.",
    empty="Nobody was active on these days.",
    chart=charts.earlier_levels,
    finding=EARLIER_LEVELS_FINDING.query,
)
MONTHS_FINDING = Figure("overview/months_finding", "How many counted this year, in one sentence")
MONTHS = Figure(
    "overview/months",
    "Contributions that counted, by month",
    "Columns: this year, one color per track. Dotted line: the same months of the year before.",
    needs=("contributions",),
    chart=charts.contributions_by_month,
    finding=MONTHS_FINDING.query,
)
TEAMS_FINDING = Figure("overview/teams_finding", "The team that is furthest behind, in words")
TEAMS = Figure(
    "overview/teams",
    "Teams compared",
    "Active MVPs, and the share of them {label:on_track} or better, the lowest share first. MVPs "
    "without a team are not in it.",
    empty="No active MVP has a team.",
    needs=("active MVPs",),
    columns=("team", "mvps", "on_track", "share", "at_risk", "note"),
    finding=TEAMS_FINDING.query,
)
