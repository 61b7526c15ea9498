"""What an event may say at the moment when it is written, one sentence for each refusal.

What holds for an event by itself, such as the length of a text, is in values.py.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from data.days.span import DAYS_AHEAD
from data.errors import ProgramError
from data.events.folder import MOST_FILES
from data.events.kinds import MVP
from data.events.model import Event
from data.events.requests import contribution, why_without_effect
from data.events.rights import may_write

MOST_AN_HOUR = {MVP: 20}  # events of a person in the last hour
_MOST_OF_OTHERS = 300  # of leads and the program team, who answer many people
_MOST_EVENTS = MOST_FILES * 9 // 10
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Limits:
    """What a program allows: its day, the kinds of contribution of each track, who decides.

    `decided_by` is the setting requests.decided_by, and `years` are those whose renewal can be
    decided, by their numbers. `counted_in` has the unit, in the plural, of each track that counts
    points.
    """

    today: date
    kinds: Mapping[str, Collection[str]]
    decided_by: str
    years: Collection[int] = ()
    counted_in: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def last_day(self) -> date:
        """The last day that an event may speak of."""
        return self.today + timedelta(days=DAYS_AHEAD)


def check(event: Event, before: Sequence[Event], limits: Limits) -> None:
    """Raise ProgramError, with a sentence for the person, when `event` may not be written now.

    `before` are all events that are there.
    """
    if fault := next(_faults(event, before, limits), None):
        raise ProgramError(fault)


def _faults(event: Event, before: Sequence[Event], limits: Limits) -> Iterator[str]:
    if not may_write(event.role, event.kind, limits.decided_by):
        yield "You cannot do this with your role."
    most = MOST_AN_HOUR.get(event.role, _MOST_OF_OTHERS)
    if sum(1 for e in before if e.by == event.by and e.at > event.at - _HOUR) >= most:
        yield f"You have sent {most} messages in an hour; try again later."
    if len(before) >= _MOST_EVENTS:
        yield "No more can be kept here; tell the program team."
    match event.kind:
        case "claim" | "verdict":
            yield from _contribution_faults(event, limits)
            yield from _points_faults(event, before, limits)
        case "away":
            yield from _period_faults(event, limits)
        case "leaving":
            yield from _ahead_faults(event, "left_on", "day", limits)
        case "call" if event.get("again_on"):
            yield from _ahead_faults(event, "again_on", "day to look again", limits)
            if event.day_of("again_on") < limits.today:
                yield "The day to look again is over."
        case "renewal" | "renewal_step":
            if int(event.fields["year"]) not in limits.years:
                yield "The renewal of this year is not decided now."
    if said := why_without_effect(event, before):
        yield said


def _contribution_faults(event: Event, limits: Limits) -> Iterator[str]:
    """What is wrong with the contribution that a claim is about, or that a verdict corrects."""
    track, kind = event.get("track"), event.get("kind")
    if event.get("day") and event.day_of("day") > limits.today:
        yield f"The day {event.fields['day']} is not yet over; tell it when it was done."
    if track is not None and track not in limits.kinds:
        yield f"There is no track {track}."
    elif track is not None and kind is not None and kind not in limits.kinds[track]:
        yield f"The track {track} has no kind {kind}."
    elif (track is None) != (kind is None):
        yield "A track and a kind go together."


def _points_faults(event: Event, before: Sequence[Event], limits: Limits) -> Iterator[str]:
    """Whether it says what it counts just where its track, as a verdict corrects it, asks for it.

    A verdict that leaves the track as it is need not say it again.
    """
    claim = next((each for each in before if each.id == event.answers), event)
    said = contribution(claim, event)
    track = said.get("track", "")
    unit = limits.counted_in.get(track)
    if unit is None and event.get("points"):
        yield f"The track {track} does not count points."
    if unit is not None and event.get("track") and "points" not in said:
        yield f"Fill in the {unit}."


def _period_faults(event: Event, limits: Limits) -> Iterator[str]:
    if event.day_of("to_on") < event.day_of("from_on"):
        yield "The last day is before the first day."
    yield from _ahead_faults(event, "to_on", "last day", limits)


def _ahead_faults(event: Event, name: str, said: str, limits: Limits) -> Iterator[str]:
    if event.day_of(name) > limits.last_day:
        yield f"The {said} is more than {DAYS_AHEAD} days ahead."
