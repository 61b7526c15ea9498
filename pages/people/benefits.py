"""Benefits: who lacks what, and what must be revoked?"""

import streamlit as st

from dashboard.page.absent import note_absent
from dashboard.page.figures import benefits
from dashboard.page.heading import heading
from dashboard.page.show import headline, show
from dashboard.page.tile import tiles

view = heading("benefits")
if not note_absent(view, "benefits"):
    headline(view, benefits.HEADLINE)
    with tiles("all"):
        show(view, benefits.MATRIX)
        with st.container():
            show(view, benefits.STANDARD)
            show(view, benefits.TO_REVOKE)
