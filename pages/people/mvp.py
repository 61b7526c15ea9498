"""MVP: what is done, and what is next?"""

from dashboard.page.absent import note_absent
from dashboard.page.calendar_address import calendar_address
from dashboard.page.downloads import download_record
from dashboard.page.explained import why_it_moved
from dashboard.page.figures import mvp
from dashboard.page.mvp import burn_ups, contributions, tab_titles, track_cards
from dashboard.page.patterns import own_patterns
from dashboard.page.people import heading_of_mvp
from dashboard.page.plan import plan_of_mvp
from dashboard.page.requests.calls import calls_of_mvp
from dashboard.page.requests.claim import something_is_missing
from dashboard.page.requests.dispute import (
    account_is_wrong,
    contribution_is_not_mine,
    figure_is_wrong,
)
from dashboard.page.requests.renewal import ask_to_answer, renewal_of_mvp
from dashboard.page.show import headline, show
from dashboard.page.tabs import open_tab
from dashboard.page.unlinked import warn_of_own_tracks

view = heading_of_mvp()
headline(view, mvp.SUMMARY)
warn_of_own_tracks(view)
ask_to_answer(view)
show(view, mvp.NEXT_STEPS)
track_cards(view)
tab, content = open_tab(tab_titles(view), "tab")
with content:
    if tab == "progress":
        show(view, mvp.RISKS)
        calls_of_mvp(view)
        burn_ups(view)
        plan_of_mvp(view)
        why_it_moved(view)
        show(view, mvp.CALENDAR)
        show(view, mvp.YEARS)
    elif tab == "contributions":
        something_is_missing(view)
        contributions(view)
        own_patterns(view)
        contribution_is_not_mine(view)
    elif tab == "checkpoints":
        figure_is_wrong(view)
        if not note_absent(view, *mvp.TOLD.needs):
            show(view, mvp.TOLD)
            show(view, mvp.PUBLISHED)
            show(view, mvp.ARRIVED)
    elif tab == "title":
        renewal_of_mvp(view)
        show(view, mvp.TITLE)
        show(view, mvp.BENEFITS)
    else:
        show(view, mvp.ACCOUNTS)
        account_is_wrong(view)
        download_record(view)
        calendar_address("mvp", view)
