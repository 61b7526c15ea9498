"""The parts of an MVP's own page that no other page has."""

from dataclasses import replace
from html import escape
from itertools import chain
from typing import Any

import streamlit as st

from dashboard.charts import LEVEL_COLORS
from dashboard.charts.theme import behind_text, by_label
from dashboard.page.figures import mvp
from dashboard.page.filters import filter_row
from dashboard.page.prose import plain
from dashboard.page.requests.uncounted import in_gray, waiting_claims
from dashboard.page.show import show
from dashboard.page.tile import tile, tiles
from dashboard.reading.parts import parts_of
from dashboard.reading.rows import ViewContext, read
from data.settings.saying import in_own_words

_CARD_WIDTH = 220  # pixels at least: four beside one another on a desk, one on a phone


def tab_titles(view: ViewContext) -> dict[str, str]:
    """The tabs of the page: name -> title."""
    parts = parts_of(view.build)
    about = {"certification": "certificate", "renewal": "renewal"}
    title = " and ".join(word for part, word in about.items() if part in parts)
    return {
        "progress": "Progress",
        "contributions": "Contributions",
        "checkpoints": in_own_words("Checkpoints"),
        "title": title.capitalize() or "Title",
        "data": "My data",
    }


def track_cards(view: ViewContext) -> None:
    """One card per judged track: done of expected, the level, and the outlook."""
    tracks = read(view, mvp.TRACKS.query).query("is_judged")
    if tracks.empty:
        return
    answers = read(view, mvp.SOLUTIONS.query).set_index("track")["sentence"]
    with tile(view, mvp.TRACKS), st.grid(min(len(tracks), 4), min_column_width=_CARD_WIDTH):
        for track in tracks.itertuples():
            _card(track, answers.get(track.track))


def _card(track: Any, answers: str | None) -> None:
    with st.container(gap=None):
        st.metric(
            plain(track.title),
            f"{track.done:,} of {track.expected:,}",
            help=f"Done, of what is expected today; {track.target:,} by the end of the year.",
        )
        st.html(_in_color_of_level(track.sign, track.level))
        st.caption(" ".join(filter(None, (track.outlook, answers))))


def _in_color_of_level(sign: str, level: str) -> str:
    """The sign and the label of a level on its color, as in the matrix of Progress."""
    color = behind_text(by_label(LEVEL_COLORS)[level])
    style = f"background-color: {color}; border-radius: 0.25rem; padding: 0.1rem 0.5rem"
    return f'<span style="{style}">{escape(sign)} <strong>{escape(level)}</strong></span>'


def burn_ups(view: ViewContext) -> None:
    """The burn-up of each judged track, two beside one another on a desk."""
    targets = read(view, mvp.TARGETS.query).set_index("track")["sentence"].to_dict()
    waiting = waiting_claims(view)
    with tiles("burn-ups"):
        for judged in read(view, mvp.JUDGED.query).itertuples():
            caption = f"{targets.get(judged.track, '')} {judged.rules} {mvp.BURN_UP.caption}"
            burn_up = replace(mvp.BURN_UP, caption=" ".join(caption.split()))
            of_track = waiting.get(str(judged.track), ())
            burn_up = in_gray(burn_up, of_track, "Gray: sent, not yet counted.")
            show(view, burn_up, title=plain(str(judged.title)), track=judged.track)


def contributions(view: ViewContext) -> None:
    """What the MVP has done: all of it, or what counted or did not."""
    with filter_row() as row:
        only = row.choice("Contribution", ["counted", "not counted"], "only")
    waiting = [] if only else [*chain.from_iterable(waiting_claims(view).values())]
    listed = in_gray(mvp.CONTRIBUTIONS, waiting, "In gray, first: sent, not yet counted.")
    show(view, listed, only=only)
