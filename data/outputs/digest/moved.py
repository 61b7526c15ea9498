"""Why a flag about a track is new or gone: what moved its figures in the week (rules, 16)."""

from collections.abc import Sequence
from datetime import timedelta

from data.days.day import Day
from data.days.rows import Row
from data.days.span import FIRST_DAY
from data.explain.lines import in_brief
from data.explain.parts import Explanation, explain
from data.explain.seen import Moment

_WEEK = timedelta(weeks=1)


def with_what_moved(day: Day, flags: Sequence[Row]) -> list[Row]:
    """The rows of pages/at_risk/changes with `moved`: what each cause did in the week up to `day`.

    It is None where a flag is not about a track, or nothing moved.
    """
    people = sorted({row["mvp_id"] for row in flags})
    if not people:
        return []
    a = Moment(day.location, max(day.as_of - _WEEK, FIRST_DAY))
    explained = explain(a, Moment(day.location, day.as_of), people)
    return [row | {"moved": _moved(explained[row["mvp_id"]], row["about"])} for row in flags]


def _moved(explanation: Explanation, about: str) -> str | None:
    """What moved the track that people call `about`."""
    for side in (explanation.after, explanation.before):
        for track, figures in side.items():
            if figures["track_label"] == about:
                return in_brief(explanation, track) or None
    return None
