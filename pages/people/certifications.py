"""Certifications: who must take an exam, and by when?"""

import streamlit as st

from dashboard.page.absent import note_absent
from dashboard.page.figures import certifications
from dashboard.page.filters import filter_row
from dashboard.page.heading import heading
from dashboard.page.show import headline, show
from dashboard.reading.rows import read

view = heading("certifications")
if not note_absent(view, "certifications"):
    headline(view, certifications.HEADLINE)
    statuses = read(view, certifications.CHOICES.query)["status"].tolist()
    with filter_row() as row:
        status = row.choice("Certification", statuses, "status")
    show(view, certifications.PEOPLE, status=status)
    show(view, certifications.HOLDERS, status=status)
    with st.grid(2, min_column_width=420):
        show(view, certifications.DATES)
        show(view, certifications.ENDS)
        show(view, certifications.STATUSES)
