"""The figures of the page At risk."""

from dataclasses import replace

from dashboard import charts
from dashboard.page.figures import Figure

_NEEDS = ("active MVPs", "known risks")

HEADLINE = Figure("at_risk/headline", "How many MVPs need a call, in one sentence")
CALLS = Figure(
    "at_risk/calls",
    "Whom to call first",
    "MVPs who can still make it, the highest risk first; within a risk, the best chance first.",
    empty="Nobody who can still reach the next checkpoint is at risk of missing it.",
    needs=_NEEDS,
    columns=("name", "team", "track", "way_back", "checkpoint", "chance", "risk", "reason"),
    parameters={"in_reach": True},
)
OUT_OF_REACH = Figure(
    "at_risk/calls",
    "{label:out_of_reach}",
    "More is missing than the days left allow. Talk about leave, the commitment or next year.",
    empty="Nobody is {label:out_of_reach}.",
    needs=_NEEDS,
    parameters={"in_reach": False},
)
PACE = Figure(
    "at_risk/pace",
    "Needed pace against recent pace",
    "One point per MVP and track still within reach. Those above the dotted line need more per "
    "week than they did recently.",
    empty="Nobody is missing anything for the next checkpoint that can still be done.",
    needs=_NEEDS,
    chart=charts.pace,
)
PAPERS = Figure(
    "at_risk/papers",
    "Exams and NDAs",
    "Exams to pass and NDAs to sign before the next checkpoint, the most urgent first.",
    empty="Nothing is due before the next checkpoint.",
    needs=("certifications",),
    parts=("exams", "nda"),
)
EXAMS = replace(
    PAPERS,
    title="Exams",
    caption="Exams to pass before the next checkpoint, the most urgent first.",
    parts=("exams",),
    without="nda",
)
NDAS = replace(
    PAPERS,
    title="NDAs",
    caption="NDAs to sign.",
    empty="Nobody awaits an NDA.",
    needs=(),
    parts=("nda",),
    without="exams",
)
CHANGES = Figure(
    "at_risk/changes",
    "What changed in the last week",
    "Flags that are new, that have cleared, or whose risk is unknown now.",
    empty="No flag is new and none has cleared in the last week.",
    needs=_NEEDS,
)
