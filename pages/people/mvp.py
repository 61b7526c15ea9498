"""MVP: what is done, and what is next?"""

from dataclasses import replace

from dashboard.page.downloads import download_all
from dashboard.page.figures import mvp
from dashboard.page.mvp import solutions, track_cards
from dashboard.page.people import heading_of_mvp
from dashboard.page.prose import plain
from dashboard.page.show import headline, show
from dashboard.page.unlinked import warn_of_own_tracks
from dashboard.reading.rows import read

view = heading_of_mvp()
headline(view, mvp.SUMMARY)
warn_of_own_tracks(view)
solutions(view)
track_cards(view)
show(view, mvp.RISKS)
for judged in read(view, mvp.JUDGED.query).itertuples():
    burn_up = replace(mvp.BURN_UP, caption=f"{mvp.BURN_UP.caption} {judged.rules}".strip())
    show(view, burn_up, title=plain(str(judged.title)), track=judged.track)
show(view, mvp.TITLE)
show(view, mvp.CALENDAR)
show(view, mvp.YEARS)
show(view, mvp.PUBLISHED)
show(view, mvp.ARRIVED)
show(view, mvp.BENEFITS)
show(view, mvp.ACCOUNTS)
show(view, mvp.CONTRIBUTIONS)
download_all(view, "all of this", "mvp")
