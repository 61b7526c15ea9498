"""MVP: what is done, and what is next?"""

import streamlit as st

from dashboard.components import heading, of_mvp, table
from dashboard.read import read

look = of_mvp(heading("mvp"))
for summary in read(look, "mvp/summary").itertuples():
    st.subheader(summary.sentence, anchor=False)
table(
    look,
    "mvp/tracks",
    "Track by track",
    "Done against what is expected today, at the next checkpoint and by the end of the year.",
    empty="Not on the roster on this day.",
)
table(
    look,
    "mvp/risks",
    "Before the next checkpoint",
    "What is still missing, and how likely it comes in time at the pace of the last months.",
    empty="Nothing is expected before the next checkpoint.",
)
table(
    look,
    "mvp/standing",
    "Title and renewal",
    "The year as a whole.",
    empty="Not on the roster on this day.",
)
table(
    look,
    "mvp/contributions",
    "Every contribution of the year",
    "The latest first, with whether it counted and, if not, why.",
    empty="No contribution this year up to this day.",
)
