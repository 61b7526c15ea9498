"""Days, and the day and the track of a contribution, as fields of a form."""

from datetime import date
from typing import Any

import streamlit as st

from dashboard.page.prose import plain
from dashboard.reading.days import current_date
from dashboard.reading.rows import ViewContext, read

TrackAndKind = tuple[str, str]
Unit = tuple[str, str]  # one, and several
# A browser keeps a day outside of the limits of its field to itself, and the day before would be
# sent. So the limits are wide, and data/events/checks.py says what is wrong with a day.
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)


def any_day_field(label: str, start: date | None, key: str, width: int, note: str) -> Any:
    """A field for any day, which begins with `start`; the limits are checked when it is sent."""
    return st.date_input(label, start, _FIRST, _LAST, key=key, width=width, help=note)


def day_field(view: ViewContext, key: str, day: date | None = None) -> Any:
    """The day when it was done; it begins with `day`, or today."""
    start = day or current_date(view.build)
    return any_day_field("Day", start, key, 160, "When it was done.")


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


def units(view: ViewContext) -> dict[str, Unit]:
    """The unit of each track that counts points."""
    rows = read(view, "requests/kinds").dropna(subset="unit_many").itertuples()
    return {str(row.track): (str(row.unit_one), str(row.unit_many)) for row in rows}


def points_field(unit: Unit | None, key: str, start: int | None = None) -> Any:
    """How many of the unit of its track a contribution counts; None in a track without one."""
    if unit is None:
        return None
    label = f"{unit[1][:1].upper()}{unit[1][1:]}"
    return st.number_input(
        plain(label), value=start, step=1, key=key, width=120, help="What it counts in its track."
    )


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
