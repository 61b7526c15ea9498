"""What pages say about MVPs whom no raw export of their track knows: their figures are too low."""

import streamlit as st

from dashboard.page.figures.shared import UNLINKED
from dashboard.page.prose import plain
from dashboard.reading.rows import ViewContext, read
from data.outputs.unlinked import unlinked_sentence


def warn_of_unlinked(view: ViewContext) -> None:
    """Say for each track who of the people in the view has no linked account."""
    rows = read(view, UNLINKED.query)
    for track, sources, committed_mvps, names in rows.itertuples(index=False, name=None):
        sentence = unlinked_sentence(plain(track), plain(sources), committed_mvps, names, plain)
        st.warning(f"{sentence}.", icon=":material/link_off:")


def warn_of_own_tracks(view: ViewContext) -> None:
    """Say on the page of one MVP which of the tracks they have committed to do not know them."""
    is_own = view.scope.mvp_id == view.scope.only_mvp
    whose, theirs = ("yours", "yours") if is_own else ("this MVP", "theirs")
    for row in read(view, UNLINKED.query).itertuples():
        st.warning(
            f"No account of {whose} is linked in the exports that feed {plain(str(row.track))} "
            f"({plain(str(row.sources))}), so nothing done there counts here. Tell the program "
            f"team which account is {theirs}.",
            icon=":material/link_off:",
        )
