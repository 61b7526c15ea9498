"""Certifications: who must take an exam, and by when?"""

from dashboard.page.absent import note_absent
from dashboard.page.figures import certifications
from dashboard.page.filters import filter_row, heading
from dashboard.page.show import show
from data.settings import words
from data.settings.saying import own_label

view = heading("certifications")
if not note_absent(view, "certifications"):
    show(view, certifications.DATES)
    show(view, certifications.STATUSES)
    statuses = [own_label(word) for word in words.CERTIFICATION_STATUSES]
    with filter_row() as row:
        status = row.choice("Certification", statuses, "status")
    show(view, certifications.PEOPLE, status=status)
