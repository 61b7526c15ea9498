"""Certifications: who must take an exam, and by when?"""

from dashboard.page.absent import note_absent
from dashboard.page.figures import certifications
from dashboard.page.filters import choice, heading
from dashboard.page.show import show
from dashboard.reading.rows import read

view = heading("certifications")
if not note_absent(view, "certifications"):
    show(view, certifications.DATES)
    show(view, certifications.STATUSES)
    statuses = read(view, certifications.STATUSES.query)["status"].tolist()
    show(view, certifications.PEOPLE, status=choice("Certification", statuses, key="status"))
