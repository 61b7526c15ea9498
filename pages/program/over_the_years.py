"""Over the years: who stays, and how do tracks change?"""

from dashboard.page.figures import over_the_years
from dashboard.page.heading import heading
from dashboard.page.show import headline, show
from dashboard.page.tile import tiles
from dashboard.reading.rows import read

view = heading("over_the_years")
headline(view, over_the_years.SPAN)
if read(view, over_the_years.SPAN.query)["is_comparable"].all():
    with tiles("all"):
        show(view, over_the_years.COHORTS)
        show(view, over_the_years.RENEWALS)
        show(view, over_the_years.LEVELS)
        show(view, over_the_years.TRACKS)
