"""Overview: how is the program doing?"""

from dashboard.page.figures import overview
from dashboard.page.filters import heading
from dashboard.page.show import show

view = heading("overview")
show(view, overview.HEADLINE)
show(view, overview.LEVELS)
show(view, overview.EARLIER_LEVELS)
show(view, overview.MONTHS)
show(view, overview.TEAMS)
