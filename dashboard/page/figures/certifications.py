"""The figures of the page Certifications."""

from dashboard import charts
from dashboard.page.figures import Figure

DATES = Figure(
    "certifications/dates",
    "Exams due and certificates ending in the next twelve months",
    "One point per MVP, on the day the exam is due or the certificate ends.",
    empty="No exam is due and no certificate ends within the next twelve months.",
    chart=charts.exam_dates,
)
STATUSES = Figure(
    "certifications/statuses",
    "MVPs by status",
    "How many MVPs have each status.",
    empty="Nobody is on the roster.",
    chart=charts.statuses,
)
PEOPLE = Figure(
    "certifications/people",
    "Everyone",
    "The nearest deadline first.",
    empty="Nobody has this status.",
    parameters={"status": None},
)
