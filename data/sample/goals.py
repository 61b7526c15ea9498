"""Whether what an MVP of the sample contributes in a year meets the goals."""

import numpy as np

from data.sample.activity import Activity
from data.sample.people import Person
from data.sample.program import Program, SampleTrack
from data.sample.season import Year, months_between


def attainment(
    program: Program, person: Person, year: Year, activity: Activity, on_leave: np.ndarray
) -> tuple[bool, float]:
    """Whether the goals of a year are met, and done/target of the worst committed track.

    Without a commitment, the best of all tracks decides.
    """
    first = max(0, year.day_index(max(person.entered_on, program.since or person.entered_on)))
    committed = person.tracks.get(year.number)
    met, ratios = [], []
    for track in program.tracks:
        if committed and track.name not in committed:
            continue
        counted = np.isin(activity.kind, track.counted) & (activity.day >= first)
        counted &= activity.day < year.goal_length
        days, target = activity.day[counted], target_of(track, year, first, on_leave)
        done = done_in(track, days, activity.points[counted])
        solved = int(activity.accepted[counted].sum())
        met.append(done >= target and solved >= (track.rules.solution_share or 0) * days.size)
        ratios.append(done / max(1, target))
    if committed:
        return all(met), min(ratios)
    return any(met), max(ratios)


def done_in(track: SampleTrack, days: np.ndarray, points: np.ndarray) -> int:
    """What contributions on these days and with these points are, in the measure of the track."""
    if track.rules.counted_in == "days":
        return int(np.unique(days).size)
    return int(points.sum()) if track.rules.counted_in == "points" else int(days.size)


def target_of(track: SampleTrack, year: Year, first: int, on_leave: np.ndarray) -> int:
    """The target of a year in a track from the day `first` on, without the days on leave."""
    on_leave = on_leave[first : year.goal_length]
    each_month = track.rules.each_month
    if each_month is None:
        weekdays = int((year.is_weekday[first : year.goal_length] & ~on_leave).sum())
        return int(weekdays * (track.rules.weekday_share or 0))
    start = year.day(first + int(on_leave.sum()))
    months = months_between(start, year.day(year.goal_length))
    return int(months * each_month)
