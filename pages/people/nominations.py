"""Nominations: who is being considered?"""

from dashboard.page.absent import note_absent
from dashboard.page.figures import nominations
from dashboard.page.heading import heading
from dashboard.page.show import headline, show

view = heading("nominations", by_team=False)
if not note_absent(view, "nominations"):
    headline(view, nominations.HEADLINE)
    show(view, nominations.PEOPLE)
    show(view, nominations.STAGES)
