"""Data health: can I trust today's numbers?"""

import streamlit as st

from dashboard.page.absent import note_absent
from dashboard.page.figures import data_health
from dashboard.page.heading import heading
from dashboard.page.patterns import patterns
from dashboard.page.show import headline, show
from dashboard.page.tabs import open_tab
from dashboard.page.tile import tiles
from dashboard.reading.rows import read
from data.settings.saying import in_own_words

view = heading("data_health", by_team=False)
headline(view, data_health.HEADLINE)
warnings = read(view, data_health.WARNINGS.query)
with tiles("warnings"):
    for row in warnings.itertuples():
        what, meaning, to_do = map(in_own_words, data_health.SENTENCES[str(row.warning)])
        st.warning(f"**{what}: {row.times:,}.** {meaning} {to_do}")
if not note_absent(view, *data_health.WARNINGS.needs) and warnings.empty:
    st.success(data_health.WARNINGS.empty, icon=":material/check:")
show(view, data_health.REACH)
tab, content = open_tab(data_health.TABS, "tab")
with content:
    if tab == "people":
        with tiles("people"):
            show(view, data_health.NO_COMMITMENT)
            show(view, data_health.UNLINKED)
        show(view, data_health.UNKNOWN_PEOPLE)
        show(view, data_health.STRANGERS)
        show(view, data_health.COVERAGE)
    elif tab == "rows":
        show(view, data_health.CONTRADICTIONS)
        show(view, data_health.UNMAPPED)
        show(view, data_health.NOT_READ)
        show(view, data_health.REASONS)
        show(view, data_health.REJECTS)
    elif tab == "patterns":
        patterns(view)
    else:
        show(view, data_health.FILES)
        show(view, data_health.BUILDS)
        show(view, data_health.BUILD)
