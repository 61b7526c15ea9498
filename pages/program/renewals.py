"""Renewals: where does everyone stand in the renewal?"""

from dashboard import charts
from dashboard.components import figure, heading, open_mvp, table

look = heading("renewals")
figure(
    look,
    "renewals/stages",
    charts.stages,
    "Stages of this cycle",
    "How many MVPs of the cycle's roster stand at each stage.",
    empty="Nobody is on the roster of this cycle.",
)
picked = table(
    look,
    "renewals/people",
    "Everyone in this cycle",
    "Each MVP's stage, and what it hangs on. Pick a row to open the MVP.",
    empty="Nobody is on the roster of this cycle.",
)
open_mvp(picked)
