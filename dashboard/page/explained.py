"""Why the numbers of an MVP moved: folded on the page of the MVP, worked out once it is open."""

import json

import pandas as pd
import streamlit as st

from dashboard.page.prose import long_date, plain
from dashboard.reading.cache import cached_answer
from dashboard.reading.days import current_date
from dashboard.reading.explained import Since, build_before, explained, last_checkpoint
from dashboard.reading.rows import ViewContext
from data.errors import NoDatabaseError
from data.explain.lines import WHOLE, expected_only, table_of, title_of, tracks_of, whole_of
from data.outputs.markdown import escaped
from data.settings.saying import in_own_words

_SHOWN = 12  # contributions of a part
_HEADINGS = {"why": "Why", "done": "Done", "expected": "Expected", "then": "Level and risk"}
_NOTHING = "Nothing is different."
_ICON = ":material/difference:"


def why_it_moved(view: ViewContext) -> None:
    """What moved since the last checkpoint, and since the build before that of the page."""
    if since := last_checkpoint(view):
        title = in_own_words(
            "What moved since the last checkpoint, {day}", day=long_date(since.day)
        )
        _folded(view, since, title, "checkpoint")
    if (since := build_before(view)) and since.begun:
        made = f"{long_date(since.begun.date())}, {since.begun:%H:%M}"
        _folded(view, since, f"What moved since the build before, of {made} UTC", "build")


def _folded(view: ViewContext, since: Since, title: str, name: str) -> None:
    key = f"moved since {name} {view.scope.only_mvp}"
    with st.expander(title, icon=_ICON, key=key, on_change="rerun") as folded:
        if folded.open:
            _show(view, since)


def _show(view: ViewContext, since: Since) -> None:
    try:
        with st.spinner("Working out what moved …"):
            sections = json.loads(_sections(view, since))
    except NoDatabaseError:
        st.caption("The earlier build is not there any more.")
        return
    if note := expected_only(view.as_of, current_date(view.build)):
        st.caption(note)
    for title, rows in sections:
        st.markdown(title)
        filled = [name for name in _HEADINGS if any(row.get(name) for row in rows)]
        said = [{_HEADINGS[name]: escaped(row.get(name, "")) for name in filled} for row in rows]
        st.table(pd.DataFrame(said), hide_index=True, border="horizontal")
    if not sections:
        st.caption(_NOTHING)


@cached_answer
def _sections(view: ViewContext, since: Since) -> str:
    """As JSON, for the MVP as a whole and each track that moved: its title, and rows in words."""
    if (found := explained(view, since)) is None:
        return json.dumps([])
    sections = []
    for track in tracks_of(found):
        title = "All together" if track == WHOLE else plain(title_of(found, track))
        whole = escaped(whole_of(found, track))
        sections.append((f"**{title}**: {whole}", table_of(found, track, _SHOWN)))
    return json.dumps(sections)
