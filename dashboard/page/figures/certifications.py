"""The figures of the page Certifications."""

from dashboard import charts
from dashboard.page.figures import Figure

# The choice of a status that the key figure on Overview counts: who is in `is_exam_due`.
EXAM_NEEDED = "{label:active}, exam needed"

HEADLINE = Figure("certifications/headline", "What is due, in one sentence")
PEOPLE = Figure(
    "certifications/people",
    "Everyone",
    "The nearest deadline first.",
    empty="Nobody has this status.",
    columns=("name", "team", "status", "deadline", "attempts_left", "exam_reason", "valid_until"),
    parameters={"status": None, "must_act": None},
    parts=("exams",),
)
HOLDERS = Figure(
    "certifications/people",
    "Every MVP",
    "The certificate that ends first at the top.",
    empty="Nobody has this status.",
    columns=("name", "team", "status", "valid_until"),
    parameters={"status": None, "must_act": None},
    without="exams",
)
DATES_FINDING = Figure("certifications/dates_finding", "How many are due and end, in one sentence")
DATES = Figure(
    "certifications/dates",
    "Deadlines of exams and ends of certificates in the next twelve months",
    "One point per MVP, on the last day for the exam or of the certificate.",
    empty="No exam is due and no certificate ends within the next twelve months.",
    chart=charts.exam_dates,
    parts=("exams",),
    finding=DATES_FINDING.query,
)
ENDS = Figure(
    "certifications/dates",
    "Certificates ending in the next twelve months",
    "One point per MVP, on the day the certificate ends.",
    empty="No certificate ends within the next twelve months.",
    chart=charts.exam_dates,
    finding=DATES_FINDING.query,
    without="exams",
)
STATUSES_FINDING = Figure(
    "certifications/statuses_finding", "How many are certified, in one sentence"
)
STATUSES = Figure(
    "certifications/statuses",
    "MVPs by status",
    "How many MVPs have each status.",
    empty="Nobody is on the roster.",
    chart=charts.statuses,
    finding=STATUSES_FINDING.query,
)
CHOICES = Figure("certifications/choices", "The statuses to choose from")
