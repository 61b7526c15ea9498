"""What each cause did to the figures of some MVPs, adding up to the difference of two moments."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import pyarrow as pa

from data.explain.causes import CAUSES, NUMBERS, ROWS
from data.explain.seen import Moment, Seen, seen
from data.explain.states import COUNTED, FIGURES, State, States

# What is counted, and so adds up; a figure that is not there counts as 0.
SUMMED = ("done", "expected", "expected_at_checkpoint", "target", "answers", "solutions")
_CHANCE_DIGITS = 9  # what follows depends on the order in which numbers are added
_DAYS = "days"  # the measure of a track in which a day counts once
Figures = Mapping[str, Any]  # of a track in a state, by their names
ByTrack = Mapping[str, Figures]  # the track "" is the MVP as a whole
_Counted = dict[str, dict[str, Any]]  # the rows of explain/counted, by contribution


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


@dataclass(frozen=True)
class Part:
    """What one cause did: the figures before it and after it, and the contributions it is about."""

    cause: str
    before: ByTrack
    after: ByTrack
    rows: Sequence[RowEffect] = ()

    def change(self, track: str, figure: str) -> int:
        """By how much the cause moved a figure of SUMMED."""
        return _number(self.after, track, figure) - _number(self.before, track, figure)

    @property
    def tracks(self) -> list[str]:
        """The tracks of which a figure is another one than before."""
        named = dict.fromkeys([*self.before, *self.after])
        return [t for t in named if self.before.get(t) != self.after.get(t)]


@dataclass(frozen=True)
class Explanation:
    """All parts of the way of an MVP from the figures `first` to the figures `last`."""

    mvp_id: str
    first: ByTrack
    last: ByTrack
    parts: Sequence[Part] = field(default_factory=list)

    def change(self, track: str, figure: str) -> int:
        """The whole difference of a figure of SUMMED."""
        return _number(self.last, track, figure) - _number(self.first, track, figure)


def explain(a: Moment, b: Moment, mvp_ids: Sequence[str]) -> dict[str, Explanation]:
    """The explanations of these MVPs from A to B, by their ids.

    Raises NoDatabaseError when a build cannot be read, and ValueError when B is before A.
    """
    return explain_seen(seen(a, mvp_ids), seen(b, mvp_ids), mvp_ids)


def explain_seen(a: Seen, b: Seen, mvp_ids: Sequence[str]) -> dict[str, Explanation]:
    """The same from what is seen."""
    if b.day < a.day:
        raise ValueError(f"{b.day} is before {a.day}")
    states = States(a, b, mvp_ids)
    figures: dict[State, dict[str, dict[str, Any]]] = defaultdict(dict)
    counted: dict[State, _Counted] = defaultdict(dict)
    for found in states.rows(FIGURES, COUNTED):
        for state, row in _rows(found[FIGURES]):
            if row["chance"] is not None:
                row["chance"] = round(row["chance"], _CHANCE_DIGITS)
            figures[state][row.pop("track")] = row
        for state, row in _rows(found[COUNTED]):
            counted[state][row.pop("contribution_id")] = row
    changed: dict[State, set[str]] = defaultdict(set)
    for (mvp_id, contribution_id), cause in states.changes().items():
        changed[mvp_id, NUMBERS[cause]].add(contribution_id)
    explained = {}
    for mvp_id in mvp_ids:
        own = [state for state in states.states if state[0] == mvp_id]
        parts = [
            Part(
                CAUSES[after[1]],
                figures[before],
                figures[after],
                _effects(counted[before], counted[after], changed[after])
                if after[1] >= NUMBERS[ROWS[0]]
                else (),
            )
            for before, after in pairwise(own)
        ]
        explained[mvp_id] = Explanation(mvp_id, figures[own[0]], figures[own[-1]], parts)
    return explained


def _rows(table: pa.Table) -> Iterator[tuple[State, dict[str, Any]]]:
    for row in table.to_pylist():
        yield (row.pop("person"), row.pop("number")), row


def _number(figures: ByTrack, track: str, figure: str) -> int:
    return figures.get(track, {}).get(figure) or 0


def _effects(before: _Counted, after: _Counted, named: Collection[str]) -> list[RowEffect]:
    """The contributions that are `named` or count otherwise, each with its share of `done`.

    Where days are counted, the first one of a day has what the day adds. One whose track is another
    one by now is there for both.
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
    return [_effect(*place, before, after, done) for place, done in sorted(effects.items())]


def _days(counted: _Counted) -> set[tuple[str, date]]:
    return {(row["track"], row["day"]) for row in counted.values() if row["worth"]}


def _effect(name: str, track: str, before: _Counted, after: _Counted, done: int) -> RowEffect:
    stays = name in after and after[name]["track"] == track
    row = after[name] if stays else before[name]
    reason = row["not_counted_label"] if stays else None
    return RowEffect(name, track, row["day"], row["kind"], row["title"], done, not stays, reason)
