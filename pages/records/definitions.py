"""Definitions: how is each number counted, and by which rule?"""

import streamlit as st

from dashboard.page import definitions
from dashboard.page.heading import heading
from dashboard.page.one_chance import chances_of_one
from dashboard.page.own_rules import own_rules, own_settings
from dashboard.reading.parts import parts_of
from data.lineage.queries import lineage_in

view = heading("definitions", by_team=False)
entry = definitions.picked_entry(view)
if entry is None:
    st.markdown(
        "“How this is counted” in the menu of a figure opens this page: its rules in words, its "
        "settings and its SQL, printed from the files that the dashboard itself runs."
    )
    own_rules(view)
    own_settings(view)
    definitions.changes(view)
    definitions.choices(view)
else:
    lineage = lineage_in(entry.sql_file, parts_of(view.build))
    definitions.answer(view, entry)
    chances_of_one(view, lineage)
    own_settings(view)
    definitions.rules_in_words(view, lineage)
    definitions.settings(view, lineage)
    definitions.queries(entry, lineage)
definitions.source(view)
