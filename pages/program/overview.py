"""Overview: how is the program doing?"""

from dashboard import charts
from dashboard.page.components import figure, kpis, table
from dashboard.page.filters import heading

view = heading("overview")
kpis(
    view,
    "overview/headline",
    {
        "Active MVPs": "With a signed NDA, and not left.",
        "On track or better": "Active MVPs whose judged tracks stand at what is expected today.",
        "At risk": "Active MVPs whose risk before the next checkpoint is high or out of reach.",
        "Exams due": "Active MVPs without a valid qualifying certificate.",
        "Decisions pending": "MVPs who met the year's goals and have not decided on renewing yet.",
    },
    falling_is_good={"At risk", "Exams due", "Decisions pending"},
)
figure(
    view,
    "overview/levels",
    charts.levels_by_track,
    "Where committed MVPs stand, track by track",
    "Active MVPs committed to a track, by level today; those who need most help stand left.",
    empty="No active MVP has committed to a track this year.",
)
figure(
    view,
    "overview/earlier_levels",
    charts.earlier_levels,
    "How levels moved over the checkpoints",
    "Each column is all active MVPs of that day; the numbers count them.",
    empty="Nobody was active on these days.",
)
figure(
    view,
    "overview/months",
    charts.contributions_by_month,
    "Contributions that counted, month by month",
    "Columns: this year, a color a track. Dotted line: the same months of the year before.",
)
table(
    view,
    "overview/teams",
    "Teams beside one another",
    "Active MVPs, and the share of them on track or better; the lowest share first.",
    empty="No active MVP has a team.",
)
