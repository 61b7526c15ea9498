"""Certifications: who must take an exam, until when?"""

from dashboard import charts
from dashboard.components import figure, table
from dashboard.filters import choice, heading
from dashboard.read import read

look = heading("certifications")
figure(
    look,
    "certifications/dates",
    charts.exam_dates,
    "Deadlines and ends in the next twelve months",
    "A point an MVP, on the day an exam is due or a certificate ends.",
    empty="No deadline and no end lies within the next twelve months.",
)
figure(
    look,
    "certifications/statuses",
    charts.statuses,
    "Where everyone stands",
    "How many MVPs have each status.",
    empty="Nobody is on the roster.",
)
status = choice(
    "Certification", read(look, "certifications/statuses")["status"].tolist(), key="status"
)
table(
    look,
    "certifications/people",
    "Everyone",
    "The nearest deadline first.",
    empty="Nobody has this status.",
    status=status,
)
