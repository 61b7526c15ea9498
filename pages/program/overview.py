"""Overview: how is the program doing?"""

from dashboard import charts
from dashboard.components import figure, heading, kpis, table

look = heading("overview")
kpis(look, "overview/headline")
figure(
    look,
    "overview/levels",
    charts.levels_by_track,
    "Where committed MVPs stand, track by track",
    "Active MVPs committed to a track, by level today; the ones furthest behind stand left.",
    empty="No active MVP has committed to a track this year.",
)
figure(
    look,
    "overview/months",
    charts.contributions_by_month,
    "Contributions that counted, month by month",
    "Bars: this year, a color a track. Dotted line: the same months of the year before.",
)
table(
    look,
    "overview/teams",
    "Teams",
    "Active MVPs and how many of them stand on track or better; the lowest share first.",
    empty="No MVP has a team.",
)
