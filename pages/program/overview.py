"""Overview: how is the program doing, and who needs a call?"""

import streamlit as st

from dashboard.page.figures import at_risk, overview
from dashboard.page.heading import heading
from dashboard.page.requests.calls import last_contacts, show_calls
from dashboard.page.show import show
from dashboard.page.tile import tiles
from dashboard.page.unlinked import warn_of_unlinked

CALLS = at_risk.CALLS.in_brief(
    5, ("name", "track", "still_missing", "chance", "last_contact", "reason"), "at_risk"
)
CHANGES = at_risk.CHANGES.in_brief(4, at_risk.CHANGES.columns, "at_risk")

view = heading("overview")
show(view, overview.HEADLINE)
warn_of_unlinked(view)
grid = st.grid(3, min_column_width=300, dense=True)
with grid.cell(column_span=2):
    show_calls(view, CALLS, last_contacts("overview", view))
with grid:
    show(view, overview.LEVELS)
with grid.cell(column_span=2):
    show(view, CHANGES)
with grid:
    show(view, overview.EARLIER_LEVELS)
with tiles("last"):
    show(view, overview.MONTHS)
    show(view, overview.TEAMS)
