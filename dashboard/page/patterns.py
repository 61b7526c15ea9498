"""What a person may look at (docs/rules.md section 19): nothing is asked where all is off."""

from dataclasses import replace

import streamlit as st

from dashboard.page.figures import data_health, mvp
from dashboard.page.figures.shared import PATTERNS_ON
from dashboard.page.show import show
from dashboard.reading.rows import ViewContext, count_rows, read

_OFF = (
    "Patterns are off. `[patterns]` in the settings of the program switches each of them on, such "
    "as `title_likeness` and `title_days` for titles that are much alike (docs/own-program.md)."
)
_NOTHING_FOLLOWS = "A person may look at these; nothing follows from them."
# The title of each list, and what to know about it.
_SAID = {
    "like_titles": (
        "Titles of one MVP that are much alike",
        "Only titles are compared: the texts themselves are not in the data.",
    ),
    "shared_titles": (
        "The same title of two MVPs",
        "Often they did something together. MVPs do not see this list.",
    ),
    "burst": (
        "Many contributions within minutes",
        "They may have been entered together afterwards.",
    ),
    "same_asker": (
        "Many answers to one person",
        "A group is the answers of one MVP to one person, whose name is not in the data.",
    ),
    "repeated_claim": (
        "Claims of what is there already",
        "What an MVP said was missing, and what it repeats: the same address or a like title.",
    ),
    "shared_claim": (
        "Claims of what another MVP has",
        "What an MVP said was missing, and whose address it is. MVPs do not see this list.",
    ),
}


def patterns(view: ViewContext) -> None:
    """A list for each pattern that is on; where none is, how they are switched on."""
    on = read(view, PATTERNS_ON.query)
    if on.empty:
        st.info(_OFF, icon=":material/search_off:")
    for pattern, lacks in zip(on["pattern"], on["lacks"].fillna(""), strict=True):
        title, about = _SAID[pattern]
        figure = replace(
            data_health.PATTERNS,
            title=title,
            caption=f"{about} {_NOTHING_FOLLOWS}",
            empty=lacks or data_health.PATTERNS.empty,
        )
        if pattern == "burst":  # whose rows are told apart by the time
            times = ["occurred_at" if name == "day" else name for name in figure.columns]
            figure = replace(figure, columns=tuple(times))
        show(view, figure, pattern=pattern)


def own_patterns(view: ViewContext) -> None:
    """What is found in the rows of an MVP, for the MVP and the program team; nothing if nothing."""
    if not read(view, PATTERNS_ON.query).empty and count_rows(view, mvp.PATTERNS.query):
        show(view, mvp.PATTERNS)
