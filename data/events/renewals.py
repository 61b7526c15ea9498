"""What was said about renewals: the answers of MVPs and the steps of the program."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.events.model import Event
from data.events.requests import fold

_KINDS = ("renewal", "renewal_step")


@dataclass(frozen=True)
class Statement:
    """An answer or a step, and the event with which its author took it back, if they did."""

    event: Event
    taken_back: Event | None = None


def statements(events: Iterable[Event]) -> list[Statement]:
    """All answers and steps that have an effect or had one, in order."""
    ordered = sorted(events, key=lambda event: event.id)
    without_effect = fold(ordered).without_effect
    valid = [event for event in ordered if event.id not in without_effect]
    taken_back = {event.answers: event for event in valid if event.kind == "withdrawal"}
    return [Statement(event, taken_back.get(event.id)) for event in valid if event.kind in _KINDS]
