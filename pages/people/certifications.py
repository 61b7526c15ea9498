"""Certifications: who must take an exam, and by when?"""

from dashboard.page.absent import note_absent
from dashboard.page.figures import certifications
from dashboard.page.filters import filter_row
from dashboard.page.heading import heading
from dashboard.page.show import headline, show
from dashboard.page.tile import tiles
from dashboard.reading.parts import parts_of
from dashboard.reading.rows import read
from data.settings.saying import in_own_words

view = heading("certifications")
if not note_absent(view, "certifications"):
    headline(view, certifications.HEADLINE)
    statuses = read(view, certifications.CHOICES.query)["status"].tolist()
    needed = in_own_words(certifications.EXAM_NEEDED)
    with filter_row() as row:
        choices = [needed, *statuses] if "exams" in parts_of(view.build) else statuses
        status = row.choice("Certification", choices, "status")
    narrowed = {"must_act": True} if status == needed else {"status": status}
    show(view, certifications.PEOPLE, **narrowed)
    show(view, certifications.HOLDERS, **narrowed)
    with tiles("charts"):
        show(view, certifications.DATES)
        show(view, certifications.ENDS)
        show(view, certifications.STATUSES)
