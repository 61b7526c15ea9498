"""The figures of the page Overview."""

from dashboard import charts
from dashboard.page.figures import Figure, KeyFigure

HEADLINE = Figure(
    "overview/headline",
    "Key figures, with their change since the last checkpoint",
    needs=("contributions", "certifications", "renewals", "nda", "known risks"),
    key_figures=(
        KeyFigure(
            "Active MVPs",
            "MVPs who have entered and not left.",
            more=(("nda", "Where NDAs are tracked, they have signed one."),),
        ),
        KeyFigure(
            "On track or better",
            "Active MVPs whose level today is {label:on_track} or {label:ahead}. Unknown levels "
            "are left out.",
            shown="{label:on_track} or better",
        ),
        KeyFigure(
            "At risk",
            "Active MVPs whose risk of missing the next checkpoint is {label:high} or "
            "{label:out_of_reach}.",
            is_good_when_falling=True,
        ),
        KeyFigure(
            "Exams due",
            "Active MVPs without a valid qualifying certificate.",
            is_good_when_falling=True,
            part="exams",
        ),
        KeyFigure(
            "Decisions pending",
            "MVPs who met the goals of the year and have not yet decided whether to renew.",
            is_good_when_falling=True,
            part="renewal",
        ),
    ),
)
LEVELS = Figure(
    "overview/levels",
    "Committed MVPs by track and level",
    "Active MVPs committed to a track, by today's level. Those who need most help are on the left.",
    empty="No active MVP has committed to a track this year.",
    needs=("commitments", "active MVPs"),
    chart=charts.levels_by_track,
)
EARLIER_LEVELS = Figure(
    "overview/earlier_levels",
    "Levels at each checkpoint",
    "One column per checkpoint and one for today: all MVPs who were active that day. The numbers "
    "count them.",
    empty="Nobody was active on these days.",
    chart=charts.earlier_levels,
)
MONTHS = Figure(
    "overview/months",
    "Contributions that counted, by month",
    "Columns: this year, one color per track. Dotted line: the same months of the year before.",
    needs=("contributions",),
    chart=charts.contributions_by_month,
)
TEAMS = Figure(
    "overview/teams",
    "Teams compared",
    "Active MVPs, and the share of them {label:on_track} or better, the lowest share first. MVPs "
    "without a team are not in it.",
    empty="No active MVP has a team.",
    needs=("active MVPs",),
)
