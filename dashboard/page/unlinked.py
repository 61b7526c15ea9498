"""What pages say about MVPs whom no raw export of their track knows: their figures are too low."""

import streamlit as st

from dashboard.page.figures.shared import UNLINKED
from dashboard.page.prose import plain
from dashboard.reading.rows import ViewContext, read
from data.outputs.unlinked import unlinked_sentence
from data.settings.saying import in_own_words


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
    sentence = (
        "No account of {whose} is linked in the exports that feed {track} ({sources}), so nothing "
        "done there counts here. Tell the program team which account is {theirs}."
    )
    for row in read(view, UNLINKED.query).itertuples():
        st.warning(
            sentence.format(
                whose=in_own_words(whose),
                track=plain(str(row.track)),
                sources=plain(str(row.sources)),
                theirs=theirs,
            ),
            icon=":material/link_off:",
        )
