"""The figures of the page Renewals."""

from dashboard import charts
from dashboard.page.figures import Figure

CYCLE = Figure("renewals/cycle", "The year whose renewals are shown, in one sentence")
STAGES_FINDING = Figure("renewals/stages_finding", "At which stage most are, in one sentence")
STAGES = Figure(
    "renewals/stages",
    "The renewal pipeline",
    "How many MVPs of this cycle are at each stage, from the year's work to the new title. "
    "Here, {label:at_risk} is about the goals of the year, not about the next checkpoint.",
    empty="Nobody is on the roster of this cycle.",
    chart=charts.stages,
    finding=STAGES_FINDING.query,
)
FLOW = Figure(
    "renewals/flow",
    "Levels from checkpoint to checkpoint, and today's stage",
    "Each band is a group of MVPs of this cycle who moved together; a wider band is more of them. "
    "At a checkpoint, those who were not active have their status.",
    empty="Nobody in this cycle has passed a checkpoint of it yet.",
    chart=charts.flow,
)
PENDING_FINDING = Figure(
    "renewals/pending_finding", "How many decisions are pending, in one sentence"
)
PENDING = Figure(
    "renewals/pending",
    "Decisions pending",
    "MVPs who met the goals and have not yet said whether they renew.",
    needs=("renewals",),
    columns=("name", "team", "stage", "invited_on", "decide_by", "days_left"),
    empty="No decision is pending. From the final checkpoint on, open decisions are listed here.",
    finding=PENDING_FINDING.query,
)
PEOPLE = Figure(
    "renewals/people",
    "Everyone in this cycle",
    "Each MVP's stage, what blocks the renewal, and the chance of meeting the year's goals.",
    empty="Nobody is at this stage.",
    columns=("name", "team", "stage", "blocker", "chance", "tracks"),
    parameters={"stage": None},
)
PUBLISHED = Figure(
    "renewals/published",
    "Published figures that have since changed",
    "MVPs whose level or goals at a past checkpoint differ from what was published then, the "
    "newest checkpoint first.",
    empty="No level or goal that was published at a checkpoint has since changed.",
    needs=("frozen checkpoints",),
    columns=(
        *("name", "checkpoint", "published_level", "known_level"),
        *("published_goals_met", "known_goals_met", "arrived", "settings"),
    ),
)
