"""Which mapping reads a file, and which input its rows are."""

import streamlit as st

from dashboard.page.bring.changing import changing
from dashboard.page.bring.follow import follow
from dashboard.page.bring.steps import WIDTH
from dashboard.page.bring.workplace import Workplace
from data.bring.draft import Draft
from data.bring.readers import propose_again, set_reader
from data.bring.recognized import Recognized
from data.inputs.inputs_of_parts import inputs_in
from data.outputs.markdown import escaped
from data.sources.mapping import SECTIONS


def which(place: Workplace, draft: Draft, found: Recognized) -> None:
    """The mapping that reads a file, where several fit."""
    if len(found.fitting) < 2:
        return
    picked = follow(
        st.selectbox,
        f"Mapping that reads {escaped(found.place)}",
        f"bring reader {found.place}",
        found.mapping,
        options=list(found.fitting),
        placeholder="Pick one",
    )
    if picked and picked != found.mapping:
        with changing(place, f"let {picked} read {found.place}"):
            set_reader(draft.work, found.place, picked)


def what(place: Workplace, draft: Draft, found: Recognized) -> None:
    """Which input the rows are, when nothing reads the file or it was taken for another one."""
    read = [spec.name for spec in inputs_in(place.settings.has)]
    others = [name for name in read if name in SECTIONS and name not in found.inputs]
    label = "These are rows of" if found.mapping is None else "No, these are rows of"
    picked = st.selectbox(
        label,
        others,
        index=None,
        placeholder="Pick what a row is",
        key=f"bring input {found.place} {found.mapping}",
        width=WIDTH,
    )
    if picked:
        with changing(place, f"took {found.place} for {picked}"):
            propose_again(draft.work, found.place, picked, place.settings, place.as_of)
