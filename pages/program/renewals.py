"""Renewals: at which stage of the renewal is everyone?"""

from dashboard.page.figures import renewals
from dashboard.page.filters import choice, heading
from dashboard.page.show import show
from dashboard.reading.rows import read

view = heading("renewals")
show(view, renewals.STAGES)
show(view, renewals.PENDING)
show(view, renewals.FLOW)
show(view, renewals.PUBLISHED)
stages = read(view, renewals.STAGES.query)["stage"].tolist()
show(view, renewals.PEOPLE, stage=choice("Stage", stages, key="stage"))
