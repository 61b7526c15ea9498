"""At risk: who needs a call before the next checkpoint, in what order?"""

import streamlit as st

from dashboard import charts
from dashboard.page.components import figure, how_counted, table
from dashboard.page.filters import heading
from dashboard.reading.read import read

view = heading("at_risk")
for summary in read(view, "at_risk/headline").itertuples():
    st.subheader(summary.sentence, anchor=False)
how_counted("at_risk/headline")
table(
    view,
    "at_risk/calls",
    "Whom to call first",
    "Those who can still be turned; within a risk the most likely to make it first.",
    empty="Nobody is at risk of missing the next checkpoint by something that can be turned.",
    in_reach=True,
)
table(
    view,
    "at_risk/calls",
    "Out of reach by pace alone",
    "More is missing than the days left allow. Talk about leave, commitment or next year.",
    empty="Nobody is out of reach.",
    in_reach=False,
)
figure(
    view,
    "at_risk/pace",
    charts.pace,
    "Needed pace against recent pace",
    "Those still in reach. Above the dotted line they need more a week than they did lately.",
    empty="Nobody is missing anything for the next checkpoint.",
)
table(
    view,
    "at_risk/papers",
    "Exams and NDAs",
    "What must be passed or signed before the next checkpoint, the most urgent first.",
    empty="No exam or NDA is due before the next checkpoint.",
)
table(
    view,
    "at_risk/changes",
    "What changed since a week ago",
    "Flags that are new, and flags that have cleared.",
    empty="No flag is new and none has cleared since a week ago.",
)
