"""What the change of single contributions did to `done`, adding up to what their cause did."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

_DAYS = "days"  # the measure of a track in which a day counts once
Counted = Mapping[str, Mapping[str, Any]]  # the rows of explain/counted, by contribution


@dataclass(frozen=True)
class RowEffect:
    """A contribution, and what its change did to `done` of its track.

    `not_counted` says why it does not count after the change, if it does not.
    """

    contribution_id: str
    track: str
    day: date
    kind: str
    title: str | None
    done: int
    is_gone: bool
    not_counted: str | None


def effects_of(before: Counted, after: Counted, named: Collection[str]) -> list[RowEffect]:
    """The contributions that are `named` or count otherwise, each with its share of `done`.

    Where days are counted, the first one of a day has what the day adds. One whose track is another
    one by now is there for both. They are in the order of their days, and those of a day in that of
    their titles.
    """
    both = {*before, *after}
    changed = sorted(n for n in both if n in named or before.get(n) != after.get(n))
    effects: dict[tuple[str, str], int] = {}
    for sign, side, other in ((-1, before, after), (1, after, before)):
        days_of_other = _days(other)
        taken: set[tuple[str, date]] = set()
        for name in changed:
            if (row := side.get(name)) is None:
                continue
            place, done = (name, row["track"]), row["worth"]
            if done and row["measure"] == _DAYS:
                day = (row["track"], row["day"])
                done = int(day not in days_of_other and day not in taken)
                taken.add(day)
            effects[place] = effects.get(place, 0) + sign * done
    found = [_effect(*place, before, after, done) for place, done in effects.items()]
    return sorted(found, key=lambda e: (e.day, e.title or "", e.contribution_id, e.track))


def _days(counted: Counted) -> set[tuple[str, date]]:
    return {(row["track"], row["day"]) for row in counted.values() if row["worth"]}


def _effect(name: str, track: str, before: Counted, after: Counted, done: int) -> RowEffect:
    stays = name in after and after[name]["track"] == track
    row = after[name] if stays else before[name]
    reason = row["not_counted"] if stays else None
    return RowEffect(name, track, row["day"], row["kind"], row["title"], done, not stays, reason)
