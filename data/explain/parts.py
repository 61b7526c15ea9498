"""What each cause did to the figures of some MVPs, adding up to the difference of two moments."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any

import pyarrow as pa

from data.errors import ProgramError
from data.explain.causes import CAUSES, NUMBERS, ROWS
from data.explain.details import Detail, details
from data.explain.effects import RowEffect, effects_of
from data.explain.seen import Moment, Seen, mvp_ids_of, seen_of_both
from data.explain.states import COUNTED, FIGURES, State, States
from data.nearest import likely
from data.settings.saying import in_own_words
from data.store.confined import scratch

# What is counted, and so adds up; a figure that is not there counts as 0.
SUMMED = ("done", "expected", "expected_at_checkpoint", "target", "answers", "solutions")
_CHANCE_DIGITS = 9  # what follows depends on the order in which numbers are added
Figures = Mapping[str, Any]  # of a track in a state, by their names
_Rows = dict[str, dict[str, Any]]
ByTrack = Mapping[str, Figures]  # the track "" is the MVP as a whole


@dataclass(frozen=True)
class Part:
    """What one cause did: the figures before it and after it, and what it is about.

    `rows` are the contributions where it is about these.
    """

    cause: str
    before: ByTrack
    after: ByTrack
    details: Sequence[Detail]
    rows: Sequence[RowEffect]

    def change(self, track: str, figure: str) -> int:
        """By how much the cause moved a figure of SUMMED."""
        return _number(self.after, track, figure) - _number(self.before, track, figure)

    def about(self, track: str) -> str:
        """What it is about, for a track: not what is about another one alone.

        All of it for the track "", the MVP as a whole.
        """
        said = [each.text for each in self.details if track in ("", each.track or track)]
        return "; ".join(said)

    @property
    def tracks(self) -> list[str]:
        """The tracks of which a figure is another one than before."""
        named = dict.fromkeys([*self.before, *self.after])
        return [t for t in named if self.before.get(t) != self.after.get(t)]


@dataclass(frozen=True)
class Explanation:
    """All parts of the way of an MVP from the figures `before` to the figures `after`."""

    mvp_id: str
    before: ByTrack
    after: ByTrack
    parts: Sequence[Part] = field(default_factory=list)

    def change(self, track: str, figure: str) -> int:
        """The whole difference of a figure of SUMMED."""
        return _number(self.after, track, figure) - _number(self.before, track, figure)


def explain(a: Moment, b: Moment, mvp_ids: Sequence[str]) -> dict[str, Explanation]:
    """The explanations of these MVPs from A to B, by their ids.

    Raises NoDatabaseError when a build cannot be read, and ValueError when B is before A.
    """
    return _explain(*seen_of_both(a, b, mvp_ids), mvp_ids)


def explain_one(a: Moment, b: Moment, mvp_id: str) -> Explanation:
    """The explanation of one MVP; raises ProgramError when neither build has that MVP."""
    if b.day < a.day:
        raise ProgramError(
            f"the end, {b.day}, is before the start, {a.day}; name an earlier start or a later end"
        )
    one, other = seen_of_both(a, b, [mvp_id])
    if not any(len(side.tables["mvps"]) for side in (one, other)):
        meant = likely(mvp_id, mvp_ids_of(b))
        raise ProgramError(f"{mvp_id}: {in_own_words('there is no such MVP')}{meant}")
    return _explain(one, other, [mvp_id])[mvp_id]


def _explain(a: Seen, b: Seen, mvp_ids: Sequence[str]) -> dict[str, Explanation]:
    if b.day < a.day:
        raise ValueError(f"{b.day} is before {a.day}")
    with scratch() as con:
        worked = _work_out(States(con, a, b, mvp_ids))
    return {mvp_id: _explanation(a, b, mvp_id, worked) for mvp_id in mvp_ids}


@dataclass(frozen=True)
class _Worked:
    """The states in order, with what the rules give for each, and what comes with it."""

    states: list[State]
    figures: dict[State, _Rows] = field(default_factory=partial(defaultdict, dict))
    counted: dict[State, _Rows] = field(default_factory=partial(defaultdict, dict))
    changed: dict[State, set[str]] = field(default_factory=partial(defaultdict, set))


def _work_out(states: States) -> _Worked:
    worked = _Worked(states.states)
    for (mvp_id, contribution_id), cause in states.changes().items():
        worked.changed[mvp_id, NUMBERS[cause]].add(contribution_id)
    for found in states.rows(FIGURES, COUNTED):
        for state, row in _rows(found[FIGURES]):
            if row["chance"] is not None:
                row["chance"] = round(row["chance"], _CHANCE_DIGITS)
            worked.figures[state][row.pop("track")] = row
        for state, row in _rows(found[COUNTED]):
            worked.counted[state][row.pop("contribution_id")] = row
    return worked


def _rows(table: pa.Table) -> Iterator[tuple[State, dict[str, Any]]]:
    for row in table.to_pylist():
        yield (row.pop("person"), row.pop("number")), row


def _explanation(a: Seen, b: Seen, mvp_id: str, worked: _Worked) -> Explanation:
    own = [state for state in worked.states if state[0] == mvp_id]
    parts = [_part(a, b, before, after, worked) for before, after in pairwise(own)]
    return Explanation(mvp_id, worked.figures[own[0]], worked.figures[own[-1]], parts)


def _part(a: Seen, b: Seen, before: State, after: State, worked: _Worked) -> Part:
    mvp_id, number = after
    cause, counted = CAUSES[number], worked.counted
    return Part(
        cause,
        worked.figures[before],
        worked.figures[after],
        details(a, b, mvp_id, cause),
        effects_of(counted[before], counted[after], worked.changed[after]) if cause in ROWS else (),
    )


def _number(figures: ByTrack, track: str, figure: str) -> int:
    return figures.get(track, {}).get(figure) or 0
