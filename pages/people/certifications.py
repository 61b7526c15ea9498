"""Certifications: who must take an exam, until when?"""

from dashboard import charts
from dashboard.page.components import figure, table
from dashboard.page.filters import choice, heading
from dashboard.reading.read import read

view = heading("certifications")
figure(
    view,
    "certifications/dates",
    charts.exam_dates,
    "Deadlines and ends in the next twelve months",
    "A point an MVP, on the day an exam is due or a certificate ends.",
    empty="No deadline and no end lies within the next twelve months.",
)
figure(
    view,
    "certifications/statuses",
    charts.statuses,
    "Where everyone stands",
    "How many MVPs have each status.",
    empty="Nobody is on the roster.",
)
status = choice(
    "Certification", read(view, "certifications/statuses")["status"].tolist(), key="status"
)
table(
    view,
    "certifications/people",
    "Everyone",
    "The nearest deadline first.",
    empty="Nobody has this status.",
    status=status,
)
