"""Renewals: at which stage of the renewal is everyone?"""

from dashboard.page.figures import renewals
from dashboard.page.filters import filter_row
from dashboard.page.heading import heading
from dashboard.page.requests.steps import steps_of_all
from dashboard.page.show import headline, show
from dashboard.page.tile import tiles
from data.settings import words
from data.settings.saying import own_label

view = heading("renewals")
headline(view, renewals.CYCLE)
steps_of_all(view)
with tiles("charts"):
    show(view, renewals.STAGES)
    show(view, renewals.FLOW)
show(view, renewals.PENDING)
stages = [own_label(word) for word in words.RENEWAL_STAGES]
with filter_row() as row:
    stage = row.choice("Stage", stages, "stage")
show(view, renewals.PEOPLE, stage=stage)
show(view, renewals.PUBLISHED)
