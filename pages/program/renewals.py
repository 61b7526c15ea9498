"""Renewals: where does everyone stand in the renewal?"""

from dashboard import charts
from dashboard.components import figure, table
from dashboard.filters import choice, heading
from dashboard.read import read

look = heading("renewals")
figure(
    look,
    "renewals/stages",
    charts.stages,
    "The renewal pipeline",
    "How many MVPs of this cycle stand at each stage, from the year's work to the new title.",
    empty="Nobody is on the roster of this cycle.",
)
table(
    look,
    "renewals/pending",
    "Decisions pending",
    "MVPs who met the goals and have not said yet whether they extend the title.",
    empty="No decision is pending. From the final checkpoint on, they stand here.",
)
figure(
    look,
    "renewals/flow",
    charts.flow,
    "From level to level, and to the stage of today",
    "Each band is a group of MVPs on its way over the checkpoints of the cycle; wider is more.",
    empty="No checkpoint of this cycle has passed yet.",
)
table(
    look,
    "renewals/told",
    "Told otherwise than known today",
    "MVPs whose level or goals at a past checkpoint are not what they were told; the newest first.",
    empty="Nobody was told otherwise at a frozen checkpoint.",
)
stage = choice("Stage", read(look, "renewals/stages")["stage"].tolist(), key="stage")
table(
    look,
    "renewals/people",
    "Everyone in this cycle",
    "Each MVP's stage, what stands in the way, and the chance of the year's goals.",
    empty="Nobody is at this stage.",
    stage=stage,
)
