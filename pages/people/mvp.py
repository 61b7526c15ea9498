"""MVP: what is done, and what is next?"""

import streamlit as st

from dashboard import charts
from dashboard.components import download_all, figure, how_counted, table
from dashboard.filters import heading, of_mvp
from dashboard.people import told, track_cards
from dashboard.read import read

look = of_mvp(heading("mvp"))
for summary in read(look, "mvp/summary").itertuples():
    st.header(summary.sentence, anchor=False)
how_counted("mvp/summary")
track_cards(look)
table(
    look,
    "mvp/risks",
    "Before the next checkpoint",
    "What weighs on it, and the chance that what is missing comes in time.",
    empty="Nothing is asked before the next checkpoint.",
)
for burn_up in read(look, "mvp/judged").itertuples():
    figure(
        look,
        "mvp/burn_up",
        charts.burn_up,
        burn_up.title,
        "Thick: done. Steps: expected, with checkpoints. Band: the likely range of the forecast.",
        track=burn_up.track,
    )
table(look, "mvp/standing", "Title", "Commitment, certificate and renewal.", empty="Nothing known.")
figure(
    look,
    "mvp/calendar",
    charts.calendar,
    "The year, day by day",
    "A square a day, darker the more of it counted; weeks run from left to right.",
)
table(
    look,
    "mvp/years",
    "Beside last year",
    "What counted this year, on the same days of last year, and in all of last year.",
    empty="Nothing yet.",
)
told(look)
table(look, "mvp/benefits", "Benefits", "What comes with the title.", empty="None recorded.")
table(
    look,
    "mvp/contributions",
    "Every contribution of the year",
    "The latest first, with whether it counted and, if not, why.",
    empty="No contribution this year up to this day.",
)
download_all(look, "all of this", "mvp")
