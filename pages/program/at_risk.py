"""At risk: who needs a call before the next checkpoint, in what order?"""

from dashboard.page.absent import note_absent
from dashboard.page.figures import at_risk
from dashboard.page.heading import heading
from dashboard.page.show import headline, show

view = heading("at_risk")
headline(view, at_risk.HEADLINE)
show(view, at_risk.CALLS)
show(view, at_risk.OUT_OF_REACH)
show(view, at_risk.PACE)
show(view, at_risk.PAPERS)
show(view, at_risk.EXAMS)
show(view, at_risk.NDAS)
note_absent(view, "nda", "accepted")
show(view, at_risk.CHANGES)
