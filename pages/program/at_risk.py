"""At risk: who needs a call before the next checkpoint, in what order?"""

from dashboard.page.absent import caption_absent, note_absent
from dashboard.page.figures import at_risk
from dashboard.page.filters import filter_row
from dashboard.page.heading import heading
from dashboard.page.requests.calls import call_form, last_contacts, show_calls
from dashboard.page.requests.saying import show_done
from dashboard.page.show import headline, show
from dashboard.page.tile import tiles
from data.settings.saying import in_own_words

GROUPS = {"none": None, "team": "team", "lead": "leads"}  # what calls are grouped by -> its column
LABELS = {"none": "Not grouped", "team": "Grouped by team", "lead": "Grouped by lead"}

view = heading("at_risk")
headline(view, at_risk.HEADLINE)
with filter_row() as row:
    grouped_by = row.pick(
        "Group by",
        [name for name in GROUPS if name != "lead" or view.scope.everybody],
        "group",
        label_visibility="collapsed",
        format_func=lambda name: in_own_words(LABELS[name]),
        width=200,
    )
    caption_absent(view, *at_risk.HEAD)
contacts = last_contacts("at_risk", view)
show_done()
show_calls(view, at_risk.CALLS, contacts, grouped_by=GROUPS[grouped_by])
call_form("at_risk", view, at_risk.CALLS, contacts)
show(view, at_risk.CAPACITY)
with tiles("others"):
    show_calls(view, at_risk.OUT_OF_REACH, contacts)
    show(view, at_risk.PACE)
    show(view, at_risk.PAPERS)
    show(view, at_risk.EXAMS)
    show(view, at_risk.NDAS)
    show(view, at_risk.CHANGES)
note_absent(view, "nda", "accepted")
