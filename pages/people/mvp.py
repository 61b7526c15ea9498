"""MVP: what is done, and what is next?"""

import streamlit as st

from dashboard import charts
from dashboard.page.components import download_all, figure, how_counted, table
from dashboard.page.filters import heading, of_mvp
from dashboard.page.mvp import told, track_cards
from dashboard.reading.read import read

view = of_mvp(heading("mvp"))
for summary in read(view, "mvp/summary").itertuples():
    st.header(summary.sentence, anchor=False)
how_counted("mvp/summary")
track_cards(view)
table(
    view,
    "mvp/risks",
    "Before the next checkpoint",
    "What weighs on it, and the chance that what is missing comes in time.",
    empty="Nothing is asked before the next checkpoint.",
)
for burn_up in read(view, "mvp/judged").itertuples():
    figure(
        view,
        "mvp/burn_up",
        charts.burn_up,
        burn_up.title,
        "Thick: done. Steps: expected, with checkpoints. Band: the likely range of the forecast.",
        track=burn_up.track,
    )
table(view, "mvp/title", "Title", "Commitment, certificate and renewal.", empty="Nothing known.")
figure(
    view,
    "mvp/calendar",
    charts.calendar,
    "The year, day by day",
    "A square a day, darker the more of it counted; weeks run from left to right.",
)
table(
    view,
    "mvp/years",
    "Beside last year",
    "What counted this year, on the same days of last year, and in all of last year.",
    empty="Nothing yet.",
)
told(view)
table(view, "mvp/benefits", "Benefits", "What comes with the title.", empty="None recorded.")
table(
    view,
    "mvp/contributions",
    "Every contribution of the year",
    "The latest first, with whether it counted and, if not, why.",
    empty="No contribution this year up to this day.",
)
download_all(view, "all of this", "mvp")
