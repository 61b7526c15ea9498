"""Definitions: how is each number counted, and by which rule?"""

import streamlit as st

from dashboard.page import definitions
from dashboard.page.filters import heading
from data.lineage.queries import lineage

view = heading("definitions", by_team=False)
figure = definitions.picked_figure()
if figure is None:
    st.markdown(
        "Every figure leads here by its link “How this is counted”. You see its rules in words, "
        "its settings and its SQL, printed from the files that the dashboard itself runs."
    )
    definitions.choices()
else:
    under = lineage(figure.query)
    definitions.answer(figure)
    definitions.rules_in_words(under)
    definitions.settings(view, under)
    definitions.queries(figure, under)
definitions.source(view)
