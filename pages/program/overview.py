"""Overview: how is the program doing?"""

import streamlit as st

from dashboard.page.figures import overview
from dashboard.page.heading import heading
from dashboard.page.show import show
from dashboard.page.unlinked import warn_of_unlinked

view = heading("overview")
warn_of_unlinked(view)
show(view, overview.HEADLINE)
with st.grid(2, min_column_width=420):
    show(view, overview.LEVELS)
    show(view, overview.EARLIER_LEVELS)
    show(view, overview.MONTHS)
    show(view, overview.TEAMS)
