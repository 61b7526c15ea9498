"""Renewals: where does everyone stand in the renewal?"""

from dashboard import charts
from dashboard.page.components import figure, table
from dashboard.page.filters import choice, heading
from dashboard.reading.read import read

view = heading("renewals")
figure(
    view,
    "renewals/stages",
    charts.stages,
    "The renewal pipeline",
    "How many MVPs of this cycle stand at each stage, from the year's work to the new title.",
    empty="Nobody is on the roster of this cycle.",
)
table(
    view,
    "renewals/pending",
    "Decisions pending",
    "MVPs who met the goals and have not said yet whether they extend the title.",
    empty="No decision is pending. From the final checkpoint on, they stand here.",
)
figure(
    view,
    "renewals/flow",
    charts.flow,
    "From level to level, and to the stage of today",
    "Each band is a group of MVPs on its way over the checkpoints of the cycle; wider is more.",
    empty="No checkpoint of this cycle has passed yet.",
)
table(
    view,
    "renewals/published",
    "Told otherwise than known today",
    "MVPs whose level or goals at a past checkpoint are not what they were told; the newest first.",
    empty="Nobody was told otherwise at a frozen checkpoint.",
)
stage = choice("Stage", read(view, "renewals/stages")["stage"].tolist(), key="stage")
table(
    view,
    "renewals/people",
    "Everyone in this cycle",
    "Each MVP's stage, what stands in the way, and the chance of the year's goals.",
    empty="Nobody is at this stage.",
    stage=stage,
)
