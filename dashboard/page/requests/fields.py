"""The day and the track of a contribution, as fields of a form."""

from datetime import date
from typing import Any

import streamlit as st

from dashboard.reading.days import current_date
from dashboard.reading.rows import ViewContext, read
from data.days.span import FIRST_DAY

TrackAndKind = tuple[str, str]


def day_field(view: ViewContext, key: str, day: date | None = None) -> Any:
    """The day when it was done; it begins with `day`, or today."""
    today = current_date(view.build)
    start = day or today
    last = max(start, today)  # a build that was put back may be older than a request
    return st.date_input(
        "Day", start, FIRST_DAY, last, key=key, width=160, help="When it was done."
    )


def kinds_that_count(view: ViewContext) -> dict[TrackAndKind, str]:
    """Each track with each of its kinds that counts, and what both are called together."""
    rows = [row for row in read(view, "requests/kinds").itertuples() if row.is_counted]
    tracks = [row.track for row in rows]
    return {
        (str(row.track), str(row.kind)): f"{row.track_label}: {row.kind}"
        if tracks.count(row.track) > 1
        else str(row.track_label)
        for row in rows
    }


def track_field(
    labels: dict[TrackAndKind, str], key: str, start: TrackAndKind | None = None
) -> TrackAndKind | None:
    """The choice of one of `labels`; it begins with `start` if that is among them."""
    options = list(labels)
    picked: TrackAndKind | None = st.selectbox(
        "Track",
        options,
        index=options.index(start) if start is not None and start in labels else None,
        format_func=labels.__getitem__,
        key=key,
        placeholder="Pick one",
        width=260,
    )
    return picked
