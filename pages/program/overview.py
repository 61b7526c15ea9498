"""Overview: how is the program doing?"""

from dashboard.page.figures import overview
from dashboard.page.filters import heading
from dashboard.page.show import show
from dashboard.page.unlinked import warn_of_unlinked

view = heading("overview")
warn_of_unlinked(view)
show(view, overview.HEADLINE)
show(view, overview.LEVELS)
show(view, overview.EARLIER_LEVELS)
show(view, overview.MONTHS)
show(view, overview.TEAMS)
