"""The figures of the page At risk."""

from dataclasses import replace

from dashboard import charts
from dashboard.page.figures import Figure

HEAD = ("known risks",)  # what the page says once, at its head
_ACTIVE = ("active MVPs",)

HEADLINE = Figure("at_risk/headline", "How many MVPs are at risk, in one sentence")
CALLS_FINDING = Figure("at_risk/calls_finding", "How many to call, in one sentence")
CALLS = Figure(
    "at_risk/calls",
    "Whom to call first",
    "The highest risk first; within a risk, the best chance first.",
    empty="Nobody who can still make it is at risk of missing the next checkpoint.",
    needs=_ACTIVE,
    said_above=HEAD,
    columns=(
        *("name", "team", "track", "still_missing", "chance", "risk", "call_when", "last_contact"),
        "reason",
    ),
    finding=CALLS_FINDING.query,
    parameters={"in_reach": True, "grouped_by": None, "contacts": None},
)
CAPACITY_FINDING = Figure("at_risk/capacity_finding", "How many calls are due, in one sentence")
CAPACITY = Figure(
    "at_risk/capacity",
    "How many calls each team needs",
    "A call in time leaves enough days for what is missing at the usual pace. As many calls as "
    "there are per week, made each week from this one on, make nobody late.",
    empty=CALLS.empty,
    needs=_ACTIVE,
    said_above=HEAD,
    columns=("team", "mvps", "due_this_week", "due_at_once", "calls_a_week", "due_later"),
    finding=CAPACITY_FINDING.query,
)
OUT_OF_REACH_FINDING = Figure(
    "at_risk/out_of_reach_finding", "How many are {label:out_of_reach}, in one sentence"
)
OUT_OF_REACH = Figure(
    "at_risk/calls",
    "{label:out_of_reach}",
    "More is missing than the days left allow. Talk about leave, the commitment or next year.",
    empty="Nobody is {label:out_of_reach}.",
    needs=_ACTIVE,
    said_above=HEAD,
    columns=("name", "track", "last_contact", "reason"),
    first_rows=5,
    finding=OUT_OF_REACH_FINDING.query,
    parameters={"in_reach": False, "grouped_by": None, "contacts": None},
)
PACE_FINDING = Figure("at_risk/pace_finding", "How many need a faster pace, in one sentence")
PACE = Figure(
    "at_risk/pace",
    "Needed pace against recent pace",
    "One point per MVP and track still within reach. Those above the dotted line need more per "
    "week than they did recently.",
    empty="Nobody is missing anything for the next checkpoint that can still be done.",
    needs=_ACTIVE,
    said_above=HEAD,
    chart=charts.pace,
    finding=PACE_FINDING.query,
)
PAPERS_FINDING = Figure(
    "at_risk/papers_finding",
    "How many exams and NDAs are open, in one sentence",
    parts=("exams", "nda"),
)
PAPERS = Figure(
    "at_risk/papers",
    "Exams and NDAs",
    "Exams to pass and NDAs to sign before the next checkpoint, the most urgent first.",
    empty="Nothing is due before the next checkpoint.",
    needs=("certifications",),
    columns=("name", "risk", "reason"),
    first_rows=5,
    parts=("exams", "nda"),
    finding=PAPERS_FINDING.query,
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
CHANGES_FINDING = Figure("at_risk/changes_finding", "What changed, in one sentence")
CHANGES = Figure(
    "at_risk/changes",
    "What changed in the last week",
    "Flags that are new, that have cleared, that were of somebody who left, or whose risk is "
    "unknown now. A flag that goes on with another track is none of these.",
    empty="No flag is new and none has cleared in the last week.",
    needs=_ACTIVE,
    said_above=HEAD,
    columns=("name", "about", "change", "reason"),
    first_rows=5,
    finding=CHANGES_FINDING.query,
)
