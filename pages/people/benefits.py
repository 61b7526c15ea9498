"""Benefits: who lacks what, and what must be revoked?"""

import streamlit as st

from dashboard.page.absent import note_absent
from dashboard.page.figures import benefits
from dashboard.page.heading import heading
from dashboard.page.show import headline, show

view = heading("benefits")
if not note_absent(view, "benefits"):
    headline(view, benefits.HEADLINE)
    with st.grid(2, min_column_width=420):
        show(view, benefits.MATRIX)
        show(view, benefits.TO_REVOKE)
        show(view, benefits.STANDARD)
